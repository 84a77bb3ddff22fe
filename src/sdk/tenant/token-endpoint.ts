import * as oauth from 'oauth4webapi';
import { PATIENT_TIMEOUT } from '../browser/optional-api.ts';
import type { Config } from '../config.ts';
import { tenantUnreachable } from '../errors.ts';
import { CLOCK_TOLERANCE } from '../session/timestamp.ts';
import type { TenantCache } from '../storage/tenant-cache.ts';
import { isPlainHttp, publicClient } from './endpoints.ts';

/**
 * Returns the `oauth4webapi` options for requests to the tenant. `timeout` is in milliseconds. A request without a response
 * rejects with `tenant-unreachable`.
 */
export function requestOptions(
  config: Config,
  fetch: typeof globalThis.fetch,
  timeout: number = PATIENT_TIMEOUT,
) {
  return {
    [oauth.customFetch]: (url: string, init: object) =>
      fetch(url, init).then(withoutChallenge, (cause: unknown) => {
        throw tenantUnreachable(config.domain, cause);
      }),
    [oauth.allowInsecureRequests]: isPlainHttp(config),
    signal: () => AbortSignal.timeout(timeout),
  };
}

/**
 * Removes the challenge that a gateway might add to an error response. `oauth4webapi` doesn't read the body of a response with
 * `WWW-Authenticate`, although the token endpoint gives the reason there (RFC 6749 section 5.2).
 */
function withoutChallenge(response: Response): Response {
  if (!response.headers.has('www-authenticate')) return response;
  const headers = new Headers(response.headers);
  headers.delete('www-authenticate');
  return new Response(response.body, { status: response.status, headers });
}

/** Returns the client for `oauth4webapi`. `tenantNow` is the current Unix time in milliseconds by the tenant's clock. */
export function clientAt(config: Config, tenantNow: number): oauth.Client {
  return {
    ...publicClient(config),
    [oauth.clockTolerance]: CLOCK_TOLERANCE,
    [oauth.clockSkew]: Math.round((tenantNow - Date.now()) / 1000),
  };
}

/** Cache of a tenant's key set (RFC 7517). */
export type KeyCache = Pick<TenantCache<oauth.JWKS>, 'read' | 'write'>;

/**
 * Verifies the signature of the ID token in a token endpoint's response that was already processed. Tries the cached key set
 * first. If it doesn't verify the signature, requests the key set, because the tenant might have another key by now, even with
 * the same key ID. Caches only a key set that has verified a signature.
 */
export async function verifySignature(
  server: oauth.AuthorizationServer,
  response: Response,
  { http, keys }: { http: ReturnType<typeof requestOptions>; keys: KeyCache | undefined },
): Promise<void> {
  const cached = await keys?.read();
  if (cached && (await isVerifiedBy(cached, server, response))) return;
  const cache: oauth.JWKSCacheInput = {};
  const fetchKeys = http[oauth.customFetch];
  await oauth.validateApplicationLevelSignature(server, response, {
    ...http,
    [oauth.jwksCache]: cache,
    // If the browser has a cached response, it revalidates it (RFC 9111 section 4.3).
    [oauth.customFetch]: (url, init) => fetchKeys(url, { ...init, cache: 'no-cache' }),
  });
  if ('jwks' in cache) await keys?.write(cache.jwks);
}

/** Returns whether the key set verifies the signature. Sends no request. */
async function isVerifiedBy(
  jwks: oauth.JWKS,
  server: oauth.AuthorizationServer,
  response: Response,
): Promise<boolean> {
  const uat = Math.floor(Date.now() / 1000);
  try {
    // The library caches the keys of each server object, so this call gets its own copy.
    await oauth.validateApplicationLevelSignature({ ...server }, response, {
      [oauth.jwksCache]: { jwks, uat },
      [oauth.customFetch]: () => Promise.reject(new Error('The cached key set has no such key.')),
    });
    return true;
  } catch {
    return false;
  }
}
