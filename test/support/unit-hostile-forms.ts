/**
 * "An ID token is not accepted when …": its parts, and how they are written (RFC 7515 sections 2, 3.1 and 5.2;
 * RFC 7519 sections 4 and 7.2).
 */
import {
  base64url,
  type HostileCase,
  refusedAs,
  withClaimsText,
  withEncoding,
  withHeaderText,
  withParts,
} from './unit-hostile.ts';
import type { Scenario } from './unit-provider.ts';

const NOT_A_JWT = /Invalid JWT/;
const NOT_WRITTEN_SO = /not written as it should be/;
const NOT_A_HEADER = /failed to parse JWT Header/;
const NOT_CLAIMS = /failed to parse JWT Payload/;
const NO_OBJECT_FOR_A_HEADER = /JWT Header must be a top level object/;
const NO_OBJECT_FOR_CLAIMS = /JWT Payload must be a top level object/;

/** Some decoders take what the form forbids, and some do not: browsers that know `Uint8Array.fromBase64` refuse "+". */
const NOT_BASE64URL = /not written as it should be|as base64url encoded JSON/;

export const HOSTILE_PARTS = refusedAs('id-token-invalid', [
  ['it is no JWT at all', NOT_A_JWT, withParts(() => 'no JWT at all')],
  ['it has one part', NOT_A_JWT, withParts((header) => header)],
  ['it has two parts', NOT_A_JWT, withParts((header, payload) => `${header}.${payload}`)],
  ['it has four parts', NOT_A_JWT, withParts((...parts) => `${parts.join('.')}.`)],
  [
    'it has five parts, as if it were encrypted',
    /JWE decryption is not configured/,
    withParts((...parts) => `${parts.join('.')}.a.b`),
  ],
  ['it has six parts', NOT_A_JWT, withParts((...parts) => `${parts.join('.')}.a.b.c`)],
  [
    'it is a signed JSON object, not the short form of one',
    NOT_A_JWT,
    withParts((header, payload, signature) => JSON.stringify({ protected: header, payload, signature })),
  ],
  ['it is the access token', NOT_A_JWT, { tokens: (good) => ({ ...good, id_token: good.access_token }) }],
  ['its parts are empty', NOT_A_HEADER, withParts(() => '..')],
  [
    'its header is empty',
    NOT_A_HEADER,
    withParts((_header, payload, signature) => `.${payload}.${signature}`),
  ],
  ['its claims are empty', NOT_CLAIMS, withParts((header, _payload, signature) => `${header}..${signature}`)],
  ['its signature is empty', NOT_WRITTEN_SO, withParts((header, payload) => `${header}.${payload}.`)],
  [
    'its header and its claims have changed places',
    /unexpected JWT "alg"/,
    withParts((header, payload, signature) => `${payload}.${header}.${signature}`),
  ],
]);

/** One part written by `write`, the other one well; signed as it is written. */
function written(part: 'header' | 'payload', write: (json: Buffer) => string): Scenario {
  return withEncoding((good) => {
    const encode = (name: 'header' | 'payload') => {
      const json = Buffer.from(JSON.stringify(good[name]));
      return name === part ? write(json) : base64url(json);
    };
    return [encode('header'), encode('payload')];
  });
}

/** A part's bytes in plain base64, which has padding, "+" and "/". `>>>???` is written with both. */
function inPlainBase64(json: Buffer): string {
  const text = json.toString().replace(/\}$/, ',"text":">>>???>>>???>>>???"}');
  return Buffer.from(text.padEnd(Math.ceil(text.length / 3) * 3)).toString('base64');
}

const padded = (json: Buffer) => {
  const text = json.toString();
  return `${base64url(text.padEnd(Math.ceil(text.length / 3) * 3 + 1))}==`;
};
const broken = (json: Buffer) => base64url(json).replace(/^.{8}/, '$&\n');
/** Ends inside of a character of several bytes. */
const cutOff = (json: Buffer) =>
  base64url(Buffer.concat([json.subarray(0, -1), Buffer.from(',"x":"\xe2\x82"}', 'latin1')]));

