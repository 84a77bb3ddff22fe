import * as oauth from 'oauth4webapi';
import type { Config } from '../config.ts';
import type { SignedIn } from '../session/session.ts';
import { authorizationServer, isPlainHttp, publicClient } from './authorization-server.ts';

/** Milliseconds that revocation may take. */
const TIMEOUT = 10_000;

/** Ends a refresh token at the tenant, and all that came of it (RFC 7009). Rejects if the tenant does not confirm. */
export async function revokeRefreshToken(
  config: Config,
  refreshToken: string,
  fetch: typeof globalThis.fetch = globalThis.fetch,
): Promise<void> {
  const response = await oauth.revocationRequest(
    authorizationServer(config),
    publicClient(config),
    oauth.None(),
    refreshToken,
    {
      [oauth.customFetch]: fetch,
      [oauth.allowInsecureRequests]: isPlainHttp(config),
      additionalParameters: { token_type_hint: 'refresh_token' },
      signal: AbortSignal.timeout(TIMEOUT),
    },
  );
  await oauth.processRevocationResponse(response);
}

/**
 * Ends the refresh token of `late`, which came when somebody had signed in or out meanwhile: unless the same person is
 * signed in, for where a tenant's revocation deletes the grant, as it does in those from before 2021, that would end
 * their session too. Never rejects.
 * https://auth0.com/docs/secure/tokens/refresh-tokens/revoke-refresh-tokens
 */
export async function revokeOrphanedToken(
  config: Config,
  late: SignedIn,
  session: { read(): Promise<SignedIn | null> },
  fetch?: typeof globalThis.fetch,
): Promise<void> {
  const { refreshToken } = late.tokens;
  if (refreshToken === null) return;
  try {
    const kept = await session.read();
    if (kept?.session.user.sub !== late.session.user.sub)
      await revokeRefreshToken(config, refreshToken, fetch);
  } catch (error) {
    // It ends by itself when it has not been used for a while.
    console.error('A late token could not be revoked.', error);
  }
}
