import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { idTokenClaims, startTenant, type Tenant, type TokenBend } from './tenant.ts';
import { read, TestBrowser } from './test-browser.ts';
import { CALLBACK, expectText, ORIGIN, TestClient } from './test-client.ts';
import { ADA } from './test-people.ts';

let tenant: Tenant;
let client: TestClient;
let refreshToken: string;

beforeAll(async () => {
  tenant = await startTenant({
    allowedOrigins: [ORIGIN],
    allowedCallbackUrls: [CALLBACK],
    refreshTokens: { rotation: false },
  });
  client = new TestClient(tenant);
  refreshToken = expectText(await client.signIn(new TestBrowser(), ...ADA), 'refresh_token');
});
afterEach(() => tenant.configure({ bendTokens: null }));
afterAll(() => tenant.close());

async function refreshed(bendTokens: TokenBend): Promise<unknown> {
  tenant.configure({ bendTokens });
  return (await read(await client.refresh(refreshToken))).body;
}

describe('the answer of the token endpoint', () => {
  it('can be without an ID token', async () => {
    const answer = await refreshed(({ id_token: _idToken, ...rest }) => rest);
    expect(answer).not.toHaveProperty('id_token');
    expect(answer).toHaveProperty('access_token');
  });

  it('can have an ID token of somebody else', async () => {
    await expect(
      refreshed((answer) => ({
        ...answer,
        id_token: tenant.signIdToken({ ...idTokenClaims(answer), sub: 'auth0|other' }),
      })).then((answer) => idTokenClaims({ id_token: expectText(answer, 'id_token') })),
    ).resolves.toMatchObject({ sub: 'auth0|other', name: 'Ada Lovelace' });
  });

  it('can be bent by something that takes its time', async () => {
    const answer = await refreshed(async (good) => ({ ...good, scope: 'openid' }));
    expect(answer).toMatchObject({ scope: 'openid' });
  });

  it('can be anything that JSON can say', async () => {
    expect(await refreshed(() => 'nonsense')).toBe('nonsense');
  });

  it('stays as it is when the bend returns nothing', async () => {
    expect(await refreshed(() => undefined)).toHaveProperty('id_token');
  });

  it('comes with its grant type', async () => {
    const grantTypes: string[] = [];
    tenant.configure({ bendTokens: (_answer, grantType) => void grantTypes.push(grantType) });
    const tokens = await client.signIn(new TestBrowser(), ...ADA);
    await client.refresh(expectText(tokens, 'refresh_token'));
    expect(grantTypes).toEqual(['authorization_code', 'refresh_token']);
  });

  it('is not bent when it is an error', async () => {
    tenant.configure({ bendTokens: () => ({}) });
    expect(await read(await client.refresh('invented'))).toMatchObject({
      status: 403,
      body: { error: 'invalid_grant' },
    });
  });

  it('is as it was when the bend is taken away', async () => {
    await refreshed(() => ({}));
    tenant.configure({ bendTokens: null });
    expect((await read(await client.refresh(refreshToken))).body).toHaveProperty('access_token');
  });
});

describe('the claims of an ID token', () => {
  it.each([[{}], [{ id_token: 'opaque' }], [{ id_token: 7 }]])('are none in %j', (answer) => {
    expect(idTokenClaims(answer)).toEqual({});
  });
});
