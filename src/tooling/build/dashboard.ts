import type { Config } from '../../sdk/config.ts';
import type { Addresses, KnownAddresses } from './addresses.ts';
import { BROWSERS, type Browser } from './manifest.ts';

/** The pages of the Auth0 Dashboard, by their path in the menu. The application's tabs have only their name. */
const PAGES = {
  application: 'Settings',
  connections: 'Connections',
  'login-experience': 'Login Experience',
  passwordless: 'Authentication > Passwordless',
  api: 'Applications > APIs',
  tenant: 'Settings > Advanced',
} as const;

type DashboardPage = keyof typeof PAGES;

/** A field in the Auth0 Dashboard, with the names that the Auth0 Dashboard shows. */
export interface DashboardField {
  readonly page: DashboardPage;
  /** The heading or tab that contains the field, or `null` if there is none. */
  readonly section: string | null;
  readonly name: string;
  /** Whether the doctor can detect a wrong value. */
  readonly isVisible: boolean;
}

const field = (
  page: DashboardPage,
  section: string | null,
  name: string,
  isVisible = true,
): DashboardField => ({ page, section, name, isVisible });

/** Returns a field whose value the doctor can't check. */
const hidden = (page: DashboardPage, section: string, name: string) => field(page, section, name, false);

/**
 * The fields that Latchkey needs, page by page, in the order of each page. Sources of the names:
 * https://auth0.com/docs/get-started/applications/application-settings,
 * https://auth0.com/docs/secure/tokens/refresh-tokens/configure-refresh-token-rotation,
 * https://auth0.com/docs/get-started/apis/api-settings,
 * https://auth0.com/docs/get-started/apis/api-access-policies-for-applications,
 * https://auth0.com/docs/manage-users/organizations/configure-organizations/define-organization-behavior and
 * https://auth0.com/docs/manage-users/organizations/configure-organizations/use-org-name-authentication-api.
 */
export const FIELDS = {
  clientId: field('application', 'Basic Information', 'Client ID'),
  applicationType: field('application', 'Application Properties', 'Application Type'),
  callbackUrls: field('application', 'Application URIs', 'Allowed Callback URLs'),
  logoutUrls: field('application', 'Application URIs', 'Allowed Logout URLs'),
  webOrigins: field('application', 'Application URIs', 'Allowed Web Origins'),
  crossOriginLogin: field('application', 'Cross-Origin Authentication', 'Allow Cross-Origin Authentication'),
  allowedOrigins: field('application', 'Cross-Origin Authentication', 'Allowed Origins (CORS)'),
  rotation: hidden('application', 'Refresh Token Rotation', 'Allow Refresh Token Rotation'),
  rotationOverlap: hidden('application', 'Refresh Token Rotation', 'Rotation Overlap Period'),
  signatureAlgorithm: hidden(
    'application',
    'Advanced Settings > OAuth',
    'JSON Web Token (JWT) Signature Algorithm',
  ),
  oidcConformant: hidden('application', 'Advanced Settings > OAuth', 'OIDC Conformant'),
  grantTypes: field('application', 'Advanced Settings', 'Grant Types'),
  connections: field('connections', null, 'the tab beside Settings'),
  typeOfUsers: field('login-experience', null, 'Type of Users'),
  passwordless: field('passwordless', 'Email or SMS', 'Applications'),
  apiIdentifier: field('api', 'Create API', 'Identifier'),
  offlineAccess: hidden('api', 'Settings', 'Allow Offline Access'),
  userAccess: field('api', 'Application Access', 'User-Delegated Access'),
  organizationNames: field('tenant', 'Settings', 'Allow Organization Names in Authentication API'),
} as const satisfies Record<string, DashboardField>;

/** Value of *Rotation Overlap Period* in seconds, long enough to retry after a lost response. */
export const ROTATION_OVERLAP = 60;

/** A required value of a field. `browser` is `null` if the value is the same for all browsers. */
export interface DashboardValue {
  readonly browser: Browser | null;
  readonly value: string;
}

/** A field and its required values. */
export interface DashboardEntry {
  readonly field: DashboardField;
  readonly values: readonly DashboardValue[];
}

/** Returns the path of a field on its page: `Application URIs > Allowed Callback URLs`. */
export function fieldPath({ section, name }: Pick<DashboardField, 'section' | 'name'>): string {
  return section === null ? name : `${section} > ${name}`;
}

/** Returns the path of a field. Fields of the application's page *Settings* have only their path on that page. */
export function pathFromSettings(field: Pick<DashboardField, 'page' | 'section' | 'name'>): string {
  return field.page === 'application' ? fieldPath(field) : `${PAGES[field.page]} > ${fieldPath(field)}`;
}

/** Returns the names of the browsers that a package is for. */
function browserName(browser: Browser): string {
  return browser === 'chromium' ? 'Chromium, Chrome, Edge' : 'Firefox';
}

/** Returns whether sessions are renewed, which requires refresh tokens. */
export function isRenewed({ scope }: Config): boolean {
  return scope.split(' ').includes('offline_access');
}

/**
 * Returns whether the popup shows Lock. With an organization, the hosted page is used, because organizations require
 * Universal Login (https://auth0.com/docs/manage-users/organizations/organizations-overview).
 */
export function showsForm({ login, organization }: Config): boolean {
  return login !== 'hosted' && organization === null;
}

/** Returns whether the organization is configured by name, which a tenant accepts only if a setting is on. */
export function namesOrganization({ organization }: Config): boolean {
  return organization !== null && !organization.startsWith('org_');
}

