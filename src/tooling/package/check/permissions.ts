import { type Violation, violationAt } from './violation.ts';

/** Every permission that the extension can have, with the reason for the stores. */
export const PERMISSIONS: Readonly<Record<string, string>> = {
  alarms:
    'Starts the background script to renew the session before it ends, and to update the badge while no page is open.',
  contextMenus:
    'Offers sign-in, sign-out and the options in the menu of the toolbar button. No menu of a web page is changed.',
  identity:
    'Runs the sign-in and the sign-out with the Auth0 tenant (launchWebAuthFlow) and provides the address that the tenant redirects to.',
  storage:
    'Stores the session, so that the user stays signed in after popup or browser close, and the draft of the sign-in form. Tokens are encrypted.',
  notifications:
    'Optional, requested when the user turns it on in the options: shows a notification when the session has ended and the user must sign in again.',
  declarativeNetRequestWithHostAccess:
    'Firefox gives each installation another origin, which no tenant can list. One rule sets the Origin header of the requests of our own pages to the tenant, and of nothing else, to the address that the tenant lists.',
};

/** Browser APIs that require the permission of the same name. */
const GUARDED_APIS =
  `alarms bookmarks browsingData contentSettings contextMenus contextualIdentities cookies debugger
  declarativeNetRequest desktopCapture dns documentScan downloads enterprise find fontSettings gcm geckoProfiler history
  identity idle management menus notifications offscreen pageCapture pkcs11 power printing privacy processes proxy
  readingList scripting search sessions sidePanel storage tabCapture tabGroups tabHide theme topSites tts userScripts
  webNavigation webRequest`
    .split(/\s+/)
    .join('|');

/** The API of each permission that has another name than its API. */
const API_OF: Readonly<Record<string, string>> = {
  declarativeNetRequestWithHostAccess: 'declarativeNetRequest',
};

/**
 * Matches `y.alarms.create` and `chrome["alarms"]`. Minified scripts rename the browser's API, so members of other objects
 * match too. If their permission isn't declared, they are on the allowlist.
 */
const USE = new RegExp(
  `(?<=[\\w$)\\]]\\s*\\??\\.\\s*)(${GUARDED_APIS})(?=\\s*\\??\\.\\s*[A-Za-z])` +
    `|\\b(?:default|chrome|browser)\\s*\\[["'\`](${GUARDED_APIS})["'\`]`,
  'g',
);
const NATIVE = /\b(?:connectNative|sendNativeMessage)\b(?!\s*:\s*\{)/g;

/** Returns permissions that no script uses or that have no reason, and uses of an API without its permission. */
export function permissionViolations(manifest: string, scripts: ReadonlyMap<string, string>): Violation[] {
  const { permissions = [], optional_permissions = [] }: Record<string, unknown> = JSON.parse(manifest);
  const declared = [permissions, optional_permissions].flat().map(String);
  const open = new Set(declared.map((permission) => API_OF[permission] ?? permission));
  const uses = [...scripts].flatMap(([file, text]) => usesIn(file, text));
  const used = new Set(uses.map(({ found }) => found));
  const unused = declared.filter(
    (name) => !Object.hasOwn(PERMISSIONS, name) || !used.has(API_OF[name] ?? name),
  );
  return [
    ...unused.map((found) => {
      const violation = { rule: 'permission-unused', file: 'manifest.json', found } as const;
      return violationAt(violation, manifest, manifest.indexOf(`"${found}"`));
    }),
    ...uses.filter(({ found }) => !open.has(found)),
  ];
}

function usesIn(file: string, text: string): Violation[] {
  const use = (found: string, offset: number) =>
    violationAt({ rule: 'permission-missing', file, found }, text, offset);
  return [
    ...[...text.matchAll(USE)].map(({ 1: member, 2: key, index }) => use(member ?? key ?? '', index)),
    ...[...text.matchAll(NATIVE)].map(({ index }) => use('nativeMessaging', index)),
  ];
}
