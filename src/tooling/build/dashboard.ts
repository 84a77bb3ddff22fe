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

const field = (page: DashboardPage, section: string | null, name: string) =>
  ({ page, section, name, isVisible: true }) satisfies DashboardField;

/** Returns a field whose value the doctor can't check. */
const hidden = (page: DashboardPage, section: string, name: string) =>
  ({ page, section, name, isVisible: false }) satisfies DashboardField;

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

/** A field and its required value, or its value in each browser. */
export interface DashboardEntry {
  readonly field: DashboardField;
  readonly value: string | Partial<Record<Browser, string>>;
}

/** Returns the path of a field on its page: `Application URIs > Allowed Callback URLs`. */
export function fieldPath({ section, name }: Pick<DashboardField, 'section' | 'name'>): string {
  return section === null ? name : `${section} > ${name}`;
}

/** Returns the path of a field. Fields of the application's page *Settings* have only their path on that page. */
export function pathFromSettings(field: Pick<DashboardField, 'page' | 'section' | 'name'>): string {
  return field.page === 'application' ? fieldPath(field) : `${PAGES[field.page]} > ${fieldPath(field)}`;
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

/** Returns whether the popup's form sends codes by email or SMS. */
export function isPasswordless(config: Config): boolean {
  return showsForm(config) && config.login === 'passwordless';
}

/** Returns whether the organization is configured by name, which a tenant accepts only if a setting is on. */
export function namesOrganization({ organization }: Config): boolean {
  return organization !== null && !organization.startsWith('org_');
}

/** Returns the settings that the configuration requires in the tenant, page by page, in the order of each page. */
export function dashboardEntries(config: Config, addresses: KnownAddresses): DashboardEntry[] {
  const inEach = (kind: keyof Addresses) =>
    Object.fromEntries(Object.entries(addresses).map(([browser, known]) => [browser, known[kind]]));
  const hasForm = showsForm(config);
  const renews = isRenewed(config);
  const hasApi = config.audience !== null;
  const entries: readonly (DashboardEntry | false)[] = [
    { field: FIELDS.applicationType, value: 'Single Page Application' },
    { field: FIELDS.callbackUrls, value: inEach('redirectUrl') },
    { field: FIELDS.logoutUrls, value: inEach('redirectUrl') },
    // The form sends passwords from the extension's origin, the hosted page from the tenant's.
    hasForm && { field: FIELDS.webOrigins, value: inEach('origin') },
    hasForm && { field: FIELDS.crossOriginLogin, value: 'on' },
    { field: FIELDS.allowedOrigins, value: inEach('origin') },
    renews && { field: FIELDS.rotation, value: 'on' },
    renews && { field: FIELDS.rotationOverlap, value: `${ROTATION_OVERLAP} seconds` },
    { field: FIELDS.signatureAlgorithm, value: 'RS256' },
    { field: FIELDS.oidcConformant, value: 'on' },
    { field: FIELDS.grantTypes, value: renews ? 'Authorization Code, Refresh Token' : 'Authorization Code' },
    config.organization !== null && { field: FIELDS.typeOfUsers, value: 'Business Users' },
    isPasswordless(config) && { field: FIELDS.passwordless, value: 'this application on' },
    hasApi && renews && { field: FIELDS.offlineAccess, value: 'on' },
    hasApi && { field: FIELDS.userAccess, value: 'granted to this application' },
    namesOrganization(config) && { field: FIELDS.organizationNames, value: 'on' },
  ];
  return entries.filter((entry) => entry !== false);
}

/** Returns the names of the required fields that the doctor can't check. */
export function hiddenFields(config: Config): string[] {
  const entries = dashboardEntries(config, {});
  return entries.flatMap(({ field: { isVisible, name } }) => (isVisible ? [] : [name]));
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

const BROWSER_NAMES = { chromium: 'Chromium, Chrome, Edge', firefox: 'Firefox' } as const;

/** Returns one line for each field that is the same for all browsers, and a block for each field with addresses. */
function entryLines(entries: readonly DashboardEntry[]): string[] {
  const isBlock = (index: number) => typeof entries[index]?.value === 'object';
  return entries.flatMap(({ field, value }, index) => {
    const gap = index > 0 && (isBlock(index) || isBlock(index - 1)) ? [''] : [];
    if (typeof value === 'string') return [...gap, `${fieldPath(field)}: ${value}`];
    const lines = BROWSERS.flatMap((browser) => {
      const address = value[browser];
      return address === undefined ? [] : [`  ${BROWSER_NAMES[browser].padEnd(24)}${address}`];
    });
    return [...gap, fieldPath(field), ...lines];
  });
}
