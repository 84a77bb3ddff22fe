import * as oauth from 'oauth4webapi';
import { afterEach, expect, vi } from 'vitest';
import { idTokenClaims } from './tenant.ts';
import { read, TestBrowser } from './test-browser.ts';
import { expectText, ORIGIN } from './test-client.ts';
import { ADA, GRACE, row, useTenant } from './test-tenant.ts';

const AUDIENCE = 'https://api.example/';
const shared = useTenant({ apis: [{ identifier: AUDIENCE, allowOfflineAccess: true }] });
afterEach(() => void vi.useRealTimers());

const signIn = (parameters: Record<string, string> = {}) =>
  shared.client.signIn(new TestBrowser(), ...ADA, parameters);

function postToken(fields: Record<string, string>): Promise<Response> {
  const body = new URLSearchParams({ client_id: shared.tenant.clientId, ...fields });
  return fetch(`${shared.tenant.origin}/oauth/token`, { method: 'POST', body });
}

row('id-token', "has Auth0's claims, with a picture that the tenant serves", async () => {
  const claims = oauth.getValidatedIdTokenClaims(await signIn());
  expect(claims).toMatchObject({
    iss: `${shared.tenant.origin}/`,
    aud: shared.tenant.clientId,
    sub: expect.stringMatching(/^auth0\|[0-9a-f]{24}$/),
    nickname: 'ada',
    name: 'Ada Lovelace',
    updated_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
    email: ADA[0],
    email_verified: true,
  });
  expect(claims).not.toHaveProperty('org_id');
  const picture = await fetch(expectText(claims, 'picture'));
  expect(picture.headers.get('Content-Type')).toContain('image/svg+xml');
  const without = await shared.client.signIn(new TestBrowser(), ...GRACE);
  expect(oauth.getValidatedIdTokenClaims(without)).not.toHaveProperty('picture');
});

row('token-lifetimes', "are Auth0's, or as they are set, in seconds", async () => {
  const lives = async () => {
    const tokens = await signIn();
    const { exp = 0, iat = 0 } = oauth.getValidatedIdTokenClaims(tokens) ?? {};
    return [tokens.expires_in, exp - iat];
  };
  expect(await lives()).toEqual([86_400, 36_000]);
  shared.tenant.configure({ lifetimes: { accessToken: 5, idToken: 6 } });
  expect(await lives()).toEqual([5, 6]);
});

for (const audience of [undefined, AUDIENCE]) {
  row(
    'access-token',
    `is ${audience === undefined ? 'opaque' : 'a JWT for the audience'}, until it ends`,
    async () => {
      shared.tenant.configure({ lifetimes: { accessToken: 5 } });
      const tokens = await signIn(audience === undefined ? {} : { audience });
      expect(tokens.access_token.split('.')).toHaveLength(audience === undefined ? 1 : 3);
      const renewed = await shared.client.renew(expectText(tokens, 'refresh_token'));
      const facts = await shared.tenant.inspectAccessToken(renewed.access_token);
      expect(facts).toMatchObject({
        subject: shared.tenant.users[0]?.id,
        audience: [...(audience === undefined ? [] : [audience]), `${shared.tenant.origin}/userinfo`],
        scope: 'openid profile email offline_access',
      });
      vi.useFakeTimers({ toFake: ['Date'], now: (facts?.expiresAt ?? 0) * 1000 });
      expect(await shared.tenant.inspectAccessToken(renewed.access_token)).toBeUndefined();
    },
  );
}

row('access-token', 'is no ID token, no JWT with another issuer, and nothing invented', async () => {
  const tokens = await signIn();
  const claims = idTokenClaims(tokens);
  const typ = 'at+jwt';
  const foreign = shared.tenant.signIdToken({ ...claims, iss: 'https://elsewhere.example/' }, { typ });
  for (const token of [expectText(tokens, 'id_token'), foreign, 'invented', '']) {
    expect(await shared.tenant.inspectAccessToken(token)).toBeUndefined();
  }
  const own = shared.tenant.signIdToken(claims, { typ });
  expect(await shared.tenant.inspectAccessToken(own)).toBeDefined();
});

