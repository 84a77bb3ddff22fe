/**
 * What a sign-in refuses, a row for each rule, and what it accepts although it looks odd (OpenID Connect Core 3.1.3.3
 * and 3.1.3.7; RFC 6749 sections 5.1 and 5.2; RFC 7515; RFC 7517; RFC 7519; RFC 8725). Names in brackets are those of
 * the OpenID Foundation's tests of relying parties: https://openid.net/certification/connect_rp_testing/
 */
import { createHash, createHmac, generateKeyPairSync, KeyObject, sign } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Config } from '../../../src/sdk/config.ts';
import { brokenOff, giveClockBack, halfAnAnswer, never, takeClock } from '../../support/unit/clock.ts';
import { unitConfig } from '../../support/unit/config.ts';
import {
  base64url,
  type HostileCase,
  NOON_IN_SECONDS,
  refusedAs,
  withClaims,
  withClaimsText,
  withHeader,
  withParts,
  withSignature,
  withTokens,
} from '../../support/unit/hostile.ts';
import { html, json, jsonText, publicJwk, type Scenario, signRs256 } from '../../support/unit/provider.ts';
import { expectTenantAlone, failToSignIn, KEY, OTHER_KEY, signIn } from '../../support/unit/sign-in.ts';

const answer = (tokenResponse: NonNullable<Scenario['tokenResponse']>): Scenario => ({ tokenResponse });
const text = (body: string, status?: number) => answer(() => jsonText(body, status));
const error = (body: unknown, status: number) => answer(() => json(body, { status }));
const offline = () => Promise.reject(new TypeError('Failed to fetch'));

/** The good answer under another status. */
const wrapped = (status: number): Scenario => ({ tokens: (good) => json(good, { status }) });

/** The good answer with `members`, JSON text, at its end: the last of two members of one name counts. */
const endingWith = (members: string): Scenario => ({
  tokens: (good) => jsonText(JSON.stringify(good).replace(/\}$/, `,${members}}`)),
});

const NOT_JSON = /failed to parse "response" body as JSON/;
const NOT_NAMED_JSON = /content-type must be application\/json/;
const NO_OBJECT = /"response" body must be a top level object/;
const UNEXPECTED_STATUS = /unexpected HTTP status code/;
const AN_ERROR = /server responded with an error in the response body/;
const NEGATIVE = /must be a non-negative number/;

const HOSTILE_ANSWERS: readonly HostileCase[] = [
  ...refusedAs('token-response-invalid', [
    ['it is a page', NOT_NAMED_JSON, answer(() => html(200))],
    ['it is not JSON', NOT_JSON, text('<!doctype html>')],
    ['it is a list', NO_OBJECT, text('[]')],
    ['it is an error under status 200', /"access_token"/, text('{"error":"invalid_grant"}')],
    ['its status is not 200', UNEXPECTED_STATUS, wrapped(201)],
    ['it redirects elsewhere', UNEXPECTED_STATUS, redirected('https://attacker.example/oauth/token')],
    ['it redirects to itself', UNEXPECTED_STATUS, redirected('https://tenant.example/oauth/token')],
    ['it is 403 invalid_grant', AN_ERROR, error({ error: 'invalid_grant' }, 403)],
    ['it is 401 invalid_client', AN_ERROR, error({ error: 'invalid_client' }, 401)],
    ['it lacks the access token', /"access_token"/, withTokens({ access_token: undefined })],
    ['its access token is a number', /"access_token"/, withTokens({ access_token: 7 })],
    ['its access token comes twice, an empty one last', /"access_token"/, endingWith('"access_token":""')],
    ['it lacks the ID token', /"id_token"/, withTokens({ id_token: undefined })],
    ['its refresh token is empty', /"refresh_token"/, withTokens({ refresh_token: '' })],
    ['its scope is a list', /"scope"/, withTokens({ scope: ['openid'] })],
    ['its token type is unknown', /unsupported `token_type`/, withTokens({ token_type: 'mac' })],
    ['its token type is not ours', /The token type is dpop/, withTokens({ token_type: 'DPoP' })],
    ['its lifetime is negative', NEGATIVE, withTokens({ expires_in: -1 })],
    ['its lifetime is infinite', /must be a number/, endingWith('"expires_in":1e999')],
  ]),
  ...refusedAs('tenant-failed', [
    ['it is 429', /status 429/, error({ error: 'too_many_requests' }, 429)],
    ['it is good under status 500', /status 500/, wrapped(500)],
    ['it is a 503 page', /status 503/, answer(() => html(503))],
  ]),
  ...refusedAs('tenant-unreachable', [
    ['it never comes', /Failed to fetch/, answer(offline)],
    ['it takes too long', /timed out/, answer(never)],
    ['its end takes too long', NOT_JSON, answer(halfAnAnswer)],
    ['it breaks off', NOT_JSON, answer(brokenOff)],
  ]),
];

