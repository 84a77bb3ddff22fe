import { oneLine } from '../../sdk/tenant/foreign-text.ts';
import { type DashboardField, pathFromSettings } from '../build/dashboard.ts';
import type { Browser } from '../build/manifest.ts';

/** Where a project has its configuration: in variables, or as the argument of a function of the SDK. */
export type Configuration = '.env' | 'defineConfig';

/** The fix of a failure: where to go, the field there, and what it must hold. */
export interface Fix {
  readonly place: 'Auth0 Dashboard' | Configuration | 'manifest.json' | 'this computer';
  /** As the place names it: `Application URIs > Allowed Callback URLs`, a variable of `.env`, or a field of `defineConfig` or of the manifest. */
  readonly field: string;
  /** `add`: to what the field holds already. `set`: instead of it. */
  readonly how: 'add' | 'set';
  /** The exact value; `null` if only the developer can know it. */
  readonly value: string | null;
}

/** The outcome of one check. `message` is a sentence without its full stop. */
export type Outcome =
  | { readonly kind: 'ok'; readonly message: string }
  | { readonly kind: 'failed'; readonly message: string; readonly fix: Fix }
  /** It could not be checked; `message` is why. */
  | { readonly kind: 'skipped'; readonly message: string };

/** Titles of the checks in the report. Some exist once for each browser. */
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

/** The stable name of a check, for programs: `tenant`, `callback-firefox`. */
export type CheckName = Topic | `${Topic}-${Browser}`;

/** One check and its outcome. */
export interface CheckResult {
  readonly check: CheckName;
  readonly title: string;
  readonly outcome: Outcome;
}

/** Returns the outcome of a check, which concerns one browser or all. */
export function checkResult(topic: Topic, outcome: Outcome, browser: Browser | null = null): CheckResult {
  if (browser === null) return { check: topic, title: TITLES[topic], outcome };
  const title = `${TITLES[topic]} (${browser === 'chromium' ? 'Chromium' : 'Firefox'})`;
  return { check: `${topic}-${browser}`, title, outcome };
}

// Text of the tenant in them, such as the name of a connection, must not control the terminal.
export const ok = (message: string): Outcome => ({ kind: 'ok', message: oneLine(message) });
export const skipped = (message: string): Outcome => ({ kind: 'skipped', message: oneLine(message) });
export const failed = (message: string, fix: Fix): Outcome => ({
  kind: 'failed',
  message: oneLine(message),
  fix: { ...fix, value: fix.value === null ? null : oneLine(fix.value) },
});

/** Returns the fix for a field of the Auth0 Dashboard that lacks `value`. */
export function inDashboard(field: DashboardField, how: Fix['how'], value: string): Fix {
  return { place: 'Auth0 Dashboard', field: pathFromSettings(field), how, value };
}

/** Returns the fix for a wrong variable of `.env`. */
export function inDotEnv(field: string, value: string | null = null): Fix {
  return { place: '.env', field, how: 'set', value };
}

/** Returns the fix for something around the command. */
export function onThisComputer(field: string, value: string | null = null): Fix {
  return { place: 'this computer', field, how: 'set', value };
}
