import { oneLine } from '../../sdk/tenant/foreign-text.ts';
import { type DashboardField, type DashboardPage, fieldPath } from '../build/dashboard.ts';

/** The fix of a failure: where to go, the field there, and what it must hold. */
export interface Fix {
  readonly place: 'Auth0 Dashboard' | '.env' | 'this computer';
  /** As the place names it: `Application URIs > Allowed Callback URLs`, or a variable of `.env`. */
  readonly field: string;
  /** `add`: to what the field holds already. `set`: instead of it. */
  readonly how: 'add' | 'set';
  /** The exact value; `null` where only the reader can know it. */
  readonly value: string | null;
}

/** The outcome of one check. `message` is a sentence without its full stop. */
export type Outcome =
  | { readonly kind: 'ok'; readonly message: string }
  | { readonly kind: 'failed'; readonly message: string; readonly fix: Fix }
  /** It could not be checked; `message` is why. */
  | { readonly kind: 'skipped'; readonly message: string };

/** Titles of the checks by name, in the order of the report. The names are stable, for programs. */
export const CHECKS = {
  tenant: 'Tenant',
  'signing-keys': 'Signing keys',
  clock: 'Clock',
  application: 'Application',
  'application-type': 'Application type',
  'callback-chromium': 'Callback address of Chromium',
  'callback-firefox': 'Callback address of Firefox',
  'logout-chromium': 'Log-out address of Chromium',
  'logout-firefox': 'Log-out address of Firefox',
  'cross-origin-authentication': 'Cross-origin authentication',
  'web-origin-chromium': 'Web origin of Chromium',
  'web-origin-firefox': 'Web origin of Firefox',
  'origin-chromium': 'CORS origin of Chromium',
  'origin-firefox': 'CORS origin of Firefox',
  'grant-authorization-code': 'Grant type for signing in',
  'grant-refresh-token': 'Grant type for renewing',
  connections: 'Connections',
  audience: 'API',
  organization: 'Organization',
} as const;
export type CheckName = keyof typeof CHECKS;

/** The outcome of each check. A check that does not concern the configuration is absent. */
export type CheckResults = Readonly<Partial<Record<CheckName, Outcome>>>;

// Text of the tenant in them, such as the name of a connection, must not control the terminal.
export const ok = (message: string): Outcome => ({ kind: 'ok', message: oneLine(message) });
export const skipped = (message: string): Outcome => ({ kind: 'skipped', message: oneLine(message) });
export const failed = (message: string, fix: Fix): Outcome => ({
  kind: 'failed',
  message: oneLine(message),
  fix: { ...fix, value: fix.value === null ? null : oneLine(fix.value) },
});

/** Where the fields of a page are, seen from the application's page *Settings*. */
const PAGES: Readonly<Record<DashboardPage, string>> = {
  application: '',
  connections: 'Connections > ',
  'login-experience': 'Login Experience > ',
  passwordless: 'Authentication > Passwordless > ',
  api: 'Applications > APIs > ',
  tenant: 'Settings > Advanced > ',
};

/** Returns the fix for a field of the Auth0 Dashboard that lacks `value`. */
export const inDashboard = (
  field: Pick<DashboardField, 'page' | 'section' | 'name'>,
  how: Fix['how'],
  value: string | null,
): Fix => ({
  place: 'Auth0 Dashboard',
  field: `${PAGES[field.page]}${fieldPath(field)}`,
  how,
  value,
});

/** A variable of `.env` is wrong. */
export const inDotEnv = (field: string, value: string | null): Fix => ({
  place: '.env',
  field,
  how: 'set',
  value,
});

/** Something around the command is wrong. */
export const onThisComputer = (field: string, value: string | null): Fix => ({
  place: 'this computer',
  field,
  how: 'set',
  value,
});
