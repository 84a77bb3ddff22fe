/**
 * What the OpenID Foundation's conformance suite asks of a relying party, by the suite's own names of its tests:
 * code flow, default response mode, a client that is registered by hand.
 * https://openid.net/certification/connect_rp_testing/
 */
import { generateKeyPairSync } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AuthorizationTools } from '../../src/auth/authorize.ts';
import type { ErrorCode } from '../../src/errors.ts';
import { giveClockBack, takeClock } from '../support/unit-clock.ts';
import { withClaims, withHeader, withSignature } from '../support/unit-hostile.ts';
import {
  type GoodJwt,
  generateKey,
  json,
  type Key,
  publicJwk,
  type Scenario,
  signRs256,
} from '../support/unit-provider.ts';
import { expectTenantAlone, failToSignIn, KEY, OTHER_KEY, signIn } from '../support/unit-sign-in.ts';

beforeEach(takeClock);
afterEach(giveClockBack);

/** Signs in where that must succeed. Nothing but the token endpoint and the key set is asked. */
async function succeed(scenario: Scenario = {}, tools: Partial<AuthorizationTools> = {}) {
  const { provider, result } = signIn(scenario, undefined, undefined, tools);
  const signedIn = await result;
  expectTenantAlone(provider);
  const [opened] = provider.launched;
  if (opened === undefined) throw new Error('Nothing was opened.');
  return { ...signedIn, asked: opened.url.searchParams, requests: provider.requests };
}

/** Signs in where the ID token must be refused. */
async function refuseIdToken(
  scenario: Scenario,
  reason: RegExp,
  code: ErrorCode = 'id-token-invalid',
): Promise<void> {
  const { error } = await failToSignIn(scenario);
  expect(error.code).toBe(code);
  expect(String(error.cause)).toMatch(reason);
}

/** The value of a claim with "1" behind it, which is how the suite makes it invalid. */
function withOneBehind(claim: string): Scenario {
  return {
    idToken: ({ header, payload }: GoodJwt) => ({
      header,
      payload: { ...payload, [claim]: `${String(payload[claim])}1` },
    }),
  };
}

/** A public key that RS256 cannot use, without a name. */
function unnamedJwk(type: 'P-256' | 'secp256k1' | 'Ed25519'): JsonWebKey {
  const { publicKey } =
    type === 'Ed25519' ? generateKeyPairSync('ed25519') : generateKeyPairSync('ec', { namedCurve: type });
  return publicKey.export({ format: 'jwk' });
}

/** `rsa` and keys of other types, `count` of each; none has a name or an algorithm. The ID token names none. */
function withUnnamedKeys(count: number, rsa: readonly Key[]): Scenario {
  const others = Array.from({ length: count }, () => [
    unnamedJwk('P-256'),
    unnamedJwk('secp256k1'),
    unnamedJwk('Ed25519'),
  ]).flat();
  return {
    ...withHeader({ kid: undefined }),
    async keySetResponse() {
      const keys = await Promise.all(rsa.map((key) => publicJwk(key, '')));
      return json({ keys: [...keys.map(({ kty, n, e }) => ({ kty, n, e, use: 'sig' })), ...others] });
    },
  };
}

/** A provider whose ID tokens are signed by `key` under the name of `kid`, the only key of its set. */
function withKey(key: Key, kid: string): Scenario {
  return {
    signedIdToken: ({ header, payload }) => signRs256({ header: { ...header, kid }, payload }, key),
    keySetResponse: async () => json({ keys: [await publicJwk(key, kid)] }),
  };
}

/** A memory of the tenant's keys that has forgotten nothing. */
function remembering(): NonNullable<AuthorizationTools['keys']> {
  let remembered: Awaited<ReturnType<NonNullable<AuthorizationTools['keys']>['read']>> = null;
  return {
    read: async () => remembered,
    async write(keys) {
      remembered = keys;
    },
  };
}