/** Returns the settings that the configuration requires in the tenant, page by page, in the order of each page. */
export function dashboardEntries(config: Config, addresses: KnownAddresses): DashboardEntry[] {
  const forAll = (...values: readonly string[]) => values.map((value) => ({ browser: null, value }));
  const perBrowser = (kind: keyof Addresses) =>
    BROWSERS.flatMap((browser) => (addresses[browser]?.[kind] ?? []).map((value) => ({ browser, value })));
  const hasForm = showsForm(config);
  const renews = isRenewed(config);
  const hasApi = config.audience !== null;
  const entries: readonly (DashboardEntry | false)[] = [
    { field: FIELDS.applicationType, values: forAll('Single Page Application') },
    { field: FIELDS.callbackUrls, values: perBrowser('callbackUrls') },
    { field: FIELDS.logoutUrls, values: perBrowser('logoutUrls') },
    // The form sends passwords from the extension's origin, the hosted page from the tenant's.
    hasForm && { field: FIELDS.webOrigins, values: perBrowser('webOrigins') },
    hasForm && { field: FIELDS.crossOriginLogin, values: forAll('on') },
    { field: FIELDS.allowedOrigins, values: perBrowser('allowedOrigins') },
    renews && { field: FIELDS.rotation, values: forAll('on') },
    renews && { field: FIELDS.rotationOverlap, values: forAll(`${ROTATION_OVERLAP} seconds`) },
    { field: FIELDS.signatureAlgorithm, values: forAll('RS256') },
    { field: FIELDS.oidcConformant, values: forAll('on') },
    { field: FIELDS.grantTypes, values: forAll('Authorization Code', ...(renews ? ['Refresh Token'] : [])) },
    config.organization !== null && { field: FIELDS.typeOfUsers, values: forAll('Business Users') },
    hasForm &&
      config.login === 'passwordless' && {
        field: FIELDS.passwordless,
        values: forAll('this application on'),
      },
    hasApi && renews && { field: FIELDS.offlineAccess, values: forAll('on') },
    hasApi && { field: FIELDS.userAccess, values: forAll('granted to this application') },
    namesOrganization(config) && { field: FIELDS.organizationNames, values: forAll('on') },
  ];
  return entries.filter((entry) => entry !== false);
}

/** Returns the names of the required fields that the doctor can't check. */
export function unseenFields(config: Config, addresses: KnownAddresses): string[] {
  const unseen = dashboardEntries(config, addresses).filter(({ field: { isVisible } }) => !isVisible);
  return unseen.map(({ field: { name } }) => name);
}

/** Returns the path of a page in the menu of the Auth0 Dashboard. */
function pageTitle(page: DashboardPage, { configurable, clientId, audience }: Config): string {
  switch (page) {
    case 'application':
    case 'connections':
    case 'login-experience': {
      const application = configurable === undefined ? `(client ID ${clientId})` : '(the chosen one)';
      return `Applications > Applications > ${application} > ${PAGES[page]}`;
    }
    case 'api':
      return `${PAGES[page]} > ${audience}`;
    case 'passwordless':
    case 'tenant':
      return PAGES[page];
  }
}

/** Returns the required settings as text, page by page: each field and its values. */
export function dashboardText(config: Config, addresses: KnownAddresses): string {
  const entries = dashboardEntries(config, addresses);
  const pages = [...new Set(entries.map(({ field: { page } }) => page))];
  const onPage = (page: DashboardPage) => entries.filter((entry) => entry.field.page === page);
  return [
    `In the Auth0 Dashboard, open ${pageTitle('application', config)}`,
    'and set these fields, top to bottom. Separate multiple URLs with commas.',
    '',
    ...entryLines(onPage('application')),
    ...pages
      .filter((page) => page !== 'application')
      .flatMap((page) => ['', `Then open ${pageTitle(page, config)}:`, '', ...entryLines(onPage(page))]),
    ...(onPage('passwordless').length > 0 ? ['', ...PASSWORDLESS_NOTE] : []),
  ].join('\n');
}

/**
 * Single-page applications can't have this grant type. Lock sends codes to a different endpoint than the one that requires
 * it. https://auth0.com/docs/authenticate/database-connections/auth-api-passwordless-db-connections
 */
const PASSWORDLESS_NOTE = [
  'If the tenant refuses codes with "unauthorized_client", set Application Type to Native and add the grant type',
  "Passwordless OTP. Auth0's documentation does not say whether Lock's codes need it.",
];

/** Returns one line for each field that is the same for all browsers, and a block for each field with addresses. */
function entryLines(entries: readonly DashboardEntry[]): string[] {
  const width = Math.max(...BROWSERS.map((browser) => browserName(browser).length)) + 2;
  return entries.flatMap(({ field, values }, index) => {
    const isBlock = values.some(({ browser }) => browser !== null);
    const wasBlock = entries[index - 1]?.values.some(({ browser }) => browser !== null) ?? isBlock;
    const gap = index > 0 && (isBlock || wasBlock) ? [''] : [];
    if (!isBlock) return [...gap, `${fieldPath(field)}: ${values.map(({ value }) => value).join(', ')}`];
    const lines = values.map(({ browser, value }) =>
      browser === null ? `  ${value}` : `  ${browserName(browser).padEnd(width)}${value}`,
    );
    return [...gap, fieldPath(field), ...lines];
  });
}