function redirected(location: string): Scenario {
  return answer(() => new Response(null, { status: 307, headers: { location } }));
}

const NOT_A_JWT = /Invalid JWT/;
const NOT_WRITTEN_SO = /not written as it should be/;
const NOT_RS256 = /unexpected JWT "alg"/;
const NOT_SIGNED = /signature verification failed/;
const NO_KEY = /no applicable keys found/;
const NO_EXTENSIONS = /no JWT "crit" header parameter extensions are supported/;
const EC = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const ELSEWHERE = 'https://attacker.example/keys.json';
const OTHER_JWK = await publicJwk(OTHER_KEY, 'unit-key');

/** An HMAC by what everybody knows of the provider's key. */
const hmac = (input: Buffer) =>
  createHmac('sha256', KeyObject.from(KEY.publicKey).export({ type: 'spki', format: 'pem' }))
    .update(input)
    .digest();
const ecdsa = (input: Buffer) => sign('sha256', input, { key: EC.privateKey, dsaEncoding: 'ieee-p1363' });
const byAnotherKey = (input: Buffer) => sign('sha256', input, KeyObject.from(OTHER_KEY.privateKey));

/** Signed by a key of the attacker's, which the header offers. */
const offering = (changes: Record<string, unknown>) => withSignature(changes, byAnotherKey);

const claim = (name: string) => new RegExp(`"${name}" .*claim`);
const FOR_ANOTHER = /it is for another application/;
const YEAR_IN_SECONDS = 365 * 86_400;

const PAST = /expiration is past current timestamp/;
const NO_MOMENT = /its times are wrong/;
const OTHER_ORGANIZATION = /it is for another organization/;
const BY_ID = unitConfig({ organization: 'org_AbCdEf0123456789' });
const BY_NAME = unitConfig({ organization: 'acme' });

