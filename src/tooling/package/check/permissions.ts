import type { Config } from '../../../sdk/config.ts';
import { accessFields, type Browser } from '../../build/manifest.ts';
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

/** The API of each permission that has another name than its API. */
const API_OF: Readonly<Record<string, string>> = {
  declarativeNetRequestWithHostAccess: 'declarativeNetRequest',
};

/** Returns permissions that no script uses or that have no reason. */
export function permissionViolations(manifest: string, scripts: readonly string[]): Violation[] {
  const { permissions = [], optional_permissions = [] }: Record<string, unknown> = JSON.parse(manifest);
  const isUsed = (name: string) => {
    const use = new RegExp(`\\.${API_OF[name] ?? name}\\??\\.`);
    return Object.hasOwn(PERMISSIONS, name) && scripts.some((script) => use.test(script));
  };
  return [permissions, optional_permissions]
    .flat()
    .map(String)
    .filter((name) => !isUsed(name))
    .map((found) => inManifest(manifest, { rule: 'permission-unused', found }));
}

/** Returns the fields with hosts and sources whose value isn't what the configuration needs. */
export function accessViolations(manifest: string, config: Config, browser: Browser): Violation[] {
  const fields: Record<string, unknown> = JSON.parse(manifest);
  const needed: Record<string, unknown> = { ...accessFields(config, browser) };
  return ['host_permissions', 'optional_host_permissions', 'content_security_policy']
    .filter((name) => JSON.stringify(fields[name]) !== JSON.stringify(needed[name]))
    .map((found) => inManifest(manifest, { rule: 'access', found }));
}

function inManifest(text: string, { rule, found }: Pick<Violation, 'rule' | 'found'>): Violation {
  return violationAt({ rule, file: 'manifest.json', found }, text, text.indexOf(`"${found}"`));
}
