import * as oauth from 'oauth4webapi';
import { PATIENT_TIMEOUT } from '../browser/optional-api.ts';
import type { Config } from '../config.ts';
import { tenantUnreachable } from '../errors.ts';
import { CLOCK_TOLERANCE } from '../session/timestamp.ts';
import type { TenantCache } from '../storage/tenant-cache.ts';
import { isKeySet, isPlainHttp, publicClient } from './endpoints.ts';

/**
 * Returns the options of `oauth4webapi` for requests to the tenant. A request without a response rejects with
 * `tenant-unreachable`.
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

/** Removes a gateway's challenge from an error response. With it, `oauth4webapi` doesn't read the reason in the body. */
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
export type KeyCache = Pick<TenantCache, 'read' | 'write'>;

/**
 * Verifies the signature of the ID token in a response that was already processed. Requests the key set only if the cached one
 * doesn't verify it. Caches only a key set that has verified a signature.
 */
export async function verifySignature(
  server: oauth.AuthorizationServer,
  response: Response,
  { http, keys }: { http: ReturnType<typeof requestOptions>; keys: KeyCache | undefined },
): Promise<void> {
  const cached = await keys?.read();
  if (isKeySet(cached) && (await isVerifiedBy(cached, server, response))) return;
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
