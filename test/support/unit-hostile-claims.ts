/** "An ID token is not accepted when …": its claims (OpenID Connect Core 2 and 3.1.3.7; RFC 7519 section 4.1). */
import { createHash } from 'node:crypto';
import { unitConfig } from './unit-config.ts';
import {
  base64url,
  type HostileCase,
  NOON_IN_SECONDS,
  refusedAs,
  withClaims,
  withClaimsText,
  withTokens,
} from './unit-hostile.ts';
import type { Scenario } from './unit-provider.ts';

const HOUR = 3600;

/** A row for each value that is of the wrong type for `claim`. `name` begins the sentence: "its issuer". */
function ofWrongType(
  name: string,
  claim: string,
  reason: RegExp | ((value: unknown) => RegExp),
  values: Readonly<Record<string, unknown>>,
): readonly HostileCase[] {
  return refusedAs(
    'id-token-invalid',
    Object.entries(values).map(([kind, value]) => [
      `${name} is ${kind}`,
      typeof reason === 'function' ? reason(value) : reason,
      withClaims({ [claim]: value }),
    ]),
  );
}

const NO_TEXT = { 'a number': 7, null: null, true: true, 'a list': ['x'], 'an object': { 0: 'x' } };
const NO_NUMBER = {
  'a text': String(NOON_IN_SECONDS),
  null: null,
  true: true,
  'a list': [1],
  'an object': {},
};

const missing = (claim: string) => new RegExp(`JWT "${claim}" \\(.*\\) claim missing`);
const wrongType = (claim: string) => new RegExp(`unexpected JWT "${claim}" \\(.*\\) claim type`);
const unexpected = (claim: string) => new RegExp(`unexpected JWT "${claim}" \\(.*\\) claim value`);

const NOT_OUR_NONCE = /unexpected ID Token "nonce" claim value/;
const ADDITIONAL = /includes additional untrusted audiences/;
const OTHER_PARTY = /unexpected ID Token "azp"/;
const FOR_OTHERS = /it is for others too/;
const FOR_ANOTHER = /it is for another application/;
const NO_MOMENT = /its times are wrong/;

export const HOSTILE_PARTIES: readonly HostileCase[] = [
  ...refusedAs('id-token-invalid', [
    ['it has no issuer', missing('iss'), withClaims({ iss: undefined })],
    ['its issuer is another', unexpected('iss'), withClaims({ iss: 'https://other.example/' })],
    ['its issuer is empty', unexpected('iss'), withClaims({ iss: '' })],
    ['its issuer lacks the trailing slash', unexpected('iss'), withClaims({ iss: 'https://tenant.example' })],
    ['its issuer has a path', unexpected('iss'), withClaims({ iss: 'https://tenant.example/x/' })],
    ['its issuer has a port', unexpected('iss'), withClaims({ iss: 'https://tenant.example:443/' })],
    ['its issuer is on plain http', unexpected('iss'), withClaims({ iss: 'http://tenant.example/' })],
    ['its issuer is in capitals', unexpected('iss'), withClaims({ iss: 'https://TENANT.example/' })],
    ['its issuer ends with a space', unexpected('iss'), withClaims({ iss: 'https://tenant.example/ ' })],
    [
      'its issuer begins like ours',
      unexpected('iss'),
      withClaims({ iss: 'https://tenant.example.attacker.example/' }),
    ],
    [
      'its issuer is named twice, the other one last',
      unexpected('iss'),
      withClaimsText('"iss":"https://other.example/"'),
    ],
    ['it has no audience', missing('aud'), withClaims({ aud: undefined })],
    ['it is for another client', unexpected('aud'), withClaims({ aud: 'other' })],
    ['its audience is empty', unexpected('aud'), withClaims({ aud: '' })],
    ['its audience is in capitals', unexpected('aud'), withClaims({ aud: 'UNIT-CLIENT' })],
    ['its audience begins like us', unexpected('aud'), withClaims({ aud: 'unit-client-2' })],
    [
      'its audience is a text with us among others',
      unexpected('aud'),
      withClaims({ aud: 'unit-client other' }),
    ],
    ['its list of audiences is empty', unexpected('aud'), withClaims({ aud: [] })],
    [
      'its audiences do not have this client among them',
      unexpected('aud'),
      withClaims({ aud: ['other', 'another'] }),
    ],
    ['its audience is a list within a list', unexpected('aud'), withClaims({ aud: [['unit-client']] })],
    ['its audience is an object in a list', unexpected('aud'), withClaims({ aud: [{ id: 'unit-client' }] })],
    [
      'it has a foreign audience beside this client',
      ADDITIONAL,
      withClaims({ aud: ['unit-client', 'other'] }),
    ],
    [
      'it has no audience beside this client, in a list',
      ADDITIONAL,
      withClaims({ aud: ['unit-client', null] }),
    ],
    [
      'it has this client twice for an audience',
      ADDITIONAL,
      withClaims({ aud: ['unit-client', 'unit-client'] }),
    ],
    [
      'it has a foreign audience, though this client is its party',
      FOR_OTHERS,
      withClaims({ aud: ['unit-client', 'other'], azp: 'unit-client' }),
    ],
    [
      'it has a foreign audience and a foreign party',
      OTHER_PARTY,
      withClaims({ aud: ['unit-client', 'other'], azp: 'other' }),
    ],
    ['its audience is named twice, the other one last', unexpected('aud'), withClaimsText('"aud":"other"')],
    ['its party is another client', FOR_ANOTHER, withClaims({ azp: 'other' })],
    [
      'its party is another client, with this one alone in a list of audiences',
      FOR_ANOTHER,
      withClaims({ aud: ['unit-client'], azp: 'other' }),
    ],
    ['its party is empty', FOR_ANOTHER, withClaims({ azp: '' })],
    ['its party is in capitals', FOR_ANOTHER, withClaims({ azp: 'UNIT-CLIENT' })],
    [
      'its party is named twice, the other one last',
      FOR_ANOTHER,
      withClaimsText('"azp":"unit-client","azp":"other"'),
    ],
    ['it names nobody', missing('sub'), withClaims({ sub: undefined })],
    ['its subject is empty', /it names nobody/, withClaims({ sub: '' })],
    ['its subject is named twice, nobody last', /it names nobody/, withClaimsText('"sub":""')],
    [
      'it names somebody in its prototype alone',
      missing('sub'),
      withoutSubject('"__proto__":{"sub":"auth0|mallory"}'),
    ],
  ]),
  ...ofWrongType('its issuer', 'iss', wrongType('iss'), NO_TEXT),
  ...ofWrongType(
    'its audience',
    'aud',
    (value) => (Array.isArray(value) ? unexpected('aud') : wrongType('aud')),
    NO_TEXT,
  ),
  ...ofWrongType('its party', 'azp', FOR_ANOTHER, { ...NO_TEXT, 'a list with us in it': ['unit-client'] }),
  ...ofWrongType('its subject', 'sub', wrongType('sub'), NO_TEXT),
];

