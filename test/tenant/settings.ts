/** What an administrator sets in the Auth0 Dashboard. */
import { type Connection, completeConnection, type NewConnection } from './connections.ts';
import type { NewTenantUser } from './users.ts';

/** *Refresh Token Rotation* of the application. */
export interface RefreshTokenSettings {
  /** Whether each use of a refresh token exchanges it for another one. */
  rotation: boolean;
  /** *Rotation Overlap Period*, in seconds: how long after its exchange the previous token is still accepted. */
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

export interface Organization {
  /** `org_` and anything. */
  readonly id: string;
  /** In lower case, as at Auth0. */
  readonly name: string;
  /** Email addresses. Without it, every user is a member. */
  readonly members?: readonly string[];
}

export interface Settings {
  clientId: string;
  /** *Allowed Web Origins*: exact values of `Origin` that `/co/authenticate` accepts. */
  webOrigins: readonly string[];
  /** *Allowed Origins (CORS)*: exact values of `Origin` that can read the other responses. */
  allowedOrigins: readonly string[];
  /** *Allowed Callback URLs*: exact values of `redirect_uri`. */
  allowedCallbackUrls: readonly string[];
  /** *Allowed Logout URLs*: exact values of `returnTo`. */
  allowedLogoutUrls: readonly string[];
  /** *Allow Cross-Origin Authentication* of the application. */
  crossOriginLogin: boolean;
  /** The enabled connections. */
  connections: readonly Connection[];
  organizations: readonly Organization[];
  /** *Allow Organization Names in Authentication API* of the tenant. If off: IDs only, and no `org_name`. */
  organizationNames: boolean;
  /** The APIs that `audience` can name. */
  apis: readonly TenantApi[];
  /** The two of *Advanced Settings → Grant Types* that this application needs. */
  grantTypes: readonly ('authorization_code' | 'refresh_token')[];
  /** The flows in which Bot Detection rates every request as suspicious. */
  botDetection: Readonly<Partial<Record<'signIn' | 'signUp', boolean>>>;
  /** Whether a sign-up with a known address is refused with `user_exists` instead of `invalid_signup`. */
  publicSignupErrors: boolean;
  refreshTokens: RefreshTokenSettings;
}

/** What can be set at the start and changed while the tenant runs. Lists replace the earlier ones. */
export type TenantChange = Partial<
  Omit<Settings, 'refreshTokens' | 'connections'> & {
    users: readonly NewTenantUser[];
    refreshTokens: Partial<RefreshTokenSettings>;
    connections: readonly NewConnection[];
  }
>;

/** Auth0's own defaults, if it has any. */
export function initialSettings(change: TenantChange): Settings {
  const settings: Settings = {
    clientId: 'latchkey-local-client',
    webOrigins: [],
    allowedOrigins: [],
    allowedCallbackUrls: [],
    allowedLogoutUrls: [],
    crossOriginLogin: true,
    connections: [completeConnection({ strategy: 'auth0' })],
    organizations: [],
    organizationNames: false,
    apis: [],
    grantTypes: ['authorization_code', 'refresh_token'],
    botDetection: {},
    publicSignupErrors: false,
    refreshTokens: { rotation: true, overlapSeconds: 0 },
  };
  changeSettings(settings, change);
  return settings;
}

/** Changes the settings in place: every endpoint reads the same object at each request. */
export function changeSettings(settings: Settings, { users: _users, ...change }: TenantChange): void {
  const { refreshTokens, connections = settings.connections, ...others } = change;
  Object.assign(settings, others, {
    refreshTokens: { ...settings.refreshTokens, ...refreshTokens },
    connections: connections.map(completeConnection),
  });
}
