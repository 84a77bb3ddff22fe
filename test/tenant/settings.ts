/** What a person sets in Auth0's dashboard: the application, its lists, its ways in and its lifetimes. */
import {
  type BotDetection,
  type CaptchaDemands,
  type CaptchaProvider,
  NO_BOT_DETECTION,
  NO_CAPTCHA,
} from './captcha-settings.ts';
import { type Connection, completeConnection, type NewConnection } from './connections.ts';
import { DEFAULT_IDP_USERS, type IdpUsers } from './idp/idp-users.ts';
import type { Organization } from './organizations.ts';
import type { TokenBend } from './token-bend.ts';
import type { NewTenantUser } from './users.ts';

/** All in seconds. */
export interface Lifetimes {
  accessToken: number;
  idToken: number;
  /** From the first token of a family; rotation does not prolong it. Counts for tokens that are made after a change. */
  refreshToken: number;
  /** From the making of a refresh token, or from its latest use if it is not rotated. Counts as the one above. */
  refreshTokenIdle: number;
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

/** *Refresh Token Rotation* of the application. */
export interface RefreshTokenSettings {
  /** Whether each use of a refresh token exchanges it for another one. Default true. */
  rotation: boolean;
  /**
   * *Rotation Overlap Period*, in seconds: how long after its exchange the previous token is still accepted. Default
   * 0, which is Auth0's own. A change counts at once: 0 ends an overlap that runs.
   */
  overlapSeconds: number;
}

/** An API of the tenant, and what it allows the application. */
export interface TenantApi {
  /** The value of `audience`. */
  readonly identifier: string;
  /** *Allow Offline Access*. Default false: no refresh token for a sign-in with this audience. */
  readonly allowOfflineAccess?: boolean;
  /** *Application Access*: whether the application has user-delegated access. Default true. */
  readonly userAccess?: boolean;
}

/** An answer of the token endpoint to a refresh, instead of tokens. */
export interface RefreshRefusal {
  readonly error: string;
  readonly error_description: string;
  /** Default 403. */
  readonly status?: number;
}

/** The two of *Advanced Settings → Grant Types* that an application of ours needs. */
export type GrantType = 'authorization_code' | 'refresh_token';

/** What can be set at the start and changed while the tenant runs. Lists replace the old ones. */
export interface TenantChange {
  clientId?: string;
  /** Exact values of the `Origin` header that `/co/authenticate` takes: *Allowed Web Origins*. Default: none. */
  webOrigins?: readonly string[];
  /** Exact values of the `Origin` header that may read the other answers: *Allowed Origins (CORS)*. Default: none. */
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
  /** *Allow Organization Names in Authentication API* of the tenant. Default false: IDs alone, and no `org_name`. */
  organizationNames?: boolean;
  /** The APIs that `audience` can name. Default: none. */
  apis?: readonly TenantApi[];
  /** *Grant Types* of the application. Default: both. */
  grantTypes?: readonly GrantType[];
  /** Asks everybody once whether the application may know them. Default false: only who has the flag. */
  consent?: boolean;
  /** Where a captcha is required. Replaces the earlier value: what is left out is off. */
  captcha?: Partial<CaptchaDemands>;
  /** Where every request is refused as suspicious. Replaces the earlier value: what is left out is off. */
  botDetection?: Partial<BotDetection>;
  /** Whose captcha. Default `auth0`: an image with a code. */
  captchaProvider?: CaptchaProvider;
  /** Says at sign-up that an address is taken: `user_exists`. Default false: `invalid_signup`. */
  publicSignupErrors?: boolean;
  refreshTokens?: Partial<RefreshTokenSettings>;
  /** What the token endpoint answers to a valid refresh, for example `mfa_required`. Null, the default: tokens. */
  refreshRefusal?: RefreshRefusal | null;
  /** Changes what the token endpoint answers when it has tokens. Null, the default: nothing. */
  bendTokens?: TokenBend | null;
}

export interface Settings {
  clientId: string;
  webOrigins: readonly string[];
  allowedOrigins: readonly string[];
  allowedCallbackUrls: readonly string[];
  allowedLogoutUrls: readonly string[];
  lifetimes: Lifetimes;
  limits: Limits;
  crossOriginLogin: boolean;
  connections: readonly Connection[];
  idpUsers: IdpUsers;
  organizations: readonly Organization[];
  organizationNames: boolean;
  apis: readonly TenantApi[];
  grantTypes: readonly GrantType[];
  consent: boolean;
  captcha: Readonly<CaptchaDemands>;
  botDetection: Readonly<BotDetection>;
  captchaProvider: CaptchaProvider;
  publicSignupErrors: boolean;
  refreshTokens: RefreshTokenSettings;
  refreshRefusal: RefreshRefusal | null;
  bendTokens: TokenBend | null;
}

const DEFAULT_CLIENT_ID = 'latchkey-local-client';

/** Auth0's own defaults. */
const DEFAULT_LIFETIMES: Lifetimes = {
  accessToken: 86_400,
  idToken: 36_000,
  refreshToken: 2_592_000,
  refreshTokenIdle: 2_592_000,
  loginTicket: 300,
  passwordlessCode: 180,
};

/** Auth0's own defaults. */
const DEFAULT_LIMITS: Limits = { passwordAttempts: 10, codeAttempts: 3 };

export function initialSettings(change: TenantChange): Settings {
  const settings: Settings = {
    clientId: DEFAULT_CLIENT_ID,
    webOrigins: [],
    allowedOrigins: [],
    allowedCallbackUrls: [],
    allowedLogoutUrls: [],
    lifetimes: { ...DEFAULT_LIFETIMES },
    limits: { ...DEFAULT_LIMITS },
    crossOriginLogin: true,
    connections: [completeConnection({ strategy: 'auth0' })],
    idpUsers: DEFAULT_IDP_USERS,
    organizations: [],
    organizationNames: false,
    apis: [],
    grantTypes: ['authorization_code', 'refresh_token'],
    consent: false,
    captcha: NO_CAPTCHA,
    botDetection: NO_BOT_DETECTION,
    captchaProvider: 'auth0',
    publicSignupErrors: false,
    refreshTokens: { rotation: true, overlapSeconds: 0 },
    refreshRefusal: null,
    bendTokens: null,
  };
  changeSettings(settings, change);
  return settings;
}

/** Changes the settings in place: every endpoint reads the same object at each request. */
export function changeSettings(settings: Settings, change: TenantChange): void {
  // First what can be refused, so that a refused change changes nothing.
  const lifetimes = changeNumbers('lifetimes', settings.lifetimes, change.lifetimes);
  const limits = changeNumbers('limits', settings.limits, change.limits);
  const refreshTokens = changeRefreshTokens(settings.refreshTokens, change.refreshTokens);
  settings.lifetimes = lifetimes;
  settings.limits = limits;
  settings.clientId = change.clientId ?? settings.clientId;
  settings.webOrigins = [...(change.webOrigins ?? settings.webOrigins)];
  settings.allowedOrigins = [...(change.allowedOrigins ?? settings.allowedOrigins)];
  settings.allowedCallbackUrls = [...(change.allowedCallbackUrls ?? settings.allowedCallbackUrls)];
  settings.allowedLogoutUrls = [...(change.allowedLogoutUrls ?? settings.allowedLogoutUrls)];
  settings.crossOriginLogin = change.crossOriginLogin ?? settings.crossOriginLogin;
  settings.connections = change.connections?.map(completeConnection) ?? settings.connections;
  settings.idpUsers = { ...settings.idpUsers, ...change.idpUsers };
  settings.organizations = change.organizations ?? settings.organizations;
  settings.organizationNames = change.organizationNames ?? settings.organizationNames;
  settings.apis = change.apis ?? settings.apis;
  settings.grantTypes = change.grantTypes ?? settings.grantTypes;
  settings.consent = change.consent ?? settings.consent;
  settings.captcha = change.captcha === undefined ? settings.captcha : { ...NO_CAPTCHA, ...change.captcha };
  settings.botDetection =
    change.botDetection === undefined
      ? settings.botDetection
      : { ...NO_BOT_DETECTION, ...change.botDetection };
  settings.captchaProvider = change.captchaProvider ?? settings.captchaProvider;
  settings.publicSignupErrors = change.publicSignupErrors ?? settings.publicSignupErrors;
  settings.refreshTokens = refreshTokens;
  settings.refreshRefusal =
    change.refreshRefusal === undefined ? settings.refreshRefusal : change.refreshRefusal;
  settings.bendTokens = change.bendTokens === undefined ? settings.bendTokens : change.bendTokens;
}

function changeRefreshTokens(
  current: RefreshTokenSettings,
  changes: Partial<RefreshTokenSettings> | undefined,
): RefreshTokenSettings {
  const { overlapSeconds } = changes ?? {};
  if (overlapSeconds !== undefined && (!Number.isSafeInteger(overlapSeconds) || overlapSeconds < 0)) {
    throw new RangeError(
      `refreshTokens.overlapSeconds is a whole number of seconds, at least 0; got ${overlapSeconds}`,
    );
  }
  return { ...current, ...changes };
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
