import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isJsonObject } from './http.ts';
import { idTokenClaims, startTenant, type Tenant } from './tenant.ts';
import { TestBrowser } from './test-browser.ts';
import { CALLBACK, expectText, ORIGIN, TestClient } from './test-client.ts';
import { ADA } from './test-people.ts';

const PATH = '/.well-known/jwks.json';

let tenant: Tenant;

beforeAll(async () => {
  tenant = await startTenant({ allowedOrigins: [ORIGIN], allowedCallbackUrls: [CALLBACK] });
});
afterAll(() => tenant.close());

async function keyIds({ origin }: Tenant): Promise<unknown[]> {
  const body: unknown = await (await fetch(`${origin}${PATH}`)).json();
  if (!isJsonObject(body) || !Array.isArray(body.keys)) throw new Error('There is no key set.');
  return body.keys.map((key: unknown) => (isJsonObject(key) ? key.kid : undefined));
}

function headerOf(jwt: string): unknown {
  return JSON.parse(Buffer.from(jwt.split('.')[0] ?? '', 'base64url').toString('utf8'));
}

describe('the signing key', () => {
  it('shows its public half only', async () => {
    const response = await fetch(`${tenant.origin}${PATH}`);
    expect(await response.json()).toEqual({
      keys: [
        {
          kty: 'RSA',
          use: 'sig',
          alg: 'RS256',
          kid: expect.any(String),
          n: expect.any(String),
          e: 'AQAB',
        },
      ],
    });
  });
});

describe('a new signing key', () => {
  it('signs from then on, and the old one can stay in the key set', async () => {
    const before = await keyIds(tenant);
    tenant.rotateKeys({ keepOld: true });
    const after = await keyIds(tenant);
    const tokens = await new TestClient(tenant).signIn(new TestBrowser(), ...ADA);
    expect(after).toEqual([expect.any(String), ...before]);
    expect(headerOf(expectText(tokens, 'id_token'))).toMatchObject({ kid: after[0] });
  });

  it('can be the only one', async () => {
    const before = await keyIds(tenant);
    tenant.rotateKeys({ keepOld: false });
    const after = await keyIds(tenant);
    expect(after).toHaveLength(1);
    expect(before).not.toContain(after[0]);
  });

  it('signs access tokens too', async () => {
    tenant.rotateKeys({ keepOld: false });
    const [kid] = await keyIds(tenant);
    const audience = 'https://api.example/';
    const tokens = await new TestClient(tenant).signIn(new TestBrowser(), ...ADA, { audience });
    expect(headerOf(tokens.access_token)).toMatchObject({ kid });
  });
});

describe('a JWT that the tenant signs for a test', () => {
  it('has the claims as they are, and a good signature', async () => {
    const client = new TestClient(tenant);
    const refreshToken = expectText(await client.signIn(new TestBrowser(), ...ADA), 'refresh_token');
    tenant.configure({
      bendTokens: (answer) => ({
        ...answer,
        id_token: tenant.signIdToken({ ...idTokenClaims(answer), name: 'Somebody Else' }),
      }),
    });
    const renewed = await client.renew(refreshToken);
    tenant.configure({ bendTokens: null });
    expect(idTokenClaims(renewed)).toMatchObject({ name: 'Somebody Else' });
  });

  it('has the header that it is told', () => {
    expect(headerOf(tenant.signIdToken({}, { kid: 'unknown', typ: 'JWT' }))).toEqual({
      alg: 'RS256',
      kid: 'unknown',
      typ: 'JWT',
    });
  });
});
