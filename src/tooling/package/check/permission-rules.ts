import type { AnyNode } from 'acorn';
import type { Breach } from './finding.ts';
import { memberName, type Script, type Scripts } from './scripts.ts';

/** A permission, and what it is for, in the words that the stores are told. */
interface Permission {
  /** The part of the browser's API that it opens. */
  readonly api: string;
  readonly because: string;
}

/** Every permission that the extension may have, each with the use that justifies it. */
export const PERMISSIONS: Readonly<Record<string, Permission>> = {
  alarms: {
    api: 'alarms',
    because:
      'Wakes the background shortly before the session ends, to renew it and to keep the badge true while no page is open.',
  },
  contextMenus: {
    api: 'contextMenus',
    because:
      'Offers signing in, signing out and the options in the menu of the toolbar button. No menu of a web page is changed.',
  },
  identity: {
    api: 'identity',
    because:
      "Runs the sign-in and the sign-out with the person's own Auth0 tenant (launchWebAuthFlow) and gives the address that the tenant sends its answer to.",
  },
  storage: {
    api: 'storage',
    because:
      'Keeps the session, so that the person stays signed in when popup or browser close, and what was begun in the sign-in form. Tokens are encrypted.',
  },
  notifications: {
    api: 'notifications',
    because:
      'Optional, asked for when the person switches it on in the options: shows a notification when the session has ended and they have to sign in again.',
  },
  declarativeNetRequestWithHostAccess: {
    api: 'declarativeNetRequest',
    because:
      'Firefox gives each installation another origin, which no tenant can list. One rule sets the Origin header of the requests of our own pages to the tenant, and of nothing else, to the address that the tenant lists.',
  },
};

/** Parts of the browser's API that need a permission, with the permissions of which one suffices. */
const NEEDS: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(
    [
      ...['alarms', 'bookmarks', 'browsingData', 'contentSettings', 'contextMenus', 'contextualIdentities'],
      ...['cookies', 'debugger', 'desktopCapture', 'dns', 'documentScan', 'downloads', 'enterprise', 'find'],
      ...['fontSettings', 'gcm', 'geckoProfiler', 'history', 'identity', 'idle', 'management', 'menus'],
      ...[
        'nativeMessaging',
        'notifications',
        'offscreen',
        'pageCapture',
        'pkcs11',
        'power',
        'printing',
        'privacy',
        'processes',
      ],
      ...['proxy', 'readingList', 'scripting', 'search', 'sessions', 'sidePanel', 'storage', 'tabCapture'],
      ...['tabGroups', 'tabHide', 'theme', 'topSites', 'tts', 'userScripts', 'webNavigation', 'webRequest'],
    ].map((name) => [name, [name]]),
  ),
  declarativeNetRequest: ['declarativeNetRequest', 'declarativeNetRequestWithHostAccess'],
};

/** Members of parts that need no permission, which stand for a part that does. */
const NATIVE = ['connectNative', 'sendNativeMessage'];

/** A place where a script uses a part of the browser's API. */
interface Use {
  readonly file: string;
  readonly offset: number;
  readonly api: string;
}

/**
 * Permissions of the manifest that no script uses or that nobody has justified, and uses without their permission.
 * A use is seen where it goes through webextension-polyfill (`x.default.alarms`) or the
 * browser's own object; `code-rules.ts` sees to it that nothing hands that on.
 */
export function permissionBreaches(manifest: string, scripts: Scripts): Breach[] {
  const held = permissionsOf(manifest);
  const uses = [...scripts].flatMap(([file, script]) => usesOf(file, script));
  const used = new Set(uses.map(({ api }) => api));
  const unused = held.filter((permission) => {
    const known = Object.hasOwn(PERMISSIONS, permission) ? PERMISSIONS[permission] : undefined;
    return known === undefined || !used.has(known.api);
  });
  const missing = uses.filter(
    ({ api }) => NEEDS[api]?.every((permission) => !held.includes(permission)) ?? false,
  );
  return [
    ...unused.map(
      (found): Breach => ({
        rule: 'permission-unused',
        file: 'manifest.json',
        offset: Math.max(0, manifest.indexOf(JSON.stringify(found))),
        found,
      }),
    ),
    ...missing.map(
      ({ file, offset, api }): Breach => ({ rule: 'permission-missing', file, offset, found: api }),
    ),
  ];
}

function permissionsOf(manifest: string): string[] {
  const { permissions = [], optional_permissions = [] }: Record<string, unknown> = JSON.parse(manifest);
  return [permissions, optional_permissions].flat().map(String);
}

function usesOf(file: string, script: Script): Use[] {
  return script.flatMap(({ node }) => {
    if (node.type !== 'MemberExpression') return [];
    const name = memberName(node);
    if (name !== undefined && NATIVE.includes(name))
      return [{ file, offset: node.start, api: 'nativeMessaging' }];
    const api = isBrowser(node.object) ? name : undefined;
    return api !== undefined && Object.hasOwn(NEEDS, api) ? [{ file, offset: node.start, api }] : [];
  });
}

/** What webextension-polyfill exports, as esbuild writes it, or the browser's object itself. */
function isBrowser(node: AnyNode): boolean {
  if (node.type === 'Identifier') return ['chrome', 'browser'].includes(node.name);
  return ['default', 'chrome', 'browser'].includes(memberName(node) ?? '');
}
