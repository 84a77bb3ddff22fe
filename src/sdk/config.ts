/** How the user signs in: Lock with a password, Lock with a code by email or SMS, or the tenant's own page. */
export type LoginKind = 'embedded' | 'passwordless' | 'hosted';

/** What signing out ends: this extension's session, the Auth0 session too, or the identity provider's too. */
export type LogoutKind = 'local' | 'tenant' | 'federated';

/** Where the session is stored: on disk, or in memory until the browser closes. */
export type StorageArea = 'local' | 'session';

/** The tenant, and the application there. */
export interface Tenant {
  /** The tenant's host as the Auth0 Dashboard shows it, with a port for a local tenant: `example.eu.auth0.com`. */
  readonly domain: string;
  /** The tenant's origin, without a trailing slash: `https://example.eu.auth0.com`. */
  readonly tenant: string;
  /** The application's client ID. */
  readonly clientId: string;
}

/**
 * A complete configuration, as `defineConfig` returns it. `sdk/settings/settings.ts` decides what of it the user and the
 * administrator can change.
 */
export interface Config extends Tenant {
  /** Space-separated scopes, `openid` among them. */
  readonly scope: string;
  /** The API that access tokens are for, or `null` for none. */
  readonly audience: string | null;
  /** Origins of APIs that may receive the access token: `https://api.example.com`. */
  readonly apiOrigins: readonly string[];
  /** Connections that Lock offers; empty for all that the application has. */
  readonly connections: readonly string[];
  /** ID (`org_…`) or name of the Auth0 Organization that users must sign in to, or `null`. */
  readonly organization: string | null;
  readonly login: LoginKind;
  readonly logout: LogoutKind;
  /** Whether opening the popup signs in without a form if the browser has a session with the tenant. */
  readonly silent: boolean;
  readonly storage: StorageArea;
  /** In a configurable build, whose tenant is chosen at run time: which ones can be chosen. Domain and client ID are empty then. */
  readonly configurable?: Configurable;
}

/** Which tenants can be chosen: those that use https, or those on this computer too, for tests. */
export type Configurable = 'https' | 'any';

/** What `defineConfig` accepts. An optional field that is `undefined`, `null` or empty has its default. */
export interface ConfigInput {
  /** The tenant's domain, without `https://`. `localhost:PORT` and `127.0.0.1:PORT` mean plain http. */
  readonly domain: string;
  readonly clientId: string;
  /** Default: none. */
  readonly audience?: string | null | undefined;
  /** Default: none. */
  readonly apiOrigins?: readonly string[] | null | undefined;
  /** Default: `openid profile email offline_access`. */
  readonly scope?: string | null | undefined;
  /** Default: all of the application. */
  readonly connections?: readonly string[] | null | undefined;
  /** Default: none. */
  readonly organization?: string | null | undefined;
  /** Default: `embedded`, or `hosted` with an organization, which Auth0 supports on its hosted page only. */
  readonly login?: LoginKind | null | undefined;
  /** Default: `tenant`. */
  readonly logout?: LogoutKind | null | undefined;
  /** Default: `true`. */
  readonly silent?: boolean | null | undefined;
  /** Default: `local`. */
  readonly storage?: StorageArea | null | undefined;
}