describe('oidcc-client-basic-certification-test-plan', () => {
  it('oidcc-client-test', async () => {
    const { asked, requests, idTokenPayload } = await succeed();
    expect(asked.get('response_type')).toBe('code');
    expect(asked.get('scope')?.split(' ')).toContain('openid');
    expect(asked.get('redirect_uri')).toMatch(/^https:/);
    expect(requests).toHaveLength(2);
    expect(idTokenPayload.iss).toBe('https://tenant.example/');
  });

  it('oidcc-client-test-invalid-iss', () => refuseIdToken(withOneBehind('iss'), /unexpected JWT "iss"/));

  it('oidcc-client-test-missing-sub', () =>
    refuseIdToken(withClaims({ sub: undefined }), /JWT "sub" \(subject\) claim missing/));

  it('oidcc-client-test-invalid-aud', () => refuseIdToken(withOneBehind('aud'), /unexpected JWT "aud"/));

  it('oidcc-client-test-missing-iat', () =>
    refuseIdToken(withClaims({ iat: undefined }), /JWT "iat" \(issued at\) claim missing/));

  it('oidcc-client-test-kid-absent-single-jwks', async () => {
    await succeed(withUnnamedKeys(1, [KEY]));
  });

  // The suite leaves a relying party the choice of refusing, or of trying one key after the other.
  it('oidcc-client-test-kid-absent-multiple-jwks', async () => {
    const several = [KEY, OTHER_KEY, await generateKey()];
    await refuseIdToken(
      withUnnamedKeys(3, several),
      /multiple applicable keys found, a "kid" .* is required/,
    );
  });

  it('oidcc-client-test-idtoken-sig-rs256', async () => {
    const { idToken } = await succeed();
    const [header = ''] = idToken.split('.');
    expect(JSON.parse(Buffer.from(header, 'base64url').toString())).toMatchObject({ alg: 'RS256' });
  });

  // The suite leaves a relying party the choice of refusing; it skips the test then.
  it('oidcc-client-test-idtoken-sig-none', () =>
    refuseIdToken(
      withSignature({ alg: 'none' }, () => Buffer.alloc(0)),
      /unexpected JWT "alg"/,
    ));

  it('oidcc-client-test-invalid-sig-rs256', () =>
    refuseIdToken(
      { signedIdToken: (good) => signRs256(good, OTHER_KEY) },
      /JWT signature verification failed/,
    ));

  // Does not apply: nobody is asked at /userinfo, so no subject comes from there; the ID token's is taken.
  it('oidcc-client-test-userinfo-invalid-sub', async () => {
    const { idTokenPayload, requests } = await succeed(withClaims({ sub: 'auth0|of-the-id-token' }));
    expect(idTokenPayload.sub).toBe('auth0|of-the-id-token');
    expect(requests.filter(({ url }) => url.includes('userinfo'))).toEqual([]);
  });

  it('oidcc-client-test-nonce-invalid', () =>
    refuseIdToken(withOneBehind('nonce'), /unexpected ID Token "nonce" claim value/));

  // Applies by half: the claims are asked for by scopes, and come in the ID token instead of from /userinfo.
  it('oidcc-client-test-scope-userinfo-claims', async () => {
    const { asked, idTokenPayload, requests } = await succeed();
    expect(asked.get('scope')?.split(' ')).toEqual(expect.arrayContaining(['profile', 'email']));
    expect(idTokenPayload).toMatchObject({ name: 'Ada Lovelace', email: 'ada@example.com' });
    expect(requests.filter(({ url }) => url.includes('userinfo'))).toEqual([]);
  });

  // Does not apply: an extension keeps no secret, so it is a public client (RFC 6749 section 2.1).
  it('oidcc-client-test-client-secret-basic', async () => {
    const { requests } = await succeed();
    for (const { init } of requests) {
      const body = new URLSearchParams(String(init.body ?? ''));
      expect(new Headers(init.headers).has('authorization')).toBe(false);
      expect([...body.keys()].filter((name) => /secret|assertion/.test(name))).toEqual([]);
    }
  });
});

