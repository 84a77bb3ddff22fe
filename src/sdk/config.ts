/** How a person signs in: Lock with a password, Lock with a code by mail or SMS, or the tenant's own page. */
export type LoginKind = 'embedded' | 'passwordless' | 'hosted';

/** What signing out ends: this extension's session, the Auth0 session too, or the identity provider's too. */
export type LogoutKind = 'local' | 'tenant' | 'federated';

/** Where the session is kept: on disk, or in memory until the browser closes. */
export type StorageArea = 'local' | 'session';

/** The tenant, and the application there. */
export interface Tenant {
  /** The tenant's host as the dashboard shows it, with a port for a local tenant: `example.eu.auth0.com`. */
  readonly domain: string;
  /** The tenant's origin, without a trailing slash: `https://example.eu.auth0.com`. */
  readonly tenant: string;
  /** The application's client id. */
  readonly clientId: string;
}

/** What a sign-in goes by. A build has it from the environment (see `.env.example`); `sdk/settings/settings.ts` says who may change it. */
export interface Config extends Tenant {
  /** Space-separated scopes, `openid` among them. */
  readonly scope: string;
  /** The API that access tokens are for, or `null` for none. */
  readonly audience: string | null;
  /** Origins of APIs that may see the access token: `https://api.example.com`. */
  readonly apiOrigins: readonly string[];
  /** Connections that Lock offers; empty for all that the application has. */
  readonly connections: readonly string[];
  /** Organization id (`org_…`) or name that people must sign in to, or `null`. */
  readonly organization: string | null;
  readonly login: LoginKind;
  readonly logout: LogoutKind;
  /** Whether opening the popup signs in without a form where the browser has a session with the tenant. */
  readonly silent: boolean;
  readonly storage: StorageArea;
  /** In a build that is for no tenant, which is chosen while it runs: which ones may be. Domain and client id are empty then. */
  readonly configurable?: Configurable;
}

/** Which tenants may be chosen: those that speak https, as for everybody; or those on this computer too, for tests. */
export type Configurable = 'https' | 'any';
