/** What a person sets in Auth0's dashboard: the application, its lists, its ways in and its lifetimes. */
import { type CaptchaDemands, type CaptchaProvider, NO_CAPTCHA } from './captcha-settings.ts';
import { type Connection, completeConnection, type NewConnection } from './connections.ts';
import { DEFAULT_IDP_USERS, type IdpUsers } from './idp/idp-users.ts';
import type { Organization } from './organizations.ts';
import type { NewTenantUser } from './users.ts';

export { DATABASE_CONNECTION } from './connections.ts';

/** All in seconds. */
export interface Lifetimes {
  accessToken: number;
  idToken: number;
  /** From the first token of a family; rotation does not prolong it. */
  refreshToken: number;
  loginTicket: number;
  /** A code that was sent by e-mail or SMS. */
  passwordlessCode: number;
}

/** How many wrong tries in a row are heard. */
export interface Limits {
  /** For one identifier from one address. */
  passwordAttempts: number;
  /** For one code by e-mail or SMS, and for the codes of one sign-in's second step. */
  codeAttempts: number;
}

/** What can be set at the start and changed while the tenant runs. Lists replace the old ones. */
export interface TenantChange {
  clientId?: string;
  /** Exact values of the `Origin` header: *Allowed Origins (CORS)*. */
  allowedOrigins?: readonly string[];
  /** Exact values of `redirect_uri`: *Allowed Callback URLs*. */
  allowedCallbackUrls?: readonly string[];
  /** Exact values of `returnTo`: *Allowed Logout URLs*. */
  allowedLogoutUrls?: readonly string[];
  users?: readonly NewTenantUser[];
  lifetimes?: Partial<Lifetimes>;
  limits?: Partial<Limits>;
  /** *Allow Cross-Origin Authentication* of the application. Default true. */
  crossOriginLogin?: boolean;
  /** The enabled connections, all of them. Default: the one database. */
  connections?: readonly NewConnection[];
  /** Who has an account at the identity providers; a list that is left out stays. */
  idpUsers?: Partial<IdpUsers>;
  organizations?: readonly Organization[];
  /** Asks everybody once whether the application may know them. Default false: only who has the flag. */
  consent?: boolean;
  /** Where a captcha is demanded. Replaces the old answer: what is left out is off. */
  captcha?: Partial<CaptchaDemands>;
  /** Whose captcha. Default `auth0`: an image with a code. */
  captchaProvider?: CaptchaProvider;
  /** Says at sign-up that an address is taken: `user_exists`. Default false: `invalid_signup`. */
  publicSignupErrors?: boolean;
}

export interface Settings {
  clientId: string;
  allowedOrigins: readonly string[];
  allowedCallbackUrls: readonly string[];
  allowedLogoutUrls: readonly string[];
  lifetimes: Lifetimes;
  limits: Limits;
  crossOriginLogin: boolean;
  connections: readonly Connection[];
  idpUsers: IdpUsers;
  organizations: readonly Organization[];
  consent: boolean;
  captcha: Readonly<CaptchaDemands>;
  captchaProvider: CaptchaProvider;
  publicSignupErrors: boolean;
}

export const DEFAULT_CLIENT_ID = 'latchkey-local-client';

/** Auth0's own defaults. */
const DEFAULT_LIFETIMES: Lifetimes = {
  accessToken: 86_400,
  idToken: 36_000,
  refreshToken: 2_592_000,
  loginTicket: 300,
  passwordlessCode: 180,
};

/** Auth0's own defaults. */
const DEFAULT_LIMITS: Limits = { passwordAttempts: 10, codeAttempts: 3 };

export function initialSettings(change: TenantChange): Settings {
  const settings: Settings = {
    clientId: DEFAULT_CLIENT_ID,
    allowedOrigins: [],
    allowedCallbackUrls: [],
    allowedLogoutUrls: [],
    lifetimes: { ...DEFAULT_LIFETIMES },
    limits: { ...DEFAULT_LIMITS },
    crossOriginLogin: true,
    connections: [completeConnection({ strategy: 'auth0' })],
    idpUsers: DEFAULT_IDP_USERS,
    organizations: [],
    consent: false,
    captcha: NO_CAPTCHA,
    captchaProvider: 'auth0',
    publicSignupErrors: false,
  };
  changeSettings(settings, change);
  return settings;
}

/** Changes the settings in place: every endpoint reads the same object at each request. */
export function changeSettings(settings: Settings, change: TenantChange): void {
  // First what can be refused, so that a refused change changes nothing.
  const lifetimes = changeNumbers('lifetimes', settings.lifetimes, change.lifetimes);
  const limits = changeNumbers('limits', settings.limits, change.limits);
  settings.lifetimes = lifetimes;
  settings.limits = limits;
  settings.clientId = change.clientId ?? settings.clientId;
  settings.allowedOrigins = [...(change.allowedOrigins ?? settings.allowedOrigins)];
  settings.allowedCallbackUrls = [...(change.allowedCallbackUrls ?? settings.allowedCallbackUrls)];
  settings.allowedLogoutUrls = [...(change.allowedLogoutUrls ?? settings.allowedLogoutUrls)];
  settings.crossOriginLogin = change.crossOriginLogin ?? settings.crossOriginLogin;
  settings.connections = change.connections?.map(completeConnection) ?? settings.connections;
  settings.idpUsers = { ...settings.idpUsers, ...change.idpUsers };
  settings.organizations = change.organizations ?? settings.organizations;
  settings.consent = change.consent ?? settings.consent;
  settings.captcha = change.captcha === undefined ? settings.captcha : { ...NO_CAPTCHA, ...change.captcha };
  settings.captchaProvider = change.captchaProvider ?? settings.captchaProvider;
  settings.publicSignupErrors = change.publicSignupErrors ?? settings.publicSignupErrors;
}

const UNITS = { lifetimes: 'whole number of seconds', limits: 'whole number' } as const;

function changeNumbers<Name extends string>(
  group: keyof typeof UNITS,
  current: Record<Name, number>,
  changes: Partial<Record<Name, number>> | undefined,
): Record<Name, number> {
  for (const [name, value] of Object.entries<number | undefined>(changes ?? {})) {
    if (value !== undefined && (!Number.isSafeInteger(value) || value < 1)) {
      throw new RangeError(`${group}.${name} is a ${UNITS[group]}, at least 1; got ${value}`);
    }
  }
  return { ...current, ...changes };
}
