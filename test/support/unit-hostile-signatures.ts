/**
 * "An ID token is not accepted when …": algorithm, signature and header (RFC 7515 section 4; RFC 7518 section 3;
 * RFC 8725 sections 2.1 and 3.1).
 */
import { constants, createHmac, generateKeyPairSync, KeyObject, sign } from 'node:crypto';
import {
  base64url,
  refusedAs,
  type Sign,
  withEncoding,
  withHeader,
  withParts,
  withSignature,
} from './unit-hostile.ts';
import { type Key, publicJwk, type Scenario, signingInput, signRs256 } from './unit-provider.ts';
import { OTHER_KEY } from './unit-sign-in.ts';

const EC = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const ED25519 = generateKeyPairSync('ed25519');

const rsa =
  (hash: string, of?: Key): Sign =>
  (input, key) =>
    sign(hash, input, KeyObject.from((of ?? key).privateKey));
const pss: Sign = (input, { privateKey }) =>
  sign('sha256', input, {
    key: KeyObject.from(privateKey),
    padding: constants.RSA_PKCS1_PSS_PADDING,
    saltLength: constants.RSA_PSS_SALTLEN_DIGEST,
  });
const ecdsa: Sign = (input) => sign('sha256', input, { key: EC.privateKey, dsaEncoding: 'ieee-p1363' });
const eddsa: Sign = (input) => sign(null, input, ED25519.privateKey);
const hmac =
  (hash: string, secret: string | ((publicKey: KeyObject) => string | Buffer)): Sign =>
  (input, { publicKey }) =>
    createHmac(hash, typeof secret === 'string' ? secret : secret(KeyObject.from(publicKey)))
      .update(input)
      .digest();

// What everybody knows of the provider's key, as a careless library would take it for the secret of an HMAC.
const asPem = (key: KeyObject) => key.export({ type: 'spki', format: 'pem' });
const asPkcs1 = (key: KeyObject) => key.export({ type: 'pkcs1', format: 'pem' });
const asDer = (key: KeyObject) => key.export({ type: 'spki', format: 'der' });
const asModulus = (key: KeyObject) => Buffer.from(key.export({ format: 'jwk' }).n ?? '', 'base64url');

const NOT_RS256 = /unexpected JWT "alg"/;
const NOT_SIGNED = /signature verification failed/;

const unsigned = (alg: string) =>
  withParts((_header, payload) => `${base64url(JSON.stringify({ alg, kid: 'unit-key' }))}.${payload}.`);

