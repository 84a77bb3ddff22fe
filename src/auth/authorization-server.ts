import type { AuthorizationServer, Client } from 'oauth4webapi';
import type { Config } from '../config.ts';

/**
 * The tenant's endpoints. Auth0's addresses are fixed, so nothing is discovered and no answer of the network
 * can move the key set elsewhere. https://auth0.com/docs/api/authentication
 */
export function authorizationServer(config: Config): AuthorizationServer {
  return {
    issuer: `${config.tenant}/`,
    authorization_endpoint: `${config.tenant}/authorize`,
    token_endpoint: `${config.tenant}/oauth/token`,
    revocation_endpoint: `${config.tenant}/oauth/revoke`,
    jwks_uri: `${config.tenant}/.well-known/jwks.json`,
  };
}

/** This extension at the tenant: a public client that takes ID tokens signed with RS256 and no others. */
export function publicClient(config: Config): Client {
  return {
    client_id: config.clientId,
    token_endpoint_auth_method: 'none',
    id_token_signed_response_alg: 'RS256',
  };
}

/** Whether the tenant is a local one on plain http: `build/environment.ts` lets only loopback be that. */
export function isPlainHttp(config: Config): boolean {
  return config.tenant.startsWith('http://');
}