function withoutSubject(members: string): Scenario {
  return {
    idToken: ({ header, payload: { sub: _, ...payload } }) => ({
      header,
      payload: JSON.stringify(payload).replace(/\}$/, `,${members}}`),
    }),
  };
}

const PAST = /expiration is past current timestamp/;

/** NumericDate (RFC 7519 section 2), as far as a clock can show it. */
export const HOSTILE_TIMES: readonly HostileCase[] = [
  ...refusedAs('id-token-invalid', [
    ['it has no end', missing('exp'), withClaims({ exp: undefined })],
    ['it has expired', PAST, withClaims({ exp: NOON_IN_SECONDS - 60 })],
    ['it ended in 1970', PAST, withClaims({ exp: 0 })],
    ['it ended before 1970', PAST, withClaims({ exp: -NOON_IN_SECONDS })],
    ['its end is minus infinity, by -1e999', PAST, withClaimsText('"exp":-1e999')],
    ['its end is not whole', NO_MOMENT, withClaims({ exp: NOON_IN_SECONDS + HOUR + 0.5 })],
    ['its end is infinite, by 1e999', NO_MOMENT, withClaimsText('"exp":1e999')],
    ['its end is at 1e308', NO_MOMENT, withClaimsText('"exp":1e308')],
    ['its end is more than a number can count', NO_MOMENT, withClaimsText('"exp":9007199254740993')],
    ['its end is the largest number that counts', NO_MOMENT, withClaims({ exp: Number.MAX_SAFE_INTEGER })],
    ['its end is a second later than any date', NO_MOMENT, withClaims({ exp: 8_640_000_000_001 })],
    ['its end is said twice, the past one last', PAST, withClaimsText('"exp":1')],
    ['it does not say when it was issued', missing('iat'), withClaims({ iat: undefined })],
    ['it is issued in the future', /it was issued in the future/, withClaims({ iat: NOON_IN_SECONDS + 61 })],
    [
      'its issue is in milliseconds',
      /it was issued in the future/,
      withClaims({ iat: NOON_IN_SECONDS * 1000 }),
    ],
    ['its issue is before 1970', NO_MOMENT, withClaims({ iat: -1 })],
    ['its issue is not whole', NO_MOMENT, withClaims({ iat: NOON_IN_SECONDS - 0.5 })],
    ['its issue is infinite, by 1e999', NO_MOMENT, withClaimsText('"iat":1e999')],
    ['its issue is minus infinity, by -1e999', NO_MOMENT, withClaimsText('"iat":-1e999')],
    ['its issue is at 1e308', NO_MOMENT, withClaimsText('"iat":1e308')],
    ['its issue is more than a number can count', NO_MOMENT, withClaimsText('"iat":9007199254740993')],
    ['it is not valid yet', unexpected('nbf'), withClaims({ nbf: NOON_IN_SECONDS + 61 })],
    ['it is never valid, by 1e999', unexpected('nbf'), withClaimsText('"nbf":1e999')],
    ['it is valid since minus infinity', NO_MOMENT, withClaimsText('"nbf":-1e999')],
    ['it is valid since before 1970', NO_MOMENT, withClaims({ nbf: -1 })],
    ['it is valid since no whole second', NO_MOMENT, withClaims({ nbf: NOON_IN_SECONDS - 0.5 })],
    [
      'its authentication was before 1970',
      /"auth_time" .* must be a non-negative number/,
      withClaims({ auth_time: -1 }),
    ],
    [
      'its authentication is infinite, by 1e999',
      /"auth_time" .* must be a number/,
      withClaimsText('"auth_time":1e999'),
    ],
    ['its authentication is at 1e308', NO_MOMENT, withClaimsText('"auth_time":1e308')],
  ]),
  ...ofWrongType('its end', 'exp', wrongType('exp'), NO_NUMBER),
  ...ofWrongType('its issue', 'iat', wrongType('iat'), NO_NUMBER),
  ...ofWrongType('its beginning', 'nbf', wrongType('nbf'), NO_NUMBER),
  ...ofWrongType('its authentication', 'auth_time', /"auth_time" .* must be a number/, NO_NUMBER),
];

