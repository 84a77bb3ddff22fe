/** "An answer of the token endpoint is not used when …" (RFC 6749 sections 5.1 and 5.2; OpenID Connect Core 3.1.3.3). */
import { brokenOff, halfAnAnswer, never } from './unit-clock.ts';
import { type HostileCase, refusedAs, withTokens } from './unit-hostile.ts';
import { html, json, jsonText, type Scenario } from './unit-provider.ts';

const answer = (tokenResponse: NonNullable<Scenario['tokenResponse']>): Scenario => ({ tokenResponse });
const text = (body: string, status?: number) => answer(() => jsonText(body, status));
const error = (body: unknown, status: number) => answer(() => json(body, { status }));

/** The good answer, of which `change` makes another text. */
const rewritten = (change: (good: string) => string): Scenario => ({
  tokens: (good) => jsonText(change(JSON.stringify(good))),
});

/** The good answer under another status, or with other headers. */
const wrapped = (init: ResponseInit): Scenario => ({ tokens: (good) => json(good, init) });

/** The good answer with `members`, JSON text, at its end: the last of two members of one name counts. */
const endingWith = (members: string) => rewritten((good) => good.replace(/\}$/, () => `,${members}}`));

/** A row for each value of the wrong type. `name` begins the sentence: "its access token". */
function ofWrongType(
  name: string,
  member: string,
  reason: RegExp,
  values: Readonly<Record<string, unknown>>,
): readonly HostileCase[] {
  return refusedAs(
    'token-response-invalid',
    Object.entries(values).map(([kind, value]) => [
      `${name} is ${kind}`,
      reason,
      withTokens({ [member]: value }),
    ]),
  );
}

const NO_TEXT = { 'a number': 7, null: null, true: true, 'a list': ['x'], 'an object': {} };
const NO_NUMBER = {
  'a word': 'soon',
  empty: '',
  null: null,
  true: true,
  'an empty list': [],
  'an object': {},
};

const mustBeText = (member: string) => new RegExp(`"${member}" property must be a string`);
const mustNotBeEmpty = (member: string) => new RegExp(`"${member}" property must not be empty`);
const MUST_BE_A_NUMBER = /"expires_in" property must be a number/;
const MUST_NOT_BE_NEGATIVE = /"expires_in" property must be a non-negative number/;
const UNSUPPORTED_TYPE = /unsupported `token_type` value/;

export const HOSTILE_TOKENS: readonly HostileCase[] = [
  ...refusedAs('token-response-invalid', [
    ['it lacks the access token', mustBeText('access_token'), withTokens({ access_token: undefined })],
    ['its access token is empty', mustNotBeEmpty('access_token'), withTokens({ access_token: '' })],
    [
      'its access token comes twice, an empty one last',
      mustNotBeEmpty('access_token'),
      endingWith('"access_token":""'),
    ],
    ['it lacks the ID token', mustBeText('id_token'), withTokens({ id_token: undefined })],
    ['its ID token is empty', mustNotBeEmpty('id_token'), withTokens({ id_token: '' })],
    ['its refresh token is empty', mustNotBeEmpty('refresh_token'), withTokens({ refresh_token: '' })],
    ['it lacks the token type', mustBeText('token_type'), withTokens({ token_type: undefined })],
    ['its token type is empty', mustNotBeEmpty('token_type'), withTokens({ token_type: '' })],
    ['its token type is unknown', UNSUPPORTED_TYPE, withTokens({ token_type: 'mac' })],
    ['its token type is N_A', UNSUPPORTED_TYPE, withTokens({ token_type: 'N_A' })],
    ['its token type ends with a space', UNSUPPORTED_TYPE, withTokens({ token_type: 'Bearer ' })],
    ['its token type is a name of every object', UNSUPPORTED_TYPE, withTokens({ token_type: 'constructor' })],
    ['its token type is not ours', /The token type is dpop/, withTokens({ token_type: 'DPoP' })],
    ['its lifetime is negative', MUST_NOT_BE_NEGATIVE, withTokens({ expires_in: -1 })],
    ['its lifetime is negative, as a text', MUST_NOT_BE_NEGATIVE, withTokens({ expires_in: '-3600' })],
    ['its lifetime is infinite, by 1e999', MUST_BE_A_NUMBER, endingWith('"expires_in":1e999')],
    ['its lifetime is minus infinity, by -1e999', MUST_BE_A_NUMBER, endingWith('"expires_in":-1e999')],
    ['its lifetime is infinite, as a word', MUST_BE_A_NUMBER, withTokens({ expires_in: 'Infinity' })],
  ]),
  ...refusedAs('id-token-invalid', [
    ['its ID token comes twice, another one last', /Invalid JWT/, endingWith('"id_token":"other"')],
  ]),
  ...ofWrongType('its access token', 'access_token', mustBeText('access_token'), NO_TEXT),
  ...ofWrongType('its ID token', 'id_token', mustBeText('id_token'), NO_TEXT),
  ...ofWrongType('its refresh token', 'refresh_token', mustBeText('refresh_token'), NO_TEXT),
  ...ofWrongType('its token type', 'token_type', mustBeText('token_type'), NO_TEXT),
  ...ofWrongType('its scope', 'scope', mustBeText('scope'), NO_TEXT),
  ...ofWrongType('its lifetime', 'expires_in', MUST_BE_A_NUMBER, NO_NUMBER),
];