export const HOSTILE_ENCODINGS: readonly HostileCase[] = [
  ...refusedAs('id-token-invalid', [
    ['its header is padded', NOT_WRITTEN_SO, written('header', padded)],
    ['its claims are padded', NOT_WRITTEN_SO, written('payload', padded)],
    ['its signature is padded', NOT_WRITTEN_SO, withParts((...parts) => `${parts.join('.')}==`)],
    ['its header is in plain base64', NOT_BASE64URL, written('header', inPlainBase64)],
    ['its claims are in plain base64', NOT_BASE64URL, written('payload', inPlainBase64)],
    ['there is a line break in its header', NOT_WRITTEN_SO, written('header', broken)],
    ['there is a line break in its claims', NOT_WRITTEN_SO, written('payload', broken)],
    [
      'there is a space in its signature',
      NOT_WRITTEN_SO,
      withParts((header, payload, signature) => `${header}.${payload}. ${signature}`),
    ],
    ['there is a space before it', NOT_WRITTEN_SO, withParts((...parts) => ` ${parts.join('.')}`)],
    ['there is a line break after it', NOT_WRITTEN_SO, withParts((...parts) => `${parts.join('.')}\n`)],
    ['its header is not base64', NOT_A_HEADER, written('header', () => '!!!!')],
    ['its claims are not base64', NOT_CLAIMS, written('payload', () => '!!!!')],
    [
      'its signature is not base64',
      NOT_WRITTEN_SO,
      withParts((header, payload) => `${header}.${payload}.!!!!`),
    ],
    ['its header has a length that base64 cannot have', NOT_A_HEADER, written('header', () => 'AAAAA')],
    ['its header is not UTF-8', NOT_WRITTEN_SO, written('header', cutOff)],
    ['its claims are not UTF-8', NOT_WRITTEN_SO, written('payload', cutOff)],
    [
      'its claims are UTF-16',
      NOT_CLAIMS,
      written('payload', (json) => base64url(Buffer.from(String(json), 'utf16le'))),
    ],
  ]),
  ...refusedAs('token-response-invalid', [
    [
      'its signature has a length that base64 cannot have',
      /is not correctly encoded/,
      withParts((header, payload) => `${header}.${payload}.AAAAA`),
    ],
  ]),
];

const headerIs = (header: string): Scenario => ({ idToken: ({ payload }) => ({ header, payload }) });
const claimsAre = (payload: string): Scenario => ({ idToken: ({ header }) => ({ header, payload }) });

export const HOSTILE_JSON = refusedAs('id-token-invalid', [
  ['its header is not JSON', NOT_A_HEADER, headerIs('alg=RS256')],
  ['its header is a list', NO_OBJECT_FOR_A_HEADER, headerIs('[{"alg":"RS256","kid":"unit-key"}]')],
  ['its header is null', NO_OBJECT_FOR_A_HEADER, headerIs('null')],
  ['its header is a text', NO_OBJECT_FOR_A_HEADER, headerIs('"RS256"')],
  ['its header is a number', NO_OBJECT_FOR_A_HEADER, headerIs('256')],
  ['its header has a comment', NOT_A_HEADER, headerIs('{"alg":"RS256","kid":"unit-key"/* mine */}')],
  ['its header is two objects', NOT_A_HEADER, headerIs('{"alg":"RS256","kid":"unit-key"}{}')],
  ['its claims are not JSON', NOT_CLAIMS, claimsAre('sub=auth0|1')],
  ['its claims are a list', NO_OBJECT_FOR_CLAIMS, claimsAre('[]')],
  ['its claims are null', NO_OBJECT_FOR_CLAIMS, claimsAre('null')],
  ['its claims are true', NO_OBJECT_FOR_CLAIMS, claimsAre('true')],
  ['its claims are a text', NO_OBJECT_FOR_CLAIMS, claimsAre('"auth0|1"')],
  ['its claims are a number', NO_OBJECT_FOR_CLAIMS, claimsAre('7')],
  ['its claims end with a comma', NOT_CLAIMS, withClaimsText('"name":"Ada",')],
  ['its claims have the number NaN', NOT_CLAIMS, withClaimsText('"exp":NaN')],
  ['its claims have the number Infinity', NOT_CLAIMS, withClaimsText('"exp":Infinity')],
  ['its claims have a hexadecimal number', NOT_CLAIMS, withClaimsText('"exp":0x7fffffff')],
  ['its claims are nested without end', NOT_CLAIMS, withClaimsText(`"name":${'['.repeat(100_000)}`)],
  [
    'its header says the algorithm in its prototype',
    /unexpected JWT "alg"/,
    headerIs('{"__proto__":{"alg":"RS256"}}'),
  ],
  [
    'its header says the algorithm twice, "none" last',
    /unexpected JWT "alg"/,
    withHeaderText('"alg":"none"'),
  ],
]);
