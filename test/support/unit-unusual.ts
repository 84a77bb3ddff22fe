/**
 * "A sign-in succeeds when …": what looks hostile, or merely odd, and is right by the standards. Such answers must
 * not be refused, or a tenant's next release locks everybody out.
 */
import { createHash } from 'node:crypto';
import { unitConfig } from './unit-config.ts';
import {
  base64url,
  NOON_IN_SECONDS,
  withClaims,
  withClaimsText,
  withHeader,
  withHeaderText,
  withTokens,
} from './unit-hostile.ts';
import { json, jsonText, publicJwk, type Scenario, signRs256 } from './unit-provider.ts';
import { OTHER_KEY } from './unit-sign-in.ts';

/** An answer that must be used. `name` ends the sentence. */
export type UnusualCase = [name: string, scenario: Scenario, config?: ReturnType<typeof unitConfig>];

const ELSEWHERE = 'https://attacker.example/keys.json';
const OTHER_JWK = await publicJwk(OTHER_KEY, 'unit-key');

const rewritten = (change: (good: string) => string): Scenario => ({
  tokens: (good) => jsonText(change(JSON.stringify(good))),
});

export const UNUSUAL_ANSWERS: readonly UnusualCase[] = [
  ['the token type is in small letters (RFC 6749 section 5.1)', withTokens({ token_type: 'bearer' })],
  ['the token type is in capitals', withTokens({ token_type: 'BEARER' })],
  ['the lifetime is a number in a text', withTokens({ expires_in: '3600' })],
  ['the lifetime is longer than time', withTokens({ expires_in: 1e308 })],
  ['there are members that nobody knows', withTokens({ id_token_hint: 'x', error: null })],
  ['a member comes twice, the good one last', rewritten((good) => good.replace('{', '{"access_token":7,'))],
  ['a mark of the byte order is before the answer', rewritten((good) => `\ufeff${good}`)],
  [
    'the answer is JSON and is named otherwise',
    { tokens: (good) => new Response(JSON.stringify(good), { headers: { 'content-type': 'text/plain' } }) },
  ],
];

const HASH_OF_CHOSEN = base64url(createHash('sha256').update('chosen').digest().subarray(0, 16));

export const UNUSUAL_ID_TOKENS: readonly UnusualCase[] = [
  ['the header names no type', withHeader({ typ: undefined })],
  ['the header has parameters that nobody knows (RFC 7515 section 4)', withHeader({ 'x-tenant': { a: 1 } })],
  ['the header names other keys, which are not looked at', withHeader({ jku: ELSEWHERE, x5u: ELSEWHERE })],
  ['the header brings another key, which is not looked at', withHeader({ jwk: OTHER_JWK })],
  ['the header knows of claims that are not encoded, and these are', withHeader({ b64: false })],
  ['the header says the algorithm twice, ours last', withHeaderText('"alg":"none","alg":"RS256"')],
  ['this client is the only one in a list of audiences', withClaims({ aud: ['unit-client'] })],
  ['this client is the authorized party', withClaims({ azp: 'unit-client' })],
  ['a claim comes twice, the good one last (RFC 7519 section 4)', withClaimsText('"sub":"","sub":"auth0|1"')],
  ['there are claims that nobody knows', withClaimsText('"constructor":1,"__proto__":{"azp":"other"}')],
  ['the ID token was issued a minute ahead', withClaims({ iat: NOON_IN_SECONDS + 60 })],
  ['the ID token was issued in 1970', withClaims({ iat: 0 })],
  ['the ID token ended less than a minute ago', withClaims({ exp: NOON_IN_SECONDS - 59 })],
  ['the ID token ends with time itself', withClaims({ exp: 8_640_000_000_000 })],
  ['the ID token is valid in a minute', withClaims({ nbf: NOON_IN_SECONDS + 60 })],
  ['the ID token says when the person signed in', withClaims({ auth_time: NOON_IN_SECONDS - 86_400 })],
  [
    'its hash is of the access token',
    { ...withClaims({ at_hash: HASH_OF_CHOSEN }), ...withTokens({ access_token: 'chosen' }) },
  ],
  [
    'the ID token is of an organization that nobody asked for',
    withClaims({ org_id: 'org_Other', org_name: 'other' }),
  ],
  [
    'the ID token is of the organization that was asked for by id',
    {},
    unitConfig({ organization: 'org_AbCdEf0123456789' }),
  ],
  [
    'the ID token is of the organization that was asked for by name',
    withClaims({ org_id: 'org_AbCdEf0123456789', org_name: 'acme' }),
    unitConfig({ organization: 'Acme' }),
  ],
  ['the ID token names no key, and there is only one', withHeader({ kid: undefined })],
];

/** The good key with `changes`, and `others` beside it. */
const keys = (changes: Readonly<Record<string, unknown>>, others: readonly unknown[] = []): Scenario => ({
  keySetResponse: ({ keys: good }) =>
    json({ keys: [...good.map((jwk) => ({ ...jwk, ...changes })), ...others] }),
});

/** What a tenant may publish for others: types, algorithms and curves that nobody here knows. RFC 7517 section 5 */
const UNUSABLE = [
  { kty: 'AKP', alg: 'ML-DSA-1', pub: 'AQAB', kid: 'later' },
  { kty: 'made-up', kid: 'made-up' },
  { kty: 'EC', crv: 'P-1024', x: 'AQAB', y: 'AQAB', kid: 'curve' },
  { kty: 'RSA', alg: 'RS1024', n: 'AQAB', e: 'AQAB', kid: 'unit-key' },
  { kty: 'oct', k: 'AQAB', kid: 'unit-key' },
  {},
];

export const UNUSUAL_KEY_SETS: readonly UnusualCase[] = [
  ['the key says neither its use nor its algorithm', keys({ use: undefined, alg: undefined })],
  ['the key says that it verifies', keys({ key_ops: ['verify'] })],
  ['the key has members that nobody knows', keys({ x5c: ['certificate'], ext: false, exp: 1 })],
  ['there are keys beside it that nobody can use', keys({}, UNUSABLE)],
  [
    'there are ten thousand keys beside it',
    keys(
      {},
      Array.from({ length: 10_000 }, (_, index) => ({ ...OTHER_JWK, kid: `key-${index}` })),
    ),
  ],
  ['there is a key of its name beside it that encrypts', keys({}, [{ ...OTHER_JWK, use: 'enc' }])],
  [
    'the key set is named as what it is',
    {
      keySetResponse: (good) =>
        json(good, { headers: { 'content-type': 'application/jwk-set+json; charset=utf-8' } }),
    },
  ],
  [
    'the key changed during the sign-in, and the set has the new one beside the former',
    {
      signedIdToken: ({ header, payload }) =>
        signRs256({ header: { ...header, kid: 'next' }, payload }, OTHER_KEY),
      ...keys({}, [{ ...OTHER_JWK, kid: 'next' }]),
    },
  ],
  [
    'the key changed during the sign-in, and the set has the new one alone',
    {
      signedIdToken: ({ header, payload }) =>
        signRs256({ header: { ...header, kid: 'next' }, payload }, OTHER_KEY),
      keySetResponse: () => json({ keys: [{ ...OTHER_JWK, kid: 'next' }] }),
    },
  ],
];
