import * as oauth from 'oauth4webapi';
import type { Config } from '../config.ts';
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
