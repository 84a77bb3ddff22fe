/** What `explain.ts` and `refresh-verdict.ts` rely on in the errors of `oauth4webapi`, as the library throws them. */
import * as oauth from 'oauth4webapi';
import { describe, expect, it } from 'vitest';
import { explainTokenFailure } from '../../../src/sdk/tenant/explain.ts';
import { isBodyUnparsable } from '../../../src/sdk/tenant/refresh-verdict.ts';
import { unitConfig } from '../../support/unit/config.ts';

const config = unitConfig();
const server = { issuer: `${config.tenant}/` };
const client = { client_id: config.clientId, id_token_signed_response_alg: 'RS256' };
const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const jwt = (header: object, claims: object = {}) => `${part(header)}.${part(claims)}.c2ln`;
const RS256 = { alg: 'RS256' };
const NOW = Math.floor(Date.now() / 1000);
const CLAIMS = { iss: server.issuer, aud: config.clientId, sub: 'a', iat: NOW, exp: NOW + 60 };

/** Returns the library's error for a response with this body, or with this ID token. */
async function failureOf(
  answer: { body: string } | { idToken: unknown } | { token_type: string },
): Promise<unknown> {
  const token = { access_token: 'a', token_type: 'bearer' };
  const { idToken, ...rest }: Record<string, unknown> = { ...answer };
  const json = JSON.stringify('idToken' in answer ? { ...token, id_token: idToken } : { ...token, ...rest });
  const response = new Response('body' in answer ? answer.body : json, {
    headers: { 'content-type': 'application/json' },
  });
  return oauth.processRefreshTokenResponse(server, client, response).then(
    () => expect.fail('The library accepted it.'),
    (thrown: unknown) => thrown,
  );
}

describe('a failure of the library', () => {
  it.each([
    ['a body that is no JSON', { body: '<html>' }, oauth.PARSE_ERROR, 'token-response-invalid'],
    ['a body that is a list', { body: '[]' }, oauth.INVALID_RESPONSE, 'token-response-invalid'],
    ['no access token', { body: '{}' }, oauth.INVALID_RESPONSE, 'token-response-invalid'],
    ['another token type', { token_type: 'mac' }, oauth.UNSUPPORTED_OPERATION, 'token-response-invalid'],
    ['an ID token that is no text', { idToken: 7 }, oauth.INVALID_RESPONSE, 'token-response-invalid'],
    ['an ID token that is no JWT', { idToken: 'a' }, oauth.INVALID_RESPONSE, 'id-token-invalid'],
    ['a header that is no JSON', { idToken: 'a.b.c' }, oauth.PARSE_ERROR, 'id-token-invalid'],
    ['an encrypted ID token', { idToken: 'a.b.c.d.e' }, oauth.UNSUPPORTED_OPERATION, 'id-token-invalid'],
    ['an unsigned ID token', { idToken: jwt({ alg: 'none' }) }, oauth.INVALID_RESPONSE, 'id-token-invalid'],
    ['the wrong algorithm', { idToken: jwt({ alg: 'HS256' }) }, oauth.INVALID_RESPONSE, 'id-token-algorithm'],
    ['missing claims', { idToken: jwt(RS256) }, oauth.INVALID_RESPONSE, 'id-token-invalid'],
    [
      'another issuer',
      { idToken: jwt(RS256, { ...CLAIMS, iss: 'b' }) },
      oauth.JWT_CLAIM_COMPARISON,
      'id-token-invalid',
    ],
    [
      'an expired ID token',
      { idToken: jwt(RS256, { ...CLAIMS, exp: 1 }) },
      oauth.JWT_TIMESTAMP_CHECK,
      'id-token-invalid',
    ],
  ])('is told apart by its code and cause: %s', async (_name, answer, libraryCode, code) => {
    const failure = await failureOf(answer);
    expect(failure).toMatchObject({ code: libraryCode });
    expect(explainTokenFailure(failure, config)).toMatchObject({ code });
    expect(isBodyUnparsable(failure)).toBe('body' in answer && answer.body === '<html>');
  });
});
