/** How the user signs in: Lock with a password, Lock with a code by email or SMS, or the tenant's own page. */
export type LoginKind = 'embedded' | 'passwordless' | 'hosted';

/** What a sign-out ends: this extension's session, also the Auth0 session, or also the identity provider's session. */
export type LogoutKind = 'local' | 'tenant' | 'federated';

/** Where the session is stored: on disk, or in memory until the browser closes. */
export type StorageArea = 'local' | 'session';

/** The tenant and the application. */
export interface Tenant {
  /** The tenant's domain without `https://`: `example.eu.auth0.com`. `localhost:PORT` and `127.0.0.1:PORT` use plain HTTP. */
  readonly domain: string;
  /** The tenant's origin, without a trailing slash: `https://example.eu.auth0.com`. */
  readonly tenant: string;
  /** The application's client ID. */
  readonly clientId: string;
}

/**
 * A complete configuration, as `defineConfig` returns it. `sdk/settings/settings.ts` determines which fields the user and the
 * administrator can change.
 */
export interface Config extends Tenant {
  /** Space-separated scopes, including `openid`. Default: `openid profile email offline_access`. */
  readonly scope: string;
  /** Identifier of the API that access tokens are issued for, or `null`. Default: none. */
  readonly audience: string | null;
  /** Origins of APIs that can receive the access token: `https://api.example.com`. Default: none. */
  readonly apiOrigins: readonly string[];
  /** Names of the connections that Lock offers. Default: none, so Lock offers all connections of the application. */
  readonly connections: readonly string[];
  /** ID (`org_…`) or name of the Auth0 Organization that users must sign in to, or `null`. Default: none. */
  readonly organization: string | null;
  /** Default: `embedded`, or `hosted` with an organization, which Auth0 supports on its hosted page only. */
  readonly login: LoginKind;
  /** Default: `tenant`. */
  readonly logout: LogoutKind;
  /** Whether the popup signs in without showing a form if the browser has a tenant session. Default: `true`. */
  readonly silent: boolean;
  /** Default: `local`. */
  readonly storage: StorageArea;
  /** Tenants that can be chosen at run time in a configurable build. Domain and client ID of such a build are empty. */
  readonly configurable?: Configurable;
}

/** Tenants that can be chosen: those that use HTTPS, or also those on this computer, for tests. */
export type Configurable = 'https' | 'any';

/** Input of `defineConfig`. An optional field that is `undefined`, `null` or empty has its default. */
export type ConfigInput = Pick<Config, 'domain' | 'clientId'> &
  Optional<Omit<Config, keyof Tenant | 'configurable'>>;

type Optional<T> = { readonly [K in keyof T]?: T[K] | null | undefined };
