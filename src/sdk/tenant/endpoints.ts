import type { AuthorizationServer, Client } from 'oauth4webapi';
import type { Tenant } from '../config.ts';

/**
 * The tenant's endpoints. Auth0's addresses are fixed, so nothing is discovered and no answer of the network
 * can move the key set elsewhere. https://auth0.com/docs/api/authentication
 */
export function authorizationServer({ tenant }: Pick<Tenant, 'tenant'>): AuthorizationServer {
  return {
    issuer: `${tenant}/`,
    authorization_endpoint: `${tenant}/authorize`,
    token_endpoint: `${tenant}/oauth/token`,
    revocation_endpoint: `${tenant}/oauth/revoke`,
    jwks_uri: `${tenant}/.well-known/jwks.json`,
  };
}

/** This extension at the tenant: a public client that takes ID tokens signed with RS256 and no others. */
export function publicClient({ clientId }: Pick<Tenant, 'clientId'>): Client {
  return {
    client_id: clientId,
    token_endpoint_auth_method: 'none',
    id_token_signed_response_alg: 'RS256',
  };
}

/** Whether the tenant is a local one on plain http: `tooling/build/environment.ts` lets only loopback be that. */
export function isPlainHttp({ tenant }: Pick<Tenant, 'tenant'>): boolean {
  return tenant.startsWith('http://');
}