export const HOSTILE_ALGORITHMS = [
  // Those that an application can be set to at Auth0.
  ...refusedAs('id-token-algorithm', [
    [
      'it is an HMAC of the public key in PEM',
      NOT_RS256,
      withSignature({ alg: 'HS256' }, hmac('sha256', asPem)),
    ],
    [
      'it is an HMAC of the public key in PKCS #1',
      NOT_RS256,
      withSignature({ alg: 'HS256' }, hmac('sha256', asPkcs1)),
    ],
    [
      'it is an HMAC of the public key in DER',
      NOT_RS256,
      withSignature({ alg: 'HS256' }, hmac('sha256', asDer)),
    ],
    ['it is an HMAC of the modulus', NOT_RS256, withSignature({ alg: 'HS256' }, hmac('sha256', asModulus))],
    [
      'it is an HMAC of the client id',
      NOT_RS256,
      withSignature({ alg: 'HS256' }, hmac('sha256', 'unit-client')),
    ],
    ['it is an HMAC of nothing', NOT_RS256, withSignature({ alg: 'HS256' }, hmac('sha256', ''))],
    ['it says PS256 and carries a signature by RS256', NOT_RS256, withHeader({ alg: 'PS256' })],
    ['it is signed by PS256, with the good key', NOT_RS256, withSignature({ alg: 'PS256' }, pss)],
  ]),
  ...refusedAs('id-token-invalid', [
    ['it is unsigned, by "none"', NOT_RS256, unsigned('none')],
    ['it is unsigned, by "None"', NOT_RS256, unsigned('None')],
    ['it is unsigned, by "NONE"', NOT_RS256, unsigned('NONE')],
    ['it is unsigned, by "nOnE"', NOT_RS256, unsigned('nOnE')],
    ['it is unsigned, by an empty algorithm', NOT_RS256, unsigned('')],
    ['it says "none" and carries a good signature', NOT_RS256, withHeader({ alg: 'none' })],
    [
      'it is a long HMAC of the public key',
      NOT_RS256,
      withSignature({ alg: 'HS512' }, hmac('sha512', asPem)),
    ],
    ['it says ES256 and carries a signature by RS256', NOT_RS256, withHeader({ alg: 'ES256' })],
    ['it is signed by ES256', NOT_RS256, withSignature({ alg: 'ES256' }, ecdsa)],
    ['it says EdDSA and carries a signature by RS256', NOT_RS256, withHeader({ alg: 'EdDSA' })],
    ['it is signed by EdDSA', NOT_RS256, withSignature({ alg: 'EdDSA' }, eddsa)],
    ['it says Ed25519 and carries a signature by RS256', NOT_RS256, withHeader({ alg: 'Ed25519' })],
    ['it says ML-DSA-44 and carries a signature by RS256', NOT_RS256, withHeader({ alg: 'ML-DSA-44' })],
    ['it says RS512 and carries a signature by RS256', NOT_RS256, withHeader({ alg: 'RS512' })],
    ['it is signed by RS512, with the good key', NOT_RS256, withSignature({ alg: 'RS512' }, rsa('sha512'))],
    ['it is signed by RS384, with the good key', NOT_RS256, withSignature({ alg: 'RS384' }, rsa('sha384'))],
    ['it is signed by RS1, with the good key', NOT_RS256, withSignature({ alg: 'RS1' }, rsa('sha1'))],
    ['its algorithm is in small letters', NOT_RS256, withHeader({ alg: 'rs256' })],
    ['its algorithm ends with a space', NOT_RS256, withHeader({ alg: 'RS256 ' })],
    ['its algorithm ends with a zero byte', NOT_RS256, withHeader({ alg: 'RS256\0' })],
    ['its algorithm is missing', NOT_RS256, withHeader({ alg: undefined })],
    ['its algorithm is null', NOT_RS256, withHeader({ alg: null })],
    ['its algorithm is a number', NOT_RS256, withHeader({ alg: 256 })],
    ['its algorithm is true', NOT_RS256, withHeader({ alg: true })],
    ['its algorithm is a list', NOT_RS256, withHeader({ alg: ['RS256'] })],
    ['its algorithm is an object', NOT_RS256, withHeader({ alg: { name: 'RS256' } })],
  ]),
];

/** A signature of which `change` is made. */
const bent = (change: (good: Buffer) => Buffer) =>
  withParts((header, payload, signature) =>
    [header, payload, base64url(change(Buffer.from(signature, 'base64url')))].join('.'),
  );

/** Claims changed, or a header, after the token was signed. */
const replaced = (part: 'header' | 'payload', changes: Record<string, unknown>): Scenario => ({
  async signedIdToken(good, key) {
    const [, , signature] = (await signRs256(good, key)).split('.');
    return `${signingInput({ ...good, [part]: { ...good[part], ...changes } })}.${signature}`;
  },
});

export const HOSTILE_SIGNATURES = refusedAs('id-token-invalid', [
  ['it is signed by another key', NOT_SIGNED, withSignature({}, rsa('sha256', OTHER_KEY))],
  ['it is signed by PS256, under the name of RS256', NOT_SIGNED, withSignature({}, pss)],
  ['it is signed by RS512, under the name of RS256', NOT_SIGNED, withSignature({}, rsa('sha512'))],
  ['it is signed by RS1, under the name of RS256', NOT_SIGNED, withSignature({}, rsa('sha1'))],
  ['it is signed by ES256, under the name of RS256', NOT_SIGNED, withSignature({}, ecdsa)],
  ['it is an HMAC, under the name of RS256', NOT_SIGNED, withSignature({}, hmac('sha256', asPem))],
  [
    'its signature is of nothing',
    NOT_SIGNED,
    withSignature({}, (_input, key) => rsa('sha256')(Buffer.alloc(0), key)),
  ],
  [
    'one bit of its signature is wrong',
    NOT_SIGNED,
    bent((good) => Buffer.from(good).fill((good[0] ?? 0) ^ 1, 0, 1)),
  ],
  ['its signature is zero', NOT_SIGNED, bent((good) => Buffer.alloc(good.length))],
  [
    'its signature is one',
    NOT_SIGNED,
    bent((good) => Buffer.concat([Buffer.alloc(good.length - 1), Buffer.of(1)])),
  ],
  ['its signature is as large as can be', NOT_SIGNED, bent((good) => Buffer.alloc(good.length, 0xff))],
  ['its signature lacks the last byte', NOT_SIGNED, bent((good) => good.subarray(0, -1))],
  ['its signature has a byte too many', NOT_SIGNED, bent((good) => Buffer.concat([good, Buffer.alloc(1)]))],
  ['its signature has a zero before it', NOT_SIGNED, bent((good) => Buffer.concat([Buffer.alloc(1), good]))],
  ['its signature is one byte', NOT_SIGNED, bent(() => Buffer.alloc(1))],
  ['its signature is in reverse', NOT_SIGNED, bent((good) => Buffer.from(good).reverse())],
  ['its subject was changed after it was signed', NOT_SIGNED, replaced('payload', { sub: 'auth0|mallory' })],
  ['its header was changed after it was signed', NOT_SIGNED, replaced('header', { typ: 'jwt' })],
]);