row('userinfo', 'has the same claims, and refuses an invented token', async () => {
  const { access_token } = await signIn();
  expect((await read(await shared.client.userInfo(access_token))).body).toMatchObject({ email: ADA[0] });
  const headers = { Authorization: 'Bearer invented' };
  expect((await fetch(`${shared.tenant.origin}/userinfo`, { headers })).status).toBe(401);
});

row('offline-access', 'gives a refresh token without consent, and none without the scope', async () => {
  expect(await signIn()).toHaveProperty('refresh_token');
  expect(await signIn({ scope: 'openid' })).not.toHaveProperty('refresh_token');
});

row('api-offline-access', 'must be on for a refresh token', async () => {
  shared.tenant.configure({ apis: [{ identifier: AUDIENCE }] });
  expect(await signIn({ audience: AUDIENCE })).not.toHaveProperty('refresh_token');
  expect(await signIn()).toHaveProperty('refresh_token');
  shared.tenant.configure({ apis: [{ identifier: AUDIENCE, allowOfflineAccess: true }] });
  expect(await signIn({ audience: AUDIENCE })).toHaveProperty('refresh_token');
});

row('browser-refresh-token', 'is given to a request with Origin only while rotation is on', async () => {
  for (const rotation of [true, false]) {
    shared.tenant.configure({ refreshTokens: { rotation } });
    const { client } = shared;
    const [attempt, { landedAt }] = await client.authorize(new TestBrowser(), ...ADA);
    const response = await client.exchange(attempt, landedAt, { origin: ORIGIN });
    const { body } = await read(response);
    expect(Reflect.has(Object(body), 'refresh_token')).toBe(rotation);
  }
});

const refusedCode = (description: string) => ({
  status: 403,
  body: { error: 'invalid_grant', error_description: description },
});

row(
  'code-refused',
  'is said of an invented code, and of one that comes again, which takes its tokens back',
  async () => {
    const { client } = shared;
    const [attempt, { landedAt }] = await client.authorize(new TestBrowser(), ...ADA);
    const tokens = await client.readTokens(await client.exchange(attempt, landedAt), attempt.nonce);
    expect(await read(await client.exchange(attempt, landedAt))).toEqual(
      refusedCode('Invalid authorization code'),
    );
    expect((await client.refresh(expectText(tokens, 'refresh_token'))).status).toBe(403);
    landedAt?.searchParams.set('code', 'invented');
    expect(await read(await client.exchange(attempt, landedAt))).toEqual(
      refusedCode('Invalid authorization code'),
    );
  },
);

row('verifier-refused', 'is said of another verifier', async () => {
  const [attempt, { landedAt }] = await shared.client.authorize(new TestBrowser(), ...ADA);
  const verifier = oauth.generateRandomCodeVerifier();
  const response = await shared.client.exchange(attempt, landedAt, { verifier });
  expect(await read(response)).toEqual(refusedCode('Failed to verify code verifier'));
});

row('grant-type-token', 'must be allowed for the application', async () => {
  const { client } = shared;
  const refused = (grantType: string) => ({
    status: 403,
    body: {
      error: 'unauthorized_client',
      error_description: `Grant type '${grantType}' not allowed for the client.`,
    },
  });
  const refreshToken = expectText(await signIn(), 'refresh_token');
  const [attempt, { landedAt }] = await client.authorize(new TestBrowser(), ...ADA);
  shared.tenant.configure({ grantTypes: ['authorization_code'] });
  expect(await read(await client.refresh(refreshToken))).toEqual(refused('refresh_token'));
  shared.tenant.configure({ grantTypes: ['refresh_token'] });
  expect(await read(await client.exchange(attempt, landedAt))).toEqual(refused('authorization_code'));
});

for (const fields of [
  {},
  { grant_type: 'refresh_token' },
  { grant_type: 'refresh_token', client_id: 'another' },
]) {
  row('token-request', `refuses ${JSON.stringify(fields)}`, async () => {
    const { status, body } = await read(await postToken(fields));
    expect([400, 401]).toContain(status);
    expect(expectText(body, 'error')).toMatch(/^invalid_(request|client)$/);
  });
}
