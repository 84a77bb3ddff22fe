import { oneLine } from '../../sdk/tenant/foreign-text.ts';
import { type DashboardField, type DashboardPage, fieldPath } from '../build/dashboard.ts';

/** What mends a failure: the place to go to, the field there, and what it must hold. */
export interface Mend {
  readonly place: 'Auth0 Dashboard' | '.env' | 'this computer';
  /** As the place names it: `Application URIs > Allowed Callback URLs`, or a variable of `.env`. */
  readonly field: string;
  /** `add`: to what the field holds already. `set`: in the place of it. */
  readonly how: 'add' | 'set';
  /** The exact value; `null` where only the reader can know it. */
  readonly value: string | null;
}

/** What came of one check. `says` is a sentence without its full stop. */
export type Outcome =
  | { readonly kind: 'ok'; readonly says: string }
  | { readonly kind: 'failed'; readonly says: string; readonly mend: Mend }
  /** It could not be checked; `says` is why. */
  | { readonly kind: 'unknown'; readonly says: string };

/** The checks by name, in the order of the report, and what each is about. Programs go by the names. */
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

/** What came of each check. One that does not concern the configuration is not there. */
export type Findings = Readonly<Partial<Record<CheckName, Outcome>>>;

// A tenant's words in them, such as the name of a connection, must not steer the terminal.
export const ok = (says: string): Outcome => ({ kind: 'ok', says: oneLine(says) });
export const unknown = (says: string): Outcome => ({ kind: 'unknown', says: oneLine(says) });
export const failed = (says: string, mend: Mend): Outcome => ({
  kind: 'failed',
  says: oneLine(says),
  mend: { ...mend, value: mend.value === null ? null : oneLine(mend.value) },
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
  how: Mend['how'],
  value: string | null,
): Mend => ({
  place: 'Auth0 Dashboard',
  field: `${PAGES[field.page]}${fieldPath(field)}`,
  how,
  value,
});

/** A variable of `.env` is wrong. */
export const inDotEnv = (field: string, value: string | null): Mend => ({
  place: '.env',
  field,
  how: 'set',
  value,
});

/** Something around the command is wrong. */
export const onThisComputer = (field: string, value: string | null): Mend => ({
  place: 'this computer',
  field,
  how: 'set',
  value,
});
