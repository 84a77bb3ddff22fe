import * as oauth from 'oauth4webapi';
import { hasHostPermission } from '../browser/host-permission.ts';
import { QUICK_TIMEOUT } from '../browser/optional-api.ts';
import { type Application, belongsTo, type Session, type SignedIn } from '../session/session.ts';
import { tenantOf } from '../settings/values.ts';
import { authorizationServer, isPlainHttp, publicClient } from './endpoints.ts';

/**
 * Revokes a refresh token and all tokens derived from it (RFC 7009). Rejects if the tenant doesn't confirm, or without a
 * request if the extension has no permission for the tenant's host.
 */
export async function revokeRefreshToken(
  application: Application,
  refreshToken: string,
  fetch: typeof globalThis.fetch = globalThis.fetch,
): Promise<void> {
  const tenant = tenantOf(application);
  if (!(await hasHostPermission(tenant.domain))) throw new Error(`No host permission for ${tenant.domain}.`);
  const response = await oauth.revocationRequest(
    authorizationServer(tenant),
    publicClient(tenant),
    oauth.None(),
    refreshToken,
    {
      [oauth.customFetch]: fetch,
      [oauth.allowInsecureRequests]: isPlainHttp(tenant),
      additionalParameters: { token_type_hint: 'refresh_token' },
      signal: AbortSignal.timeout(QUICK_TIMEOUT),
    },
  );
  await oauth.processRevocationResponse(response);
}

/**
 * Revokes the refresh token of a sign-in that isn't stored any more, unless the same user is signed in to the same application:
 * at tenants from before 2021, revocation deletes the grant, which would end that session too. Never rejects.
 * https://auth0.com/docs/secure/tokens/refresh-tokens/revoke-refresh-tokens
 */
export async function revokeOrphanedToken(
  { session, tokens: { refreshToken } }: SignedIn,
  store: { stored(): Promise<Session | null> },
  fetch?: typeof globalThis.fetch,
): Promise<void> {
  if (refreshToken === null) return;
  try {
    const stored = await store.stored();
    const isSameGrant = stored !== null && belongsTo(stored, session) && stored.user.sub === session.user.sub;
    if (!isSameGrant) await revokeRefreshToken(session, refreshToken, fetch);
  } catch (error) {
    // The token expires if it isn't used for a while.
    console.error('An orphaned refresh token could not be revoked.', error);
  }
}
