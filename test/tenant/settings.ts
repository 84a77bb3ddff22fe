/** What a person sets in Auth0's dashboard: the application, its lists and its lifetimes. */
import type { NewTenantUser } from './users.ts';

/** All in seconds. */
export interface Lifetimes {
  accessToken: number;
  idToken: number;
  /** From the first token of a family; rotation does not prolong it. */
  refreshToken: number;
  loginTicket: number;
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
  /** *Allow Cross-Origin Authentication*. Default true. */
  crossOriginLogin?: boolean;
}

export interface Settings {
  clientId: string;
  allowedOrigins: readonly string[];
  allowedCallbackUrls: readonly string[];
  allowedLogoutUrls: readonly string[];
  lifetimes: Lifetimes;
  crossOriginLogin: boolean;
}

export const DEFAULT_CLIENT_ID = 'latchkey-local-client';
export const DATABASE_CONNECTION = 'Username-Password-Authentication';

/** Auth0's own defaults. */
const DEFAULT_LIFETIMES: Lifetimes = {
  accessToken: 86_400,
  idToken: 36_000,
  refreshToken: 2_592_000,
  loginTicket: 300,
};

export function initialSettings(change: TenantChange): Settings {
  const settings: Settings = {
    clientId: DEFAULT_CLIENT_ID,
    allowedOrigins: [],
    allowedCallbackUrls: [],
    allowedLogoutUrls: [],
    lifetimes: { ...DEFAULT_LIFETIMES },
    crossOriginLogin: true,
  };
  changeSettings(settings, change);
  return settings;
}

/** Changes the settings in place: every endpoint reads the same object at each request. */
export function changeSettings(settings: Settings, change: TenantChange): void {
  settings.clientId = change.clientId ?? settings.clientId;
  settings.allowedOrigins = [...(change.allowedOrigins ?? settings.allowedOrigins)];
  settings.allowedCallbackUrls = [...(change.allowedCallbackUrls ?? settings.allowedCallbackUrls)];
  settings.allowedLogoutUrls = [...(change.allowedLogoutUrls ?? settings.allowedLogoutUrls)];
  settings.crossOriginLogin = change.crossOriginLogin ?? settings.crossOriginLogin;
  for (const name of ['accessToken', 'idToken', 'refreshToken', 'loginTicket'] as const) {
    const seconds = change.lifetimes?.[name];
    if (seconds === undefined) continue;
    if (!Number.isSafeInteger(seconds) || seconds < 1) {
      throw new RangeError(`lifetimes.${name} is a whole number of seconds, at least 1; got ${seconds}`);
    }
    settings.lifetimes[name] = seconds;
  }
}
