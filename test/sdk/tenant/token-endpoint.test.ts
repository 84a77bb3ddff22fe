import * as oauth from 'oauth4webapi';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { authorizationServer } from '../../../src/sdk/tenant/endpoints.ts';
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

beforeEach(useFakeClock);
afterEach(useRealClock);

describe('requests to the tenant', () => {
  const SIGNAL = { signal: new AbortController().signal };

  it('reject without a network, with a message of ours and the cause', async () => {
    const cause = new TypeError('Failed to fetch');
    const options = requestOptions(config, () => Promise.reject(cause));
    await expect(options[oauth.customFetch]('https://tenant.example/x', SIGNAL)).rejects.toMatchObject({
      code: 'tenant-unreachable',
      data: { domain: 'tenant.example' },
      cause,
    });
  });

  it('time out after twenty seconds each', () => {
    const limit = vi.spyOn(AbortSignal, 'timeout');
    const { signal } = requestOptions(config, globalThis.fetch);
    expect(signal()).not.toBe(signal());
    expect(limit.mock.calls).toEqual([[20_000], [20_000]]);
  });

  it.each([
    ['https://tenant.example', false],
    ['http://127.0.0.1:4180', true],
  ])('use plain http for a local tenant only: %s, %s', (tenant, expected) => {
    const options = requestOptions(unitConfig({ tenant }), globalThis.fetch);
    expect(options[oauth.allowInsecureRequests]).toBe(expected);
  });
});

describe("the client's clock skew", () => {
  it.each([
    ['the clocks agree', 0],
    ['the tenant is a year ahead', 31_536_000],
    ['the tenant is a year behind', -31_536_000],
  ])('is the difference in seconds if %s', (_name, difference) => {
    const client = clientAt(config, Date.now() + difference * 1000);
    expect(client[oauth.clockSkew]).toBe(difference);
  });
});

describe('the signature of an ID token', () => {
  /** An answer with an ID token that names `kid`, signed with `key`, as the library has processed it. */
  async function answerSignedWith(key: Key, kid = 'unit-key'): Promise<Response> {
    const idToken = await signRs256(
      {
        header: { alg: 'RS256', kid },
        payload: {
          iss: 'https://tenant.example/',
          sub: 'auth0|1',
          aud: 'unit-client',
          iat: SECONDS,
          exp: SECONDS + 60,
        },
      },
      key,
    );
    const response = json({ access_token: 'access', token_type: 'bearer', id_token: idToken });
    await oauth.processRefreshTokenResponse(authorizationServer(config), clientAt(config, NOON), response);
    return response;
  }

  const setOf = async (...named: [Key, string][]) => ({
    keys: await Promise.all(named.map(([key, kid]) => publicJwk(key, kid))),
  });

  /** Verifies where `remembered` is remembered and the tenant's key set is `published`, or away. */
  function verifying(remembered: oauth.JWKS | null, published: oauth.JWKS | null) {
    const keys = {
      read: async () => remembered,
      write: vi.fn<KeyCache['write']>(async () => {}),
    };
    const fetch = vi.fn<typeof globalThis.fetch>(() =>
      published === null
        ? Promise.reject(new TypeError('Failed to fetch'))
        : Promise.resolve(json(published)),
    );
    const verify = (response: Response) =>
      verifySignature(authorizationServer(config), response, { http: requestOptions(config, fetch), keys });
    return { keys, fetch, verify };
  }

  it("is verified with the tenant's key set, which is then cached", async () => {
    const published = await setOf([KEY, 'unit-key']);
    const { keys, fetch, verify } = verifying(null, published);
    await verify(await answerSignedWith(KEY));
    expect(fetch).toHaveBeenCalledTimes(1);
    expect(keys.write).toHaveBeenCalledExactlyOnceWith(published);
  });

  it('is verified without a request if the key is cached', async () => {
    const { fetch, verify } = verifying(await setOf([KEY, 'unit-key']), null);
    await expect(verify(await answerSignedWith(KEY))).resolves.toBeUndefined();
    expect(fetch).not.toHaveBeenCalled();
  });

  it('costs one request if the tenant has another key with the cached ID', async () => {
    const published = await setOf([OTHER_KEY, 'unit-key']);
    const { keys, fetch, verify } = verifying(await setOf([KEY, 'unit-key']), published);
    await verify(await answerSignedWith(OTHER_KEY));
    expect(fetch).toHaveBeenCalledTimes(1);
    expect(keys.write).toHaveBeenCalledExactlyOnceWith(published);
  });

  it.each([
    ['nothing is remembered', false],
    ['the right keys are remembered', true],
  ])('by another key is rejected if %s, and no key set is cached for it', async (_name, isRemembered) => {
    const published = await setOf([KEY, 'unit-key']);
    const { keys, verify } = verifying(isRemembered ? published : null, published);
    await expect(verify(await answerSignedWith(OTHER_KEY))).rejects.toThrow(/signature/);
    expect(keys.write).not.toHaveBeenCalled();
  });

  it('by an unknown key costs one request, and is rejected', async () => {
    const published = await setOf([KEY, 'unit-key']);
    const { keys, fetch, verify } = verifying(published, published);
    await expect(verify(await answerSignedWith(OTHER_KEY, 'unheard-of'))).rejects.toMatchObject({
      code: oauth.KEY_SELECTION,
    });
    expect(fetch).toHaveBeenCalledTimes(1);
    expect(keys.write).not.toHaveBeenCalled();
  });

  it("bypasses the browser's cache of the key set", async () => {
    const { fetch, verify } = verifying(null, await setOf([KEY, 'unit-key']));
    await verify(await answerSignedWith(KEY));
    expect(fetch).toHaveBeenCalledWith(
      'https://tenant.example/.well-known/jwks.json',
      expect.objectContaining({ cache: 'no-cache' }),
    );
  });
});
