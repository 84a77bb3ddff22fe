import * as oauth from 'oauth4webapi';
import type { Config } from '../config.ts';
import { tenantUnreachable } from '../errors.ts';
import { CLOCK_TOLERANCE } from '../session/timestamp.ts';
import { isPlainHttp, publicClient } from './endpoints.ts';
import type { TenantCache } from './tenant-cache.ts';
import { PATIENT_TIMEOUT } from './timeouts.ts';

/**
 * Returns how requests to the tenant are made. `timeout` is in milliseconds. A request that gets no response rejects with
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

/**
 * Removes the challenge that a gateway might add to a refusal. `oauth4webapi` doesn't read the body of a response with
 * `WWW-Authenticate`, which is where the token endpoint says why it refuses (RFC 6749 section 5.2).
 */
function withoutChallenge(response: Response): Response {
  if (!response.headers.has('www-authenticate')) return response;
  const headers = new Headers(response.headers);
  headers.delete('www-authenticate');
  return new Response(response.body, { status: response.status, headers });
}

/** This extension at the tenant, whose clock shows `tenantNow` (milliseconds) at this moment. */
export function clientAt(config: Config, tenantNow: number): oauth.Client {
  return {
    ...publicClient(config),
    [oauth.clockTolerance]: CLOCK_TOLERANCE,
    [oauth.clockSkew]: Math.round((tenantNow - Date.now()) / 1000),
  };
}

/** Where a tenant's key set (RFC 7517) is stored. */
export type KeyCache = Pick<TenantCache<oauth.JWKS>, 'read' | 'write'>;

/** Stores nothing. */
export const NO_KEY_CACHE: KeyCache = { read: async () => null, write: async () => {} };

/**
 * Verifies the signature of the ID token in a token endpoint's answer that was processed before. A remembered
 * key set spares a request; where it does not prove the signature, the tenant is asked: it may have another key
 * by now, even under the same name. Only a set that has proved a signature is remembered.
 */
export async function verifySignature(
  server: oauth.AuthorizationServer,
  response: Response,
  { http, keys }: { http: ReturnType<typeof requestOptions>; keys: KeyCache },
): Promise<void> {
  const remembered = await keys.read();
  if (remembered !== null && (await isProvedBy(remembered, server, response))) return;
  const cache: oauth.JWKSCacheInput = {};
  const fetchKeys = http[oauth.customFetch];
  await oauth.validateApplicationLevelSignature(server, response, {
    ...http,
    [oauth.jwksCache]: cache,
    // The browser may have a former answer: it asks whether that is still so (RFC 9111 section 4.3).
    [oauth.customFetch]: (url, init) => fetchKeys(url, { ...init, cache: 'no-cache' }),
  });
  if ('jwks' in cache) await keys.write(cache.jwks);
}

/** Returns whether the stored keys prove the signature. Makes no request. */
async function isProvedBy(
  jwks: oauth.JWKS,
  server: oauth.AuthorizationServer,
  response: Response,
): Promise<boolean> {
  const noRequest = () => Promise.reject(new Error('The stored keys do not have this one.'));
  const uat = Math.floor(Date.now() / 1000);
  try {
    // The library remembers the keys of each server object that it sees: this one is for once.
    await oauth.validateApplicationLevelSignature({ ...server }, response, {
      [oauth.jwksCache]: { jwks, uat },
      [oauth.customFetch]: noRequest,
    });
    return true;
  } catch {
    return false;
  }
}
