import * as oauth from 'oauth4webapi';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { authorizationServer, publicClient } from '../../../src/sdk/tenant/endpoints.ts';
import {
  clientAt,
  type KeyCache,
  requestOptions,
  verifySignature,
} from '../../../src/sdk/tenant/token-endpoint.ts';
import { useFakeClock, useRealClock } from '../../support/unit/clock.ts';
import { unitConfig } from '../../support/unit/config.ts';
import { json, type Key, publicJwk, signRs256 } from '../../support/unit/provider.ts';
import { NOON } from '../../support/unit/session.ts';
import { KEY, OTHER_KEY } from '../../support/unit/sign-in.ts';

const config = unitConfig();
const SECONDS = NOON / 1000;
const OURS = { keys: [await publicJwk(KEY, 'unit-key')] };
const OTHER = { keys: [await publicJwk(OTHER_KEY, 'unit-key')] };

beforeEach(useFakeClock);
afterEach(useRealClock);

it('all endpoints are at the issuer, and the client is public and accepts RS256 only', () => {
  const { issuer, ...endpoints } = authorizationServer(config);
  expect(issuer).toBe('https://tenant.example/');
  expect(Object.values(endpoints).filter((url) => !String(url).startsWith(issuer))).toEqual([]);
  expect(publicClient(config)).toEqual({
    client_id: 'unit-client',
    token_endpoint_auth_method: 'none',
    id_token_signed_response_alg: 'RS256',
  });
});

describe('requestOptions', () => {
  it('rejects requests without a response', async () => {
    const cause = new TypeError('Failed to fetch');
    const options = requestOptions(config, () => Promise.reject(cause));
    const init = { signal: new AbortController().signal };
    await expect(options[oauth.customFetch]('https://tenant.example/x', init)).rejects.toMatchObject({
      code: 'tenant-unreachable',
      data: { domain: 'tenant.example' },
      cause,
    });
  });

  it('limits each request to twenty seconds', () => {
    const limit = vi.spyOn(AbortSignal, 'timeout');
    const { signal } = requestOptions(config, globalThis.fetch);
    expect(signal()).not.toBe(signal());
    expect(limit.mock.calls).toEqual([[20_000], [20_000]]);
  });

  it.each([
    ['https://tenant.example', false],
    ['http://127.0.0.1:4180', true],
  ])('allows plain http for a local tenant only: %s, %s', (tenant, expected) => {
    const options = requestOptions(unitConfig({ tenant }), globalThis.fetch);
    expect(options[oauth.allowInsecureRequests]).toBe(expected);
  });
});

it.each([0, 31_536_000, -31_536_000])('clientAt returns the clock skew of %d seconds', (difference) => {
  expect(clientAt(config, Date.now() + difference * 1000)[oauth.clockSkew]).toBe(difference);
});

describe('verifySignature', () => {
  /** A response with an ID token that is signed with `key`, as the library has processed it. */
  async function signedWith(key: Key, kid = 'unit-key'): Promise<Response> {
    const payload = { iss: 'https://tenant.example/', sub: 'auth0|1', aud: 'unit-client', iat: SECONDS };
    const idToken = await signRs256(
      { header: { alg: 'RS256', kid }, payload: { ...payload, exp: SECONDS + 60 } },
      key,
    );
    const response = json({ access_token: 'access', token_type: 'bearer', id_token: idToken });
    await oauth.processRefreshTokenResponse(authorizationServer(config), clientAt(config, NOON), response);
    return response;
  }

  /** Verifies with a cached key set, at a tenant with the key set `published`. */
  function verifying(cached: unknown, published: object) {
    const keys = { read: async () => cached, write: vi.fn<KeyCache['write']>(async () => {}) };
    const fetch = vi.fn<typeof globalThis.fetch>(async () => json(published));
    const verify = (response: Response) =>
      verifySignature(authorizationServer(config), response, { http: requestOptions(config, fetch), keys });
    return { keys, fetch, verify };
  }

  it.each([
    ['requests and caches the key set if none is cached', null, true],
    ['requests it if the cached value is no key set', { keys: {} }, true],
    ['requests it if the cached keys are damaged', { keys: [null, 7] }, true],
    ['requests it if the cached key has the same ID but is another one', OTHER, true],
    ['sends no request if the cached key set verifies the signature', OURS, false],
  ])('%s', async (_name, cached, isRequested) => {
    const { keys, fetch, verify } = verifying(cached, OURS);
    await verify(await signedWith(KEY));
    expect(keys.write.mock.calls).toEqual(isRequested ? [[OURS]] : []);
    const noCache = expect.objectContaining({ cache: 'no-cache' });
    expect(fetch.mock.calls).toEqual(
      isRequested ? [['https://tenant.example/.well-known/jwks.json', noCache]] : [],
    );
  });

  it.each([
    ['another key, if nothing is cached', 'unit-key', null],
    ['another key, if the right key set is cached', 'unit-key', OURS],
    ['an unknown key', 'unknown', OURS],
  ])('rejects the signature of %s, and caches nothing', async (_name, kid, cached) => {
    const { keys, fetch, verify } = verifying(cached, OURS);
    await expect(verify(await signedWith(OTHER_KEY, kid))).rejects.toThrow(/signature|no applicable keys/);
    expect(fetch).toHaveBeenCalledTimes(1);
    expect(keys.write).not.toHaveBeenCalled();
  });
});