const HOSTILE_ID_TOKENS: readonly HostileCase[] = [
  // Algorithms that an Auth0 application can be set to have a code of their own.
  ...refusedAs('id-token-algorithm', [
    ['it is an HMAC by the public key (invalid-sig-hs256)', NOT_RS256, withSignature({ alg: 'HS256' }, hmac)],
    ['it says PS256', NOT_RS256, withHeader({ alg: 'PS256' })],
  ]),
  ...refusedAs('id-token-invalid', [
    ['it is no JWT', NOT_A_JWT, withParts(() => 'no JWT at all')],
    [
      'it is encrypted',
      /JWE decryption is not configured/,
      withParts((...parts) => `${parts.join('.')}.a.b`),
    ],
    ['its signature is padded', NOT_WRITTEN_SO, withParts((...parts) => `${parts.join('.')}==`)],
    ['its signature is missing', NOT_WRITTEN_SO, withParts((header, payload) => `${header}.${payload}.`)],
    ['there is a line break after it', NOT_WRITTEN_SO, withParts((...parts) => `${parts.join('.')}\n`)],
    ['its header is a list', /JWT Header must be/, { idToken: (good) => ({ ...good, header: '[]' }) }],
    ['its claims are null', /JWT Payload must be/, { idToken: (good) => ({ ...good, payload: 'null' }) }],
    ['it is unsigned (idtoken-sig-none)', NOT_RS256, withSignature({ alg: 'none' }, () => Buffer.from('x'))],
    ['it is signed by ES256 (invalid-sig-es256)', NOT_RS256, withSignature({ alg: 'ES256' }, ecdsa)],
    ['its algorithm is missing', NOT_RS256, withHeader({ alg: undefined })],
    ['it is an HMAC under the name of RS256', NOT_SIGNED, withSignature({}, hmac)],
    ['it is signed by another key (invalid-sig-rs256)', NOT_SIGNED, withSignature({}, byAnotherKey)],
    [
      'its subject was changed after it was signed',
      NOT_SIGNED,
      withParts((header, payload, signature) => {
        const claims = JSON.parse(Buffer.from(payload, 'base64url').toString());
        return `${header}.${base64url(JSON.stringify({ ...claims, sub: 'auth0|mallory' }))}.${signature}`;
      }),
    ],
    ['it brings its own key', NOT_SIGNED, offering({ jwk: OTHER_JWK })],
    ['it says where its keys are', NOT_SIGNED, offering({ jku: ELSEWHERE, x5u: ELSEWHERE })],
    ['the name of its key is unknown', NO_KEY, withHeader({ kid: ELSEWHERE })],
    ['it needs an extension', NO_EXTENSIONS, withHeader({ crit: ['b64'], b64: false })],
    ['it has no issuer', claim('iss'), withClaims({ iss: undefined })],
    ['its issuer is another (invalid-iss)', claim('iss'), withClaims({ iss: 'https://tenant.example/1' })],
    ['its issuer lacks the trailing slash', claim('iss'), withClaims({ iss: 'https://tenant.example' })],
    ['it has no audience (missing-aud)', claim('aud'), withClaims({ aud: undefined })],
    ['it is for another client (invalid-aud)', claim('aud'), withClaims({ aud: 'unit-client1' })],
    ['it is for others too', /additional untrusted audiences/, withClaims({ aud: ['unit-client', 'other'] })],
    [
      'it is for others too, though this client is its party',
      /it is for others too/,
      withClaims({ aud: ['unit-client', 'other'], azp: 'unit-client' }),
    ],
    ['its party is another client', FOR_ANOTHER, withClaims({ azp: 'other' })],
    ['it has no subject (missing-sub)', claim('sub'), withClaims({ sub: undefined })],
    ['its subject comes twice, an empty one last', /it names nobody/, withClaimsText('"sub":""')],
    ['it has no end', claim('exp'), withClaims({ exp: undefined })],
    ['it has expired', PAST, withClaims({ exp: NOON_IN_SECONDS - 60 })],
    ['its end is a text', claim('exp'), withClaims({ exp: String(NOON_IN_SECONDS + 60) })],
    ['its end is infinite', NO_MOMENT, withClaimsText('"exp":1e999')],
    ['its end is in milliseconds', NO_MOMENT, withClaims({ exp: (NOON_IN_SECONDS + 36_000) * 1000 })],
    ['its end is eleven years away', NO_MOMENT, withClaims({ exp: NOON_IN_SECONDS + 11 * YEAR_IN_SECONDS })],
    ['its end is that of time itself', NO_MOMENT, withClaims({ exp: 8_640_000_000_000 })],
    ['it does not say when it was issued (missing-iat)', claim('iat'), withClaims({ iat: undefined })],
    ['it is issued in the future', /issued in the future/, withClaims({ iat: NOON_IN_SECONDS + 61 })],
    ['it is not valid yet', claim('nbf'), withClaims({ nbf: NOON_IN_SECONDS + 61 })],
    ['its authentication was before 1970', NEGATIVE, withClaims({ auth_time: -1 })],
    ['it has no nonce', claim('nonce'), withClaims({ nonce: undefined })],
    ['its nonce is another (nonce-invalid)', claim('nonce'), withClaims({ nonce: 'other' })],
    ['its hash is of another access token', /another access token/, withClaims({ at_hash: hashOf('other') })],
    ['it is for another organization', OTHER_ORGANIZATION, withClaims({ org_id: 'org_Other' }), BY_ID],
    ['it is for no organization', OTHER_ORGANIZATION, withClaims({ org_id: undefined }), BY_ID],
    ['its organization has another name', OTHER_ORGANIZATION, withClaims({ org_name: 'other' }), BY_NAME],
    [
      'the name of its organization is missing',
      /it has an org_id and no org_name/,
      withClaims({ org_id: 'org_AbCdEf0123456789', org_name: undefined }),
      BY_NAME,
    ],
  ]),
];

