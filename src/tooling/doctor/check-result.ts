import { oneLine } from '../../sdk/tenant/foreign-text.ts';
import { type DashboardField, pathFromSettings } from '../build/dashboard.ts';
import type { Browser } from '../build/manifest.ts';

/** Where a project sets its configuration: in variables, or in the argument of the SDK's `defineConfig`. */
export type Configuration = '.env' | 'defineConfig';

/** The fix for a failed check: a place, a field in it and the field's value. */
export interface Fix {
  readonly place: 'Auth0 Dashboard' | Configuration | 'manifest.json' | 'this computer';
  /**
   * The field's name in that place: `Application URIs > Allowed Callback URLs`, a variable of `.env`, or a field of
   * `defineConfig` or the manifest.
   */
  readonly field: string;
  /** `add` extends the field's current value, `set` replaces it. */
  readonly how: 'add' | 'set';
  /** The exact value; `null` if only the developer can know it. */
  readonly value: string | null;
}

/** The outcome of one check. `message` is a sentence without the final period. */
export type Outcome =
  | { readonly kind: 'ok'; readonly message: string }
  | { readonly kind: 'failed'; readonly message: string; readonly fix: Fix }
  /** The check could not be made. `message` is the reason. */
  | { readonly kind: 'skipped'; readonly message: string };

/** Titles of the checks in the report. Some checks run once for each browser. */
const TITLES = {
  manifest: 'Manifest',
  tenant: 'Tenant',
  'signing-keys': 'Signing keys',
  clock: 'Clock',
  application: 'Application',
  'application-type': 'Application type',
  callback: 'Callback URL',
  logout: 'Logout URL',
  'cross-origin-authentication': 'Cross-origin authentication',
  'web-origin': 'Web origin',
  origin: 'Allowed origin',
  'grant-authorization-code': 'Grant type for signing in',
  'grant-refresh-token': 'Grant type for renewing',
  connections: 'Connections',
  audience: 'API',
  organization: 'Organization',
} as const;

export type Topic = keyof typeof TITLES;

/** A stable name for programs: `tenant`, `callback-firefox`. */
export type CheckName = Topic | `${Topic}-${Browser}`;

/** One check and its outcome. */
export interface CheckResult {
  readonly check: CheckName;
  readonly title: string;
  readonly outcome: Outcome;
}

/** Returns the result of a check. `browser` is `null` if the check applies to all browsers. */
export function checkResult(topic: Topic, outcome: Outcome, browser: Browser | null = null): CheckResult {
  if (browser === null) return { check: topic, title: TITLES[topic], outcome };
  const title = `${TITLES[topic]} (${browser === 'chromium' ? 'Chromium' : 'Firefox'})`;
  return { check: `${topic}-${browser}`, title, outcome };
}

// Messages can contain text from the tenant, such as a connection's name. `oneLine` removes control characters for the
// terminal.
export const ok = (message: string): Outcome => ({ kind: 'ok', message: oneLine(message) });
export const skipped = (message: string): Outcome => ({ kind: 'skipped', message: oneLine(message) });
export const failed = (message: string, fix: Fix): Outcome => ({
  kind: 'failed',
  message: oneLine(message),
  fix: { ...fix, value: fix.value === null ? null : oneLine(fix.value) },
});

/** Returns a fix that adds or sets `value` in a field of the Auth0 Dashboard. */
export function inDashboard(field: DashboardField, how: Fix['how'], value: string): Fix {
  return { place: 'Auth0 Dashboard', field: pathFromSettings(field), how, value };
}

/** Returns a fix that sets a variable of `.env`. */
export function inDotEnv(field: string, value: string | null = null): Fix {
  return { place: '.env', field, how: 'set', value };
}

/** Returns a fix for this computer, such as its clock or its network. */
export function onThisComputer(field: string, value: string | null = null): Fix {
  return { place: 'this computer', field, how: 'set', value };
}
