import type { Tenant } from '../config.ts';

/**
 * Paths of the tenant's endpoints. They are fixed, so no response can change the URL of the key set.
 * https://auth0.com/docs/api/authentication
 */
export const PATHS = {
  authorize: '/authorize',
  token: '/oauth/token',
  revoke: '/oauth/revoke',
  keys: '/.well-known/jwks.json',
  /** Cross-origin authentication: exchanges a password or a code for a login ticket. */
  coAuthenticate: '/co/authenticate',
  signUp: '/dbconnections/signup',
  changePassword: '/dbconnections/change_password',
  /** Sends a one-time code by email or SMS. */
  passwordlessStart: '/passwordless/start',
  logout: '/v2/logout',
  /** The tenant's metadata (OpenID Connect Discovery 1.0 section 4). */
  discovery: '/.well-known/openid-configuration',
} as const;

/** Returns whether an HTTP status means that the server failed or is overloaded, and that a retry might succeed. */
export function isServerError(status: number): boolean {
  return status >= 500 || status === 429;
}

/** Returns whether a value is a JSON Web Key Set (RFC 7517 section 5), whose keys can still be invalid. */
export function isKeySet(value: unknown): value is { keys: JsonWebKey[] } {
  return Array.isArray(Object(value).keys);
}

/** Returns the path of the application's settings, which Auth0 publishes for Lock. */
export function clientSettingsPath({ clientId }: Pick<Tenant, 'clientId'>): string {
  return `/client/${encodeURIComponent(clientId)}.js`;
}

/**
 * Returns the path and query of an authorization request for no user, with additional `parameters`. The response is a redirect
 * to a listed URL with `login_required`, or an error page for any other URL (OpenID Connect Core 3.1.2.6).
 */
export function probePath(
  { clientId }: Pick<Tenant, 'clientId'>,
  redirectUrl: string,
  parameters: Readonly<Record<string, string>> = {},
): string {
  const query = new URLSearchParams({
    client_id: clientId,
    redirect_uri: redirectUrl,
    response_type: 'code',
    scope: 'openid',
    prompt: 'none',
    code_challenge_method: 'S256',
    // No verifier matches this challenge, so no code could be exchanged.
    code_challenge: 'A'.repeat(43),
    ...parameters,
  });
  return `${PATHS.authorize}?${query}`;
}

/** Returns the tenant as `oauth4webapi` needs it. */
export function authorizationServer({ tenant }: Pick<Tenant, 'tenant'>) {
  return {
    issuer: `${tenant}/`,
    authorization_endpoint: `${tenant}${PATHS.authorize}`,
    token_endpoint: `${tenant}${PATHS.token}`,
    revocation_endpoint: `${tenant}${PATHS.revoke}`,
    jwks_uri: `${tenant}${PATHS.keys}`,
  };
}

/** Returns the client for `oauth4webapi`: a public client that accepts only ID tokens signed with RS256. */
export function publicClient({ clientId }: Pick<Tenant, 'clientId'>) {
  return {
    client_id: clientId,
    token_endpoint_auth_method: 'none',
    id_token_signed_response_alg: 'RS256',
  };
}

/** Returns whether the tenant is a local one that uses plain HTTP, which the build allows for loopback addresses only. */
export function isPlainHttp({ tenant }: Pick<Tenant, 'tenant'>): boolean {
  return tenant.startsWith('http://');
}
