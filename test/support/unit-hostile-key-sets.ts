/** "A key set is not used when …": the keys in it, and how it arrives (RFC 7517 sections 4 and 5). */
import { generateKeyPairSync, KeyObject, sign } from 'node:crypto';
import { brokenOff, halfAnAnswer, never } from './unit-clock.ts';
import { type HostileCase, refusedAs, withHeader, withSignature } from './unit-hostile.ts';
import { html, json, jsonText, publicJwk, type Scenario } from './unit-provider.ts';
import { KEY, OTHER_KEY } from './unit-sign-in.ts';

type Answer = NonNullable<Scenario['keySetResponse']>;
type Jwk = JsonWebKey & { kid?: string };

const answer = (keySetResponse: Answer): Scenario => ({ keySetResponse });

/** The good key with `changes`, alone. */
const changed = (changes: Readonly<Record<string, unknown>>) =>
  answer(({ keys }) => json({ keys: keys.map((jwk) => ({ ...jwk, ...changes })) }));

/** These keys and no others. */
const only = (...keys: unknown[]) => answer(() => json({ keys }));

/** The good key, and `others` beside it. */
const beside = (...others: unknown[]) => answer(({ keys }) => json({ keys: [...keys, ...others] }));

const jwkOf = (key: KeyObject): Jwk => ({ ...key.export({ format: 'jwk' }), kid: 'unit-key' });
const OTHER_JWK = await publicJwk(OTHER_KEY, 'unit-key');
const EC_JWK = jwkOf(generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey);
const ED25519_JWK = jwkOf(generateKeyPairSync('ed25519').publicKey);
const SHORT = generateKeyPairSync('rsa', { modulusLength: 1024 });
const PRIVATE_JWK = jwkOf(KeyObject.from(KEY.privateKey));

/** A thousand keys and more that nobody needs, as a key set might be filled to make it slow. */
const MANY = Array.from({ length: 10_000 }, (_, index) => ({ ...OTHER_JWK, kid: `key-${index}` }));

const NO_KEY = /no applicable keys found/;
const SEVERAL_KEYS = /multiple applicable keys found/;
const NOT_SIGNED = /signature verification failed/;
const TOO_SHORT = /unsupported RSASSA-PKCS1-v1_5 modulusLength/;
const NO_JWK_AT_ALL = /Invalid (keyData|JWK)/;

export const HOSTILE_KEYS: readonly HostileCase[] = [
  ...refusedAs('id-token-invalid', [
    ['it is empty', NO_KEY, only()],
    ['its key is for encryption', NO_KEY, changed({ use: 'enc' })],
    ['its key is for nothing', NO_KEY, changed({ use: '' })],
    ['its key is for null', NO_KEY, changed({ use: null })],
    ['its key is for a list of uses', NO_KEY, changed({ use: ['sig'] })],
    ['its key may encrypt, not verify', NO_KEY, changed({ key_ops: ['encrypt', 'wrapKey'] })],
    ['its key may do nothing', NO_KEY, changed({ key_ops: [] })],
    ['its key may only sign', NO_KEY, changed({ key_ops: ['sign'] })],
    ['its key is for RS512', NO_KEY, changed({ alg: 'RS512' })],
    ['its key is for PS256', NO_KEY, changed({ alg: 'PS256' })],
    ['its key is for RSA-OAEP', NO_KEY, changed({ alg: 'RSA-OAEP' })],
    ['its key is for null as an algorithm', NO_KEY, changed({ alg: null })],
    ['its key has another type', NO_KEY, changed({ kty: 'EC' })],
    ['its key has the type in small letters', NO_KEY, changed({ kty: 'rsa' })],
    ['its key has no type', NO_KEY, changed({ kty: undefined })],
    ['its key is a secret', NO_KEY, only({ kty: 'oct', k: 'c2VjcmV0', kid: 'unit-key' })],
    ['its key is an elliptic one', NO_KEY, only(EC_JWK)],
    ['its key is an Edwards one', NO_KEY, only(ED25519_JWK)],
    ['its key has another name', NO_KEY, changed({ kid: 'other' })],
    ['its key has no name, and the ID token names one', NO_KEY, changed({ kid: undefined })],
    ['its key has a number for a name', NO_KEY, changed({ kid: 7 })],
    ['its key is of somebody else', NOT_SIGNED, only(OTHER_JWK)],
    ['its key has an empty exponent', NOT_SIGNED, changed({ e: '' })],
    ['its keys have one name, two of them', SEVERAL_KEYS, beside(OTHER_JWK)],
    ['it has the key twice', SEVERAL_KEYS, answer(({ keys }) => json({ keys: [...keys, ...keys] }))],
    [
      'it has several keys, and the ID token names none',
      SEVERAL_KEYS,
      { ...withHeader({ kid: undefined }), ...beside({ ...OTHER_JWK, kid: 'other' }) },
    ],
    ['it has the key before the rotation alone', NO_KEY, only({ ...OTHER_JWK, kid: 'former' })],
    ['it has ten thousand keys, and none of the name', NO_KEY, only(...MANY)],
    [
      'it has the list twice, an empty one last',
      NO_KEY,
      answer(({ keys }) => jsonText(`{"keys":${JSON.stringify(keys)},"keys":[]}`)),
    ],
  ]),
  ...refusedAs('token-response-invalid', [
    ['its key has a modulus of three bytes', TOO_SHORT, changed({ n: 'AQAB' })],
    ['its key has a number for a modulus', TOO_SHORT, changed({ n: 7 })],
    ['its key has a modulus that is not base64url', TOO_SHORT, changed({ n: '!!!!' })],
    ['its key has no modulus', NO_JWK_AT_ALL, changed({ n: undefined })],
    ['its key has no exponent', NO_JWK_AT_ALL, changed({ e: undefined })],
    ['its key is a private one', /Unsupported key usage/, only({ ...PRIVATE_JWK, alg: 'RS256', use: 'sig' })],
    ['its key may do what is no list', /key_ops.*is not a function/, changed({ key_ops: { 0: 'verify' } })],
    [
      'its key has 1024 bits',
      TOO_SHORT,
      {
        ...withSignature({}, (input) => sign('sha256', input, SHORT.privateKey)),
        ...only(jwkOf(SHORT.publicKey)),
      },
    ],
  ]),
];