/** `at_hash` of `token` (OpenID Connect Core 3.1.3.6). */
function hashOf(token: string): string {
  return base64url(createHash('sha256').update(token).digest().subarray(0, 16));
}

const keySet = (keySetResponse: NonNullable<Scenario['keySetResponse']>): Scenario => ({ keySetResponse });

/** The good key with `changes`, and `others` beside it. */
const keys = (changes: Readonly<Record<string, unknown>>, others: readonly unknown[] = []) =>
  keySet(({ keys: good }) => json({ keys: [...good.map((jwk) => ({ ...jwk, ...changes })), ...others] }));

const only = (...all: unknown[]) => keySet(() => json({ keys: all }));
const jwkOf = (key: KeyObject) => ({ ...key.export({ format: 'jwk' }), kid: 'unit-key' });
const SHORT = generateKeyPairSync('rsa', { modulusLength: 1024 });
const SEVERAL_KEYS = /multiple applicable keys found/;

const HOSTILE_KEY_SETS: readonly HostileCase[] = [
  ...refusedAs('id-token-invalid', [
    ['it is empty', NO_KEY, only()],
    ['its key is for encryption', NO_KEY, keys({ use: 'enc' })],
    ['its key is for another algorithm', NO_KEY, keys({ alg: 'PS256' })],
    ['its key is a secret', NO_KEY, only({ kty: 'oct', k: 'c2VjcmV0', kid: 'unit-key' })],
    ['its key is an elliptic one', NO_KEY, only(jwkOf(EC.publicKey))],
    ['its key has another name', NO_KEY, keys({ kid: 'other' })],
    ['its key is of somebody else', NOT_SIGNED, only(OTHER_JWK)],
    ['it has two keys of one name', SEVERAL_KEYS, keys({}, [OTHER_JWK])],
    [
      'it has several keys, and the ID token names none (kid-absent-multiple-jwks)',
      SEVERAL_KEYS,
      { ...withHeader({ kid: undefined }), ...keys({}, [{ ...OTHER_JWK, kid: 'other' }]) },
    ],
  ]),
  ...refusedAs('token-response-invalid', [
    [
      'its key has 1024 bits',
      /modulusLength/,
      {
        ...withSignature({}, (input) => sign('sha256', input, SHORT.privateKey)),
        ...only(jwkOf(SHORT.publicKey)),
      },
    ],
    ['it is a page', NOT_NAMED_JSON, keySet(() => html(200))],
    ['it is not JSON', NOT_JSON, keySet(() => jsonText('{"keys":['))],
    ['it has no list of keys', /"keys" property must be an array/, keySet(() => json({ keys: 'none' }))],
    ['it has null beside the key', /members must be JWK/, keys({}, [null])],
    [
      'it redirects elsewhere',
      UNEXPECTED_STATUS,
      keySet(() => new Response(null, { status: 302, headers: { location: ELSEWHERE } })),
    ],
    ['it is not there', UNEXPECTED_STATUS, keySet(() => html(404))],
  ]),
  ...refusedAs('tenant-failed', [
    ['it was asked for too often', /status 429/, keySet((good) => json(good, { status: 429 }))],
    ['the tenant fails', /status 500/, keySet((good) => json(good, { status: 500 }))],
  ]),
  ...refusedAs('tenant-unreachable', [
    ['it never comes', /Failed to fetch/, keySet(offline)],
    ['it takes too long', /timed out/, keySet((_good, request) => never(request))],
    ['its end takes too long', NOT_JSON, keySet((_good, request) => halfAnAnswer(request))],
    ['it breaks off', NOT_JSON, keySet(() => brokenOff())],
  ]),
];

