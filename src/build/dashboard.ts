import { tabCallback } from '../auth/tab-callback.ts';
import type { Config } from '../config.ts';
import type { Addresses, AllAddresses } from './addresses.ts';
import { BROWSERS, type Browser } from './manifest.ts';

/** A field of an application's page in the Auth0 dashboard, as the page names it. */
export interface DashboardField {
  /** The heading on the page under which the field is. */
  readonly section: string;
  readonly name: string;
}

/**
 * The fields of the page *Settings* that matter here, in its order.
 * https://auth0.com/docs/get-started/applications/application-settings
 */
export const FIELDS = {
  clientId: { section: 'Basic Information', name: 'Client ID' },
  applicationType: { section: 'Application Properties', name: 'Application Type' },
  callbackUrls: { section: 'Application URIs', name: 'Allowed Callback URLs' },
  logoutUrls: { section: 'Application URIs', name: 'Allowed Logout URLs' },
  crossOriginLogin: { section: 'Cross-Origin Authentication', name: 'Allow Cross-Origin Authentication' },
  allowedOrigins: { section: 'Cross-Origin Authentication', name: 'Allowed Origins (CORS)' },
  rotation: { section: 'Refresh Token Rotation', name: 'Rotation' },
  grantTypes: { section: 'Advanced Settings', name: 'Grant Types' },
} as const satisfies Record<string, DashboardField>;

/** What a field must hold. Where `browser` is `null`, it is the same for all of them. */
export interface DashboardValue {
  readonly browser: Browser | null;
  readonly value: string;
}

/** A field, and all that it must hold. */
export interface DashboardEntry {
  readonly field: DashboardField;
  readonly values: readonly DashboardValue[];
}

/** What people call the browsers of a package. */
function browserName(browser: Browser): string {
  return browser === 'chromium' ? 'Chromium, Chrome, Edge' : 'Firefox';
}

/** Whether sessions are renewed, which needs refresh tokens. */
export function isRenewed({ scope }: Config): boolean {
  return scope.split(' ').includes('offline_access');
}

/** What the configuration needs of the application, in the order of the dashboard's page. */
export function dashboardEntries(config: Config, addresses: AllAddresses): DashboardEntry[] {
  const forAll = (...values: readonly string[]) => values.map((value) => ({ browser: null, value }));
  const perBrowser = (kind: keyof Addresses) =>
    BROWSERS.flatMap((browser) => addresses[browser][kind].map((value) => ({ browser, value })));
  const entries: readonly (DashboardEntry | false)[] = [
    { field: FIELDS.applicationType, values: forAll('Single Page Application') },
    { field: FIELDS.callbackUrls, values: perBrowser('callbackUrls') },
    { field: FIELDS.logoutUrls, values: perBrowser('logoutUrls') },
    // The form asks the tenant from the extension's own page; the hosted one is the tenant's.
    config.login !== 'hosted' && { field: FIELDS.crossOriginLogin, values: forAll('on') },
    { field: FIELDS.allowedOrigins, values: perBrowser('allowedOrigins') },
    isRenewed(config) && { field: FIELDS.rotation, values: forAll('on') },
    {
      field: FIELDS.grantTypes,
      values: forAll('Authorization Code', ...(isRenewed(config) ? ['Refresh Token'] : [])),
    },
  ];
  return entries.filter((entry) => entry !== false);
}

function applicationOf({ configurable, clientId }: Config): string {
  return configurable === undefined ? `the one with the client id ${clientId}` : 'the one that is chosen';
}

/** The entries for people: where to go, then field by field what to paste, one value a line. */
export function dashboardText(config: Config, addresses: AllAddresses): string {
  const entries = dashboardEntries(config, addresses);
  const names = BROWSERS.map(browserName);
  const width = Math.max(...names.map((name) => name.length)) + 2;
  const line = ({ browser, value }: DashboardValue) =>
    `  ${browser === null ? '' : browserName(browser).padEnd(width)}${value}`;
  return [
    `In the Auth0 dashboard: Applications > Applications > ${applicationOf(config)} > Settings.`,
    'From the top of that page to its end; commas separate several addresses in one field:',
    ...entries.flatMap(({ field, values }) => ['', `${field.section} > ${field.name}`, ...values.map(line)]),
    '',
    `${FIELDS.callbackUrls.section} > ${FIELDS.callbackUrls.name}, and ${FIELDS.logoutUrls.name}, for browsers without`,
    'launchWebAuthFlow (Firefox for Android, Safari; tried in neither), if you are there',
    `  ${tabCallback(config.configurable === undefined ? config.tenant : 'https://DOMAIN')}`,
  ].join('\n');
}