const NOT_JSON = /failed to parse "response" body as JSON/;
const NOT_NAMED_JSON = /content-type must be application\/json/;
const NO_OBJECT = /"response" body must be a top level object/;
const UNEXPECTED_STATUS = /unexpected HTTP status code/;
const AN_ERROR = /server responded with an error in the response body/;

export const HOSTILE_BODIES: readonly HostileCase[] = [
  ...refusedAs('token-response-invalid', [
    ['it is a page', NOT_NAMED_JSON, answer(() => html(200))],
    ['it is a page that is named JSON', NOT_JSON, text('<!doctype html><title>Hello</title>')],
    ['it is a form', NOT_NAMED_JSON, answer(() => new Response(new URLSearchParams({ access_token: 'x' })))],
    ['it is a form that is named JSON', NOT_JSON, text('access_token=x&token_type=bearer')],
    ['it has no name and is nothing', NOT_NAMED_JSON, answer(() => new Response(null))],
    ['it is nothing', NOT_JSON, text('')],
    ['it is cut off', NOT_JSON, rewritten((good) => good.slice(0, -1))],
    ['there is something after it', NOT_JSON, rewritten((good) => `${good};`)],
    ['it comes twice', NOT_JSON, rewritten((good) => `${good}${good}`)],
    ['it has a guard before it', NOT_JSON, rewritten((good) => `)]}',\n${good}`)],
    ['it is a call', NOT_JSON, rewritten((good) => `callback(${good})`)],
    ['its quotes are single ones', NOT_JSON, rewritten((good) => good.replaceAll('"', "'"))],
    ['its lifetime is NaN', NOT_JSON, endingWith('"expires_in":NaN')],
    ['it is null', NO_OBJECT, text('null')],
    ['it is true', NO_OBJECT, text('true')],
    ['it is a number', NO_OBJECT, text('200')],
    ['it is a list', NO_OBJECT, rewritten((good) => `[${good}]`)],
    ['it is JSON within a text', NO_OBJECT, rewritten((good) => JSON.stringify(good))],
    ['it is an empty object', mustBeText('access_token'), text('{}')],
    [
      'its members are in its prototype',
      mustBeText('access_token'),
      rewritten((good) => `{"__proto__":${good}}`),
    ],
    [
      'its members are one step deeper',
      mustBeText('access_token'),
      rewritten((good) => `{"tokens":${good}}`),
    ],
    ['it is an error under status 200', mustBeText('access_token'), text('{"error":"invalid_grant"}')],
  ]),
  ...refusedAs('token-response-invalid', [
    ['it was created', UNEXPECTED_STATUS, wrapped({ status: 201 })],
    ['it was accepted for later', UNEXPECTED_STATUS, wrapped({ status: 202 })],
    ['it has no content', UNEXPECTED_STATUS, answer(() => new Response(null, { status: 204 }))],
    ['it is a part of one', UNEXPECTED_STATUS, wrapped({ status: 206 })],
    ['it is good and refused', UNEXPECTED_STATUS, wrapped({ status: 400 })],
    ['it redirects elsewhere', UNEXPECTED_STATUS, redirected('https://attacker.example/oauth/token')],
    ['it redirects to itself', UNEXPECTED_STATUS, redirected('https://tenant.example/oauth/token')],
    ['it is a 400 page', NOT_NAMED_JSON, answer(() => html(400))],
    ['it is a 404 page', NOT_NAMED_JSON, answer(() => html(404))],
    ['it is a 400 without a word', UNEXPECTED_STATUS, text('', 400)],
    ['it is an error that is no text', UNEXPECTED_STATUS, error({ error: 7 }, 400)],
    ['it is an error that is empty', UNEXPECTED_STATUS, error({ error: '' }, 400)],
    [
      'it is 403 invalid_grant',
      AN_ERROR,
      error({ error: 'invalid_grant', error_description: 'Invalid authorization code' }, 403),
    ],
    ['it is 401 invalid_client', AN_ERROR, error({ error: 'invalid_client' }, 401)],
    [
      'it is 401 with a challenge',
      /server responded with a challenge/,
      answer(() =>
        json(
          { error: 'invalid_client' },
          { status: 401, headers: { 'www-authenticate': 'Basic realm="x"' } },
        ),
      ),
    ],
    [
      'it is good, with a challenge and a refusal',
      /server responded with a challenge/,
      wrapped({ status: 401, headers: { 'www-authenticate': 'DPoP error="use_dpop_nonce"' } }),
    ],
  ]),
  ...refusedAs('tenant-failed', [
    ['it is 429 too_many_requests', /status 429/, error({ error: 'too_many_requests' }, 429)],
    ['it is a 500 page', /status 500/, answer(() => html(500))],
    ['it is good under status 500', /status 500/, wrapped({ status: 500 })],
    ['it is a 503 in JSON', /status 503/, error({ error: 'unavailable' }, 503)],
  ]),
  ...refusedAs('tenant-unreachable', [
    ['it never comes', /Failed to fetch/, answer(() => Promise.reject(new TypeError('Failed to fetch')))],
    ['it takes too long', /timed out/, answer(never)],
    ['its end takes too long', NOT_JSON, answer(halfAnAnswer)],
    ['it breaks off', NOT_JSON, answer(brokenOff)],
  ]),
];

function redirected(location: string): Scenario {
  return answer(() => new Response(null, { status: 307, headers: { location } }));
}