/** What is right by the standards: a tenant's next release must not lock everybody out. */
const UNUSUAL: readonly [name: string, scenario: Scenario, config?: Config][] = [
  ['the token type is in capitals (RFC 6749 section 5.1)', withTokens({ token_type: 'BEARER' })],
  ['the lifetime is a number in a text', withTokens({ expires_in: '3600' })],
  ['the lifetime is longer than time', withTokens({ expires_in: 1e308 })],
  ['the answer has members that nobody knows', withTokens({ id_token_hint: 'x', error: null })],
  ['the header has parameters that nobody knows', withHeader({ typ: undefined, 'x-tenant': { a: 1 } })],
  ['the header names other keys, which are not looked at', withHeader({ jku: ELSEWHERE, jwk: OTHER_JWK })],
  ['this client is the only one in a list of audiences', withClaims({ aud: ['unit-client'] })],
  ['a claim comes twice, the good one last', withClaimsText('"sub":"","sub":"auth0|1"')],
  ['the ID token was issued a minute ahead', withClaims({ iat: NOON_IN_SECONDS + 60 })],
  ['the ID token ended less than a minute ago', withClaims({ exp: NOON_IN_SECONDS - 59 })],
  ['the ID token ends in nine years', withClaims({ exp: NOON_IN_SECONDS + 9 * YEAR_IN_SECONDS })],
  [
    'the hash is of the access token',
    { ...withClaims({ at_hash: hashOf('a') }), ...withTokens({ access_token: 'a' }) },
  ],
  ['an organization is named that nobody asked for', withClaims({ org_id: 'org_Other', org_name: 'other' })],
  ['the organization is the one that was asked for by id', {}, BY_ID],
  [
    'the organization is the one that was asked for by name',
    withClaims({ org_name: 'acme' }),
    unitConfig({ organization: 'Acme' }),
  ],
  [
    'the ID token names no key, and there is only one (kid-absent-single-jwks)',
    withHeader({ kid: undefined }),
  ],
  ['the key says neither its use nor its algorithm', keys({ use: undefined, alg: undefined })],
  [
    'there are keys beside it that nobody can use (RFC 7517 section 5)',
    keys({}, [{ kty: 'made-up', kid: 'later' }, { kty: 'EC', crv: 'P-1024', kid: 'curve' }, {}]),
  ],
  [
    'the key changed just before the signing (signing-key-rotation-just-before-signing)',
    {
      signedIdToken: ({ header, payload }) =>
        signRs256({ header: { ...header, kid: 'next' }, payload }, OTHER_KEY),
      ...keys({}, [{ ...OTHER_JWK, kid: 'next' }]),
    },
  ],
];

beforeEach(takeClock);
afterEach(giveClockBack);

describe.each([
  ['an answer of the token endpoint is not used when', HOSTILE_ANSWERS],
  ['an ID token is not accepted when', HOSTILE_ID_TOKENS],
  ['a key set is not used when', HOSTILE_KEY_SETS],
])('%s', (_sentence, cases) => {
  it.each(cases)('%s: %s', async (_name, code, reason, scenario, config = unitConfig()) => {
    const { error: refusal } = await failToSignIn(scenario, config);
    expect(refusal.code).toBe(code);
    const said = [refusal.message, refusal.cause instanceof Error ? refusal.cause.message : ''].join('\n');
    expect(said).toMatch(reason);
  });
});

it.each(UNUSUAL)('a sign-in succeeds when %s', async (_name, scenario, config = unitConfig()) => {
  const { provider, result } = signIn(scenario, config);
  expect((await result).idTokenPayload.sub).toMatch(/^auth0\|/);
  expectTenantAlone(provider, config);
});

it('no client secret is sent: an extension keeps none (RFC 6749 section 2.1)', async () => {
  const { provider, result } = signIn();
  await result;
  const sent = provider.requests.map(({ init }) => [
    new Headers(init.headers).has('authorization'),
    [...new URLSearchParams(String(init.body ?? '')).keys()].filter((name) => /secret|assertion/.test(name)),
  ]);
  expect(sent).toEqual([
    [false, []],
    [false, []],
  ]);
});
