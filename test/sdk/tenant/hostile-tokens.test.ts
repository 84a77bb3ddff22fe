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

type Row = [name: string, reason: RegExp, scenario: Scenario, config?: Config];

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

/** Rows by the code of the error. `reason` matches the error's message and the message of its cause. */
type Rows = Partial<Record<ErrorCode, readonly Row[]>>;

const RESPONSES: Rows = {
  'token-response-invalid': [
    ['is a page', /content-type/, tokenResponse(() => html(200))],
    ['redirects', /unexpected HTTP status/, tokenResponse(redirect)],
    ['is an error', /responded with/, tokenResponse(() => json({ error: 'invalid_grant' }, { status: 403 }))],
    ['has no ID token', /"id_token"/, withTokens({ id_token: undefined })],
    ['has another token type', /token type is dpop/, withTokens({ token_type: 'DPoP' })],
  ],
  'tenant-failed': [
    ['is 429', /status 429/, tokenResponse(() => html(429))],
    ['is 503', /status 503/, tokenResponse(() => html(503))],
  ],
  'tenant-unreachable': [
    ['never arrives', /Failed to fetch/, tokenResponse(offline)],
    ['times out', /timed out/, tokenResponse(neverResponds)],
    ['is interrupted', /failed to parse/, tokenResponse(brokenResponse)],
  ],
};

/** Parts that are not JSON. */
const NO_JSON = 'aGVhZGVy.cGF5bG9hZA.c2lnbmF0dXJl';
const OTHER_ORGANIZATION = /it is for another organization/;

const ID_TOKENS: Rows = {
  'id-token-algorithm': [
    ['is an HMAC with the public key', /"alg"/, withSignature({ alg: 'HS256' }, hmac)],
    ['has the algorithm PS256', /"alg"/, withHeader({ alg: 'PS256' })],
  ],
  'id-token-invalid': [
    ['is unsigned', /"alg"/, withSignature({ alg: 'none' }, () => Buffer.from('x'))],
    [
      'is signed with another key, which its header offers',
      /signature verification failed/,
      withSignature({ jwk: OTHER_JWK, jku: ELSEWHERE }, byAnotherKey),
    ],
    ['has another issuer', /"iss" .*claim/, withClaims({ iss: 'https://tenant.example/1' })],
    ['is for another client', /"aud" .*claim/, withClaims({ aud: 'unit-client1' })],
    [
      'is for another client too',
      /for others/,
      withClaims({ aud: ['unit-client', 'x'], azp: 'unit-client' }),
    ],
    ['is encrypted', /JWE decryption/, { signedIdToken: async () => `${NO_JSON}.aXY.dGFn` }],
    ['has a header that is not JSON', /parse/, { signedIdToken: async () => NO_JSON }],
    ['has another authorized party', /for another application/, withClaims({ azp: 'other' })],
    ['has an empty subject', /it has no subject/, withClaims({ sub: '' })],
    ['has expired', /expiration/, withClaims({ exp: NOON_IN_SECONDS - 60 })],
    ['expires in milliseconds', /its times are wrong/, withClaims({ exp: NOON_IN_SECONDS * 1000 })],
    ['was issued before 1970', /its times are wrong/, withClaims({ iat: -1 })],
    ['was issued in the future', /in the future/, withClaims({ iat: NOON_IN_SECONDS + 61 })],
    ['has another nonce', /"nonce" .*claim/, withClaims({ nonce: 'other' })],
    ['has the hash of another access token', /another access/, withClaims({ at_hash: hashOf('x') })],
    ['is for another organization', OTHER_ORGANIZATION, withClaims({ org_id: 'org_B' }), BY_ID],
    ['is for no organization', OTHER_ORGANIZATION, withClaims({ org_id: undefined }), BY_ID],
    ['names another organization', OTHER_ORGANIZATION, withClaims({ org_name: 'other' }), BY_NAME],
  ],
};

const KEY_SETS: Rows = {
  'id-token-invalid': [
    ['is empty', /no applicable keys/, keySet(() => json({ keys: [] }))],
    ['has another key', /signature verification/, keySet(() => json({ keys: [OTHER_JWK] }))],
  ],
  'token-response-invalid': [
    ['redirects', /unexpected HTTP status/, keySet(redirect)],
    ['is a page', /content-type/, keySet(() => html(200))],
  ],
  'tenant-failed': [['fails', /status 500/, keySet((good) => json(good, { status: 500 }))]],
  'tenant-unreachable': [['never arrives', /Failed to fetch/, keySet(offline)]],
};

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
  ['a token response', RESPONSES],
  ['an ID token', ID_TOKENS],
  ['a key set', KEY_SETS],
])('%s', (_subject, table) => {
  const rows = Object.entries(table).flatMap(([code, list]) =>
    list.map(([name, reason, scenario, config = unitConfig()]) => ({ code, name, reason, scenario, config })),
  );

  it.each(rows)('is rejected with $code if it $name', async ({ code, reason, scenario, config }) => {
    const { error } = await failToSignIn(scenario, config);
    expect(error.code).toBe(code);
    const cause = error.cause instanceof Error ? error.cause.message : '';
    expect(`${error.message}\n${cause}`).toMatch(reason);
  });
});

it.each(UNUSUAL)('a sign-in succeeds if %s', async (_name, scenario, config = unitConfig()) => {
  const { provider, result } = signIn(scenario, config);
  expect((await result).idTokenPayload.sub).toMatch(/^auth0\|/);
  expectTenantAlone(provider, config);
});
