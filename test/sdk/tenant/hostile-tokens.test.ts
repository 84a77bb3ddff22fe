/**
 * What a sign-in refuses: one row for each rule that our code adds to `oauth4webapi` or configures in it. The library is
 * certified for the others: https://openid.net/certification/
 */
import { createHash, createHmac, KeyObject, sign } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Config } from '../../../src/sdk/config.ts';
import type { ErrorCode } from '../../../src/sdk/errors.ts';
import { brokenResponse, neverResponds, useFakeClock, useRealClock } from '../../support/unit/clock.ts';
import { unitConfig } from '../../support/unit/config.ts';
import {
  base64url,
  NOON_IN_SECONDS,
  withClaims,
  withHeader,
  withSignature,
  withTokens,
} from '../../support/unit/hostile.ts';
import { html, json, publicJwk, type Scenario } from '../../support/unit/provider.ts';
import { expectTenantAlone, failToSignIn, KEY, OTHER_KEY, signIn } from '../../support/unit/sign-in.ts';

type Row = [name: string, code: ErrorCode, reason: RegExp, scenario: Scenario, config?: Config];

const BY_ID = unitConfig({ organization: 'org_AbCdEf0123456789' });
const BY_NAME = unitConfig({ organization: 'acme' });
const ELSEWHERE = 'https://attacker.example/keys.json';
const OTHER_JWK = await publicJwk(OTHER_KEY, 'unit-key');

const tokenResponse = (respond: NonNullable<Scenario['tokenResponse']>): Scenario => ({
  tokenResponse: respond,
});
const keySet = (respond: NonNullable<Scenario['keySetResponse']>): Scenario => ({ keySetResponse: respond });
const offline = () => Promise.reject(new TypeError('Failed to fetch'));
const redirect = () => new Response(null, { status: 307, headers: { location: ELSEWHERE } });
const hashOf = (token: string) => base64url(createHash('sha256').update(token).digest().subarray(0, 16));

/** An HMAC with the provider's public key as the secret. */
const hmac = (input: Buffer) =>
  createHmac('sha256', KeyObject.from(KEY.publicKey).export({ type: 'spki', format: 'pem' }))
    .update(input)
    .digest();
const byAnotherKey = (input: Buffer) => sign('sha256', input, KeyObject.from(OTHER_KEY.privateKey));

const RESPONSES: readonly Row[] = [
  ['is a page', 'token-response-invalid', /content-type/, tokenResponse(() => html(200))],
  ['redirects elsewhere', 'token-response-invalid', /unexpected HTTP status/, tokenResponse(redirect)],
  [
    'is an error',
    'token-response-invalid',
    /responded with an error/,
    tokenResponse(() => json({ error: 'invalid_grant' }, { status: 403 })),
  ],
  ['lacks the ID token', 'token-response-invalid', /"id_token"/, withTokens({ id_token: undefined })],
  [
    'has another token type',
    'token-response-invalid',
    /token type is dpop/,
    withTokens({ token_type: 'DPoP' }),
  ],
  ['is 429', 'tenant-failed', /status 429/, tokenResponse(() => html(429))],
  ['is 503', 'tenant-failed', /status 503/, tokenResponse(() => html(503))],
  ['never comes', 'tenant-unreachable', /Failed to fetch/, tokenResponse(offline)],
  ['takes too long', 'tenant-unreachable', /timed out/, tokenResponse(neverResponds)],
  ['breaks off', 'tenant-unreachable', /failed to parse/, tokenResponse(brokenResponse)],
];

/** Parts that are no JSON. */
const NO_JSON = 'aGVhZGVy.cGF5bG9hZA.c2lnbmF0dXJl';
const OTHER_ORGANIZATION = /it is for another organization/;