const ELSEWHERE = 'https://attacker.example/keys.json';
const status = (code: number) => answer(({ keys }) => json({ keys }, { status: code }));
const redirected = (to: string) =>
  answer(() => new Response(null, { status: 302, headers: { location: to } }));
const text = (body: string) => answer(() => jsonText(body));

const UNEXPECTED_STATUS = /unexpected HTTP status code/;
const NOT_JSON = /failed to parse "response" body as JSON/;
const NO_OBJECT = /"response" body must be a top level object/;
const NO_LIST = /"keys" property must be an array/;
const NO_JWK = /"keys" property members must be JWK formatted objects/;

export const HOSTILE_KEY_SETS: readonly HostileCase[] = [
  ...refusedAs('token-response-invalid', [
    ['it is a page', /content-type must be application\/json/, answer(() => html(200))],
    ['it is a page that is named JSON', NOT_JSON, text('<!doctype html>')],
    ['it is nothing', NOT_JSON, text('')],
    ['it is cut off', NOT_JSON, text('{"keys":[')],
    ['it is null', NO_OBJECT, text('null')],
    ['it is a text', NO_OBJECT, text('"keys"')],
    ['it is a list of keys', NO_OBJECT, answer(({ keys }) => json(keys))],
    ['it is one key', NO_LIST, answer(({ keys: [jwk] }) => json(jwk))],
    ['its list is a text', NO_LIST, text('{"keys":"none"}')],
    ['its list is null', NO_LIST, text('{"keys":null}')],
    ['its list is an object', NO_LIST, answer(({ keys }) => json({ keys: { ...keys, length: 1 } }))],
    [
      'its list is in its prototype',
      NO_LIST,
      answer((good) => jsonText(`{"__proto__":${JSON.stringify(good)}}`)),
    ],
    ['it has null beside the key', NO_JWK, beside(null)],
    ['it has a text beside the key', NO_JWK, beside('key')],
    ['it has a list beside the key', NO_JWK, beside([])],
    ['it redirects elsewhere', UNEXPECTED_STATUS, redirected(ELSEWHERE)],
    ['it redirects to itself', UNEXPECTED_STATUS, redirected('https://tenant.example/.well-known/jwks.json')],
    ['it was created', UNEXPECTED_STATUS, status(201)],
    ['it is a part of one', UNEXPECTED_STATUS, status(206)],
    ['it has not changed', UNEXPECTED_STATUS, answer(() => new Response(null, { status: 304 }))],
    ['nobody may see it', UNEXPECTED_STATUS, status(403)],
    ['it is not there', UNEXPECTED_STATUS, answer(() => html(404))],
  ]),
  ...refusedAs('tenant-failed', [
    ['it was asked for too often', /status 429/, status(429)],
    ['the tenant fails', /status 500/, status(500)],
    ['the tenant is not there', /status 503/, answer(() => html(503))],
  ]),
  ...refusedAs('tenant-unreachable', [
    ['it never comes', /Failed to fetch/, answer(() => Promise.reject(new TypeError('Failed to fetch')))],
    ['it takes too long', /timed out/, answer((_good, request) => never(request))],
    ['its end takes too long', NOT_JSON, answer((_good, request) => halfAnAnswer(request))],
    ['it breaks off', NOT_JSON, answer(() => brokenOff())],
  ]),
];