const CHOSEN = 'chosen-access-token';
const OTHER_TOKEN = /it belongs to another access token/;
const BY_ID = unitConfig({ organization: 'org_AbCdEf0123456789' });
const BY_NAME = unitConfig({ organization: 'acme' });
const OTHER_ORGANIZATION = /it is for another organization/;

/** `at_hash` of `token`, for as many bytes as `length` says (OpenID Connect Core 3.1.3.6). */
const hashOf = (token: string, length = 16, hash = 'sha256') =>
  base64url(createHash(hash).update(token).digest().subarray(0, length));

/** An access token of the test's choice, and whatever is said to be its hash. */
const hashed = (atHash: string): Scenario => ({
  ...withClaims({ at_hash: atHash }),
  ...withTokens({ access_token: CHOSEN }),
});

/** What binds an ID token to the request, to its access token and to the organization. */
export const HOSTILE_BINDINGS: readonly HostileCase[] = [
  ...refusedAs('id-token-invalid', [
    ['it has no nonce', missing('nonce'), withClaims({ nonce: undefined })],
    ['its nonce is another', NOT_OUR_NONCE, withClaims({ nonce: 'other' })],
    ['its nonce is empty', NOT_OUR_NONCE, withClaims({ nonce: '' })],
    ['its nonce is in capitals', NOT_OUR_NONCE, withNonce((good) => good.toUpperCase())],
    ['its nonce is longer', NOT_OUR_NONCE, withNonce((good) => `${good}1`)],
    ['its nonce is shorter', NOT_OUR_NONCE, withNonce((good) => good.slice(0, -1))],
    ['its nonce is ours in a list', NOT_OUR_NONCE, withNonce((good) => [good])],
    ['its nonce is said twice, the other one last', NOT_OUR_NONCE, withClaimsText('"nonce":"other"')],
    ['its hash is of another access token', OTHER_TOKEN, hashed(hashOf('another-access-token'))],
    ['its hash is not halved', OTHER_TOKEN, hashed(hashOf(CHOSEN, 32))],
    ['its hash is by SHA-512', OTHER_TOKEN, hashed(hashOf(CHOSEN, 32, 'sha512'))],
    ['its hash is padded', OTHER_TOKEN, hashed(`${hashOf(CHOSEN)}==`)],
    ['its hash is the access token', OTHER_TOKEN, hashed(CHOSEN)],
    ['its hash is empty', OTHER_TOKEN, withClaims({ at_hash: '' })],
    ['it is for another organization', OTHER_ORGANIZATION, withClaims({ org_id: 'org_Other' }), BY_ID],
    ['it is for no organization', OTHER_ORGANIZATION, withClaims({ org_id: undefined }), BY_ID],
    [
      'it is for the organization in capitals',
      OTHER_ORGANIZATION,
      withClaims({ org_id: 'ORG_ABCDEF0123456789' }),
      BY_ID,
    ],
    [
      'it is for a list of organizations',
      OTHER_ORGANIZATION,
      withClaims({ org_id: ['org_AbCdEf0123456789'] }),
      BY_ID,
    ],
    [
      'it is for an organization of another name',
      OTHER_ORGANIZATION,
      withClaims({ org_name: 'other' }),
      BY_NAME,
    ],
    [
      'the name of its organization is missing',
      /it has an org_id and no org_name/,
      withClaims({ org_name: undefined }),
      BY_NAME,
    ],
    [
      'the name of its organization is a list',
      OTHER_ORGANIZATION,
      withClaims({ org_name: ['acme'] }),
      BY_NAME,
    ],
  ]),
  ...ofWrongType('its nonce', 'nonce', NOT_OUR_NONCE, NO_TEXT),
  ...ofWrongType('its hash', 'at_hash', OTHER_TOKEN, NO_TEXT),
];

function withNonce(change: (good: string) => unknown): Scenario {
  return {
    idToken: ({ header, payload }) => ({
      header,
      payload: { ...payload, nonce: change(String(payload.nonce)) },
    }),
  };
}