const ID_TOKENS: readonly Row[] = [
  ['is an HMAC by the public key', 'id-token-algorithm', /"alg"/, withSignature({ alg: 'HS256' }, hmac)],
  ['names PS256', 'id-token-algorithm', /"alg"/, withHeader({ alg: 'PS256' })],
  ['is unsigned', 'id-token-invalid', /"alg"/, withSignature({ alg: 'none' }, () => Buffer.from('x'))],
  [
    'is signed by another key, which its header offers',
    'id-token-invalid',
    /signature verification failed/,
    withSignature({ jwk: OTHER_JWK, jku: ELSEWHERE }, byAnotherKey),
  ],
  [
    'has another issuer',
    'id-token-invalid',
    /"iss" .*claim/,
    withClaims({ iss: 'https://tenant.example/1' }),
  ],
  ['is for another client', 'id-token-invalid', /"aud" .*claim/, withClaims({ aud: 'unit-client1' })],
  [
    'is for another client too',
    'id-token-invalid',
    /it is for others too/,
    withClaims({ aud: ['unit-client', 'other'], azp: 'unit-client' }),
  ],
  [
    'is encrypted',
    'id-token-invalid',
    /JWE decryption/,
    { signedIdToken: async () => `${NO_JSON}.aXY.dGFn` },
  ],
  ['has a header that is no JSON', 'id-token-invalid', /parse/, { signedIdToken: async () => NO_JSON }],
  ['names another party', 'id-token-invalid', /for another application/, withClaims({ azp: 'other' })],
  ['has an empty subject', 'id-token-invalid', /it has no subject/, withClaims({ sub: '' })],
  ['has expired', 'id-token-invalid', /expiration/, withClaims({ exp: NOON_IN_SECONDS - 60 })],
  [
    'ends in milliseconds',
    'id-token-invalid',
    /its times are wrong/,
    withClaims({ exp: NOON_IN_SECONDS * 1000 }),
  ],
  ['was issued before 1970', 'id-token-invalid', /its times are wrong/, withClaims({ iat: -1 })],
  ['is issued in the future', 'id-token-invalid', /in the future/, withClaims({ iat: NOON_IN_SECONDS + 61 })],
  ['has another nonce', 'id-token-invalid', /"nonce" .*claim/, withClaims({ nonce: 'other' })],
  [
    'belongs to another access token',
    'id-token-invalid',
    /another access token/,
    withClaims({ at_hash: hashOf('x') }),
  ],
  [
    'is for another organization',
    'id-token-invalid',
    OTHER_ORGANIZATION,
    withClaims({ org_id: 'org_B' }),
    BY_ID,
  ],
  [
    'is for no organization',
    'id-token-invalid',
    OTHER_ORGANIZATION,
    withClaims({ org_id: undefined }),
    BY_ID,
  ],
  [
    'names another organization',
    'id-token-invalid',
    OTHER_ORGANIZATION,
    withClaims({ org_name: 'other' }),
    BY_NAME,
  ],
];

const KEY_SETS: readonly Row[] = [
  ['is empty', 'id-token-invalid', /no applicable keys/, keySet(() => json({ keys: [] }))],
  [
    'has another key',
    'id-token-invalid',
    /signature verification/,
    keySet(() => json({ keys: [OTHER_JWK] })),
  ],
  ['redirects elsewhere', 'token-response-invalid', /unexpected HTTP status/, keySet(redirect)],
  ['is a page', 'token-response-invalid', /content-type/, keySet(() => html(200))],
  ['fails', 'tenant-failed', /status 500/, keySet((good) => json(good, { status: 500 }))],
  ['never comes', 'tenant-unreachable', /Failed to fetch/, keySet(offline)],
];

/** What is right by the standards: a later release of the tenant must not lock users out. */
const UNUSUAL: readonly [name: string, scenario: Scenario, config?: Config][] = [
  ['the ID token was issued a minute ahead', withClaims({ iat: NOON_IN_SECONDS + 60 })],
  ['the ID token ended less than a minute ago', withClaims({ exp: NOON_IN_SECONDS - 59 })],
  [
    'the hash is of the access token',
    { ...withClaims({ at_hash: hashOf('a') }), ...withTokens({ access_token: 'a' }) },
  ],
  ['an organization is named that was not requested', withClaims({ org_id: 'org_B', org_name: 'other' })],
  ['the organization was requested by ID', {}, BY_ID],
  [
    'the organization was requested by its name in capitals',
    withClaims({ org_name: 'acme' }),
    unitConfig({ organization: 'Acme' }),
  ],
  ['the ID token names no key, and there is one', withHeader({ kid: undefined })],
];

beforeEach(useFakeClock);
afterEach(useRealClock);

describe.each([
  ['a token response that', RESPONSES],
  ['an ID token that', ID_TOKENS],
  ['a key set that', KEY_SETS],
])('%s', (_subject, rows) => {
  it.each(rows)('%s is refused as %s', async (_name, code, reason, scenario, config = unitConfig()) => {
    const { error } = await failToSignIn(scenario, config);
    expect(error.code).toBe(code);
    expect([error.message, error.cause instanceof Error ? error.cause.message : ''].join('\n')).toMatch(
      reason,
    );
  });
});

it.each(UNUSUAL)('a sign-in succeeds if %s', async (_name, scenario, config = unitConfig()) => {
  const { provider, result } = signIn(scenario, config);
  expect((await result).idTokenPayload.sub).toMatch(/^auth0\|/);
  expectTenantAlone(provider, config);
});