describe('oidcc-client-test-plan, beside those of the basic profile', () => {
  it('oidcc-client-test-missing-aud', () =>
    refuseIdToken(withClaims({ aud: undefined }), /JWT "aud" \(audience\) claim missing/));

  it('oidcc-client-test-invalid-sig-es256', () =>
    refuseIdToken(
      withSignature({ alg: 'ES256' }, () => Buffer.alloc(64)),
      /unexpected JWT "alg"/,
    ));

  // The suite leaves it out for clients without a secret. Without one, no HMAC proves anything.
  it('oidcc-client-test-invalid-sig-hs256', () =>
    refuseIdToken(
      withSignature({ alg: 'HS256' }, () => Buffer.alloc(32)),
      /unexpected JWT "alg".* Signature Algorithm to RS256/,
      'id-token-algorithm',
    ));

  it('oidcc-client-test-signing-key-rotation', async () => {
    const keys = remembering();
    await succeed(withKey(KEY, 'former'), { keys });
    await succeed(withKey(OTHER_KEY, 'next'), { keys });
  });

  it('oidcc-client-test-signing-key-rotation-just-before-signing', async () => {
    const next = await publicJwk(OTHER_KEY, 'next');
    await succeed({
      ...withKey(OTHER_KEY, 'next'),
      keySetResponse: ({ keys }) => json({ keys: [...keys, next] }),
    });
  });

  // Do not apply: /userinfo is never asked.
  it.each([
    'oidcc-client-test-userinfo-bearer-header',
    'oidcc-client-test-userinfo-bearer-body',
    'oidcc-client-test-userinfo-signed',
    'oidcc-client-test-aggregated-claims',
    'oidcc-client-test-distributed-claims',
  ])('%s', async () => {
    const { requests, accessToken } = await succeed();
    const said = requests.map(({ url, init }) => [url, init.body, JSON.stringify(init.headers)].join('\n'));
    expect(said.filter((words) => words.includes('userinfo') || words.includes(accessToken))).toEqual([]);
  });

  // Do not apply: Auth0's addresses are fixed, so nothing is discovered that could differ or lead elsewhere.
  it.each([
    'oidcc-client-test-discovery-openid-config',
    'oidcc-client-test-discovery-jwks-uri-keys',
    'oidcc-client-test-discovery-issuer-mismatch',
    'oidcc-client-test-discovery-webfinger-acct',
    'oidcc-client-test-discovery-webfinger-url',
  ])('%s', async () => {
    const { requests } = await succeed();
    expect(requests.map(({ url }) => url)).toEqual([
      'https://tenant.example/oauth/token',
      'https://tenant.example/.well-known/jwks.json',
    ]);
  });

  // Does not apply: the client is registered in the dashboard, and its id is built in.
  it('oidcc-client-test-dynamic-registration', async () => {
    const { asked, requests } = await succeed();
    expect(asked.get('client_id')).toBe('unit-client');
    expect(requests.filter(({ url }) => url.includes('register'))).toEqual([]);
  });

  // Do not apply: the request is in the address as it is; no object stands for it.
  it.each(['oidcc-client-test-request-uri-signed-rs256', 'oidcc-client-test-request-uri-signed-none'])(
    '%s',
    async () => {
      const { asked } = await succeed();
      expect([...asked.keys()].filter((name) => name.startsWith('request'))).toEqual([]);
    },
  );

  // Does not apply: answers come in the address, not in a form.
  it('oidcc-client-test-form-post-error', async () => {
    expect((await succeed()).asked.has('response_mode')).toBe(false);
  });

  // Does not apply: it is for clients that authenticate by a certificate.
  it('oidcc-client-test-mtls-endpoint-aliases', async () => {
    const { requests } = await succeed();
    expect(requests[0]?.url).toBe('https://tenant.example/oauth/token');
  });
});