const OTHER_JWK = await publicJwk(OTHER_KEY, 'unit-key');
const ELSEWHERE = 'https://attacker.example/keys.json';
const NO_KEY = /no applicable keys found/;
const NO_EXTENSIONS = /no JWT "crit" header parameter extensions are supported/;

/** Signed by a key of the attacker's, which the header offers. Nothing is ever fetched from elsewhere. */
const offering = (changes: Record<string, unknown>) => withSignature(changes, rsa('sha256', OTHER_KEY));

export const HOSTILE_HEADERS = refusedAs('id-token-invalid', [
  ['it brings its own key', NOT_SIGNED, offering({ jwk: OTHER_JWK })],
  ['it brings its own key and names none', NOT_SIGNED, offering({ jwk: OTHER_JWK, kid: undefined })],
  [
    'it brings its own key under a name of its own',
    NO_KEY,
    offering({ jwk: { ...OTHER_JWK, kid: 'own' }, kid: 'own' }),
  ],
  ['it says where its keys are', NOT_SIGNED, offering({ jku: ELSEWHERE })],
  ['it says where its key is, under a name of its own', NO_KEY, offering({ jku: ELSEWHERE, kid: 'own' })],
  ['it says where its certificate is', NOT_SIGNED, offering({ x5u: ELSEWHERE })],
  [
    'it brings its own certificate',
    NOT_SIGNED,
    offering({ x5c: [base64url('certificate')], x5t: 'thumbprint' }),
  ],
  ['the name of its key is an address', NO_KEY, offering({ kid: ELSEWHERE })],
  ['the name of its key is a path', NO_KEY, offering({ kid: '../../../dev/null' })],
  ['the name of its key is unknown', NO_KEY, withHeader({ kid: 'other' })],
  ['the name of its key is written otherwise', NO_KEY, withHeader({ kid: 'Unit-Key' })],
  ['the name of its key is empty', NO_KEY, withHeader({ kid: '' })],
  ['the name of its key is null', NO_KEY, withHeader({ kid: null })],
  ['the name of its key is a number', NO_KEY, withHeader({ kid: 0 })],
  ['the name of its key is a list', NO_KEY, withHeader({ kid: ['unit-key'] })],
  ['the name of its key is an object', NO_KEY, withHeader({ kid: {} })],
  [
    'it needs an extension that nobody knows',
    NO_EXTENSIONS,
    withHeader({ crit: ['http://x.example/'], 'http://x.example/': 1 }),
  ],
  ['it needs what is no extension', NO_EXTENSIONS, withHeader({ crit: ['exp'] })],
  ['its list of extensions is empty', NO_EXTENSIONS, withHeader({ crit: [] })],
  ['its list of extensions is null', NO_EXTENSIONS, withHeader({ crit: null })],
  ['its list of extensions is a text', NO_EXTENSIONS, withHeader({ crit: 'b64' })],
  [
    'its claims are not encoded, which it says to need (RFC 7797)',
    NO_EXTENSIONS,
    withHeader({ b64: false, crit: ['b64'] }),
  ],
  [
    'its claims are not encoded, which it does not say to need',
    /failed to parse JWT Payload/,
    withEncoding(({ header, payload }) => [
      base64url(JSON.stringify({ ...header, b64: false })),
      JSON.stringify(payload).replaceAll('.', '\\u002e'),
    ]),
  ],
]);
