/**
 * Where a tenant that accepts too much would hide a fault of the extension. Each title begins with the row of
 * docs/local-tenant.md that has the source. What the extension does when it is accepted, the other tests show.
 */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { startTenant, type Tenant, type TenantChange } from './tenant.ts';
import { postCredentials, postJson, read, TestBrowser } from './test-browser.ts';
import { CALLBACK, errorOf, expectText, ORIGIN, TestClient } from './test-client.ts';

const ADA = ['ada@example.com', 'Analytical-Engine-1843'] as const;
const AUDIENCE = 'https://api.example/';
const ACME = { id: 'org_acme', name: 'acme', members: [ADA[0]] };
const LISTED = {
  webOrigins: [ORIGIN],
  allowedOrigins: [ORIGIN],
  allowedCallbackUrls: [CALLBACK],
  allowedLogoutUrls: [CALLBACK],
};

let tenant: Tenant;
let client: TestClient;
/** Milliseconds by which the clock of the tenant is ahead. */
let ahead = 0;
beforeAll(async () => {
  tenant = await startTenant({ ...LISTED, now: () => Date.now() + ahead });
});
beforeEach(async () => {
  ahead = 0;
  await tenant.reset();
  client = new TestClient(tenant);
});
afterEach(() => void vi.useRealTimers());
afterAll(() => tenant.close());

const signIn = (changes: Record<string, string> = {}) => client.signIn(new TestBrowser(), ...ADA, changes);
const newRefreshToken = async () => expectText(await signIn(), 'refresh_token');
const refresh = async (token: string) => read(await client.refresh(token));
const statusOf = async (token: string) => (await refresh(token)).status;
const rotate = async (token: string) => expectText(await client.renew(token), 'refresh_token');
const invalidGrant = (error_description: string) => ({
  status: 403,
  body: { error: 'invalid_grant', error_description },
});
const REFUSED = invalidGrant('Unknown or invalid refresh token.');

/** Lets the clock show so many seconds more. */
function pass(seconds: number): void {
  if (!vi.isFakeTimers()) vi.useFakeTimers({ toFake: ['Date'] });
  vi.setSystemTime(Date.now() + seconds * 1000);
}

describe('origins', () => {
  const readableBy = async (origin: string, path: string, method = 'POST') => {
    const { headers } = await fetch(`${tenant.origin}${path}`, { method, headers: { Origin: origin } });
    return headers.get('Access-Control-Allow-Origin');
  };

  it('web-origins: alone decide who can use /co/authenticate', async () => {
    const credentials = { origin: ORIGIN, username: ADA[0], password: ADA[1] };
    tenant.configure({ webOrigins: [] });
    const refused = await postCredentials(tenant, new TestBrowser(), credentials);
    expect([refused.status, await refused.text()]).toEqual([403, `Origin ${ORIGIN} is not allowed.`]);
    expect(refused.headers.get('Set-Cookie')).toBeNull();
    expect(await readableBy(ORIGIN, '/co/authenticate', 'OPTIONS')).toBeNull();
    tenant.configure({ webOrigins: [ORIGIN], allowedOrigins: [] });
    expect((await postCredentials(tenant, new TestBrowser(), credentials)).status).toBe(200);
  });

  it.each(['/oauth/token', '/oauth/revoke', '/dbconnections/signup', '/passwordless/start'])(
    'cors: only listed origins and those of callbacks can read %s',
    async (path) => {
      tenant.configure({ webOrigins: ['https://stranger.example'] });
      for (const [origin, allowed] of [
        [ORIGIN, ORIGIN],
        [new URL(CALLBACK).origin, new URL(CALLBACK).origin],
        ['https://stranger.example', null],
      ] as const) {
        expect(await readableBy(origin, path)).toBe(allowed);
        expect(await readableBy(origin, path, 'OPTIONS')).toBe(allowed);
      }
    },
  );
});

describe('/co/authenticate', () => {
  const OTP = 'http://auth0.com/oauth/grant-type/passwordless/otp';
  const send = async (changes: Record<string, string>) =>
    read(
      await postCredentials(tenant, new TestBrowser(), {
        origin: ORIGIN,
        username: ADA[0],
        password: ADA[1],
        ...changes,
      }),
    );
  const wrong = { password: 'wrong' };

  it.each<[row: string, changes: Record<string, string>, status: number, error: string, TenantChange?]>([
    ['co-fields', { captcha: 'ABCDEF' }, 400, 'invalid_request'],
    ['co-fields', { state: 'anything' }, 400, 'invalid_request'],
    ['co-fields', { realm: '' }, 400, 'invalid_request'],
    ['co-unknown-client', { client_id: 'another' }, 401, 'unauthorized_client'],
    ['co-switched-off', {}, 401, 'unauthorized_client', { crossOriginLogin: false }],
    ['co-credential-type', { credential_type: 'handshake' }, 400, 'unsupported_credential_type'],
    ['co-unknown-realm', { realm: 'elsewhere' }, 400, 'invalid_request'],
    ['co-wrong-password', wrong, 403, 'access_denied'],
    ['co-wrong-password', { ...wrong, username: 'blocked@example.com' }, 403, 'access_denied'],
    ['bot-detection', {}, 401, 'requires_verification', { botDetection: { signIn: true } }],
  ])('%s: refuses %j with %i %s', async (_row, changes, status, error, settings = {}) => {
    tenant.configure(settings);
    expect(await send(changes)).toMatchObject({ status, body: { error } });
  });

  it('too-many-attempts: refuses the right password after ten wrong ones', async () => {
    for (let time = 0; time < 10; time += 1) await send(wrong);
    expect(await send({})).toMatchObject({ status: 429, body: { error: 'too_many_attempts' } });
  });

  it('co-wrong-code, co-code-expired, co-code-attempts: accepts a code once, for three minutes, at the third try at most', async () => {
    tenant.configure({ connections: [{ strategy: 'email' }] });
    const newCode = async () => {
      const body = { client_id: tenant.clientId, connection: 'email', email: ADA[0], send: 'code' };
      await postJson(tenant, '/passwordless/start', ORIGIN, body);
      return tenant.mailbox.messages.at(-1)?.code ?? '';
    };
    const redeem = async (otp: string) => {
      const body = {
        client_id: tenant.clientId,
        credential_type: OTP,
        username: ADA[0],
        otp,
        realm: 'email',
      };
      return (await postJson(tenant, '/co/authenticate', ORIGIN, body)).status;
    };
    const once = await newCode();
    expect([await redeem(once), await redeem(once)]).toEqual([200, 403]);
    const late = await newCode();
    ahead = 180_000;
    expect(await redeem(late)).toBe(403);
    const tried = await newCode();
    const statuses: number[] = [];
    for (const otp of ['1', '2', '3', tried]) statuses.push(await redeem(otp));
    expect(statuses).toEqual([403, 403, 429, 429]);
  });
});

describe('/authorize', () => {
  it.each<[row: string, parameters: Record<string, string | undefined>, error: string, TenantChange?]>([
    ['login-required', {}, 'login_required'],
    ['grant-type-code', {}, 'unauthorized_client', { grantTypes: ['refresh_token'] }],
    ['unknown-connection', { connection: 'nowhere' }, 'invalid_request'],
    ['unknown-api', { audience: AUDIENCE }, 'access_denied'],
    [
      'api-access',
      { audience: AUDIENCE },
      'invalid_request',
      { apis: [{ identifier: AUDIENCE, userAccess: false }] },
    ],
    ['organization-name', { organization: 'acme' }, 'invalid_request', { organizations: [ACME] }],
    ['organization-unknown', { organization: 'org_elsewhere' }, 'invalid_request'],
    ['ticket-organization', { organization: 'org_acme', login_ticket: 'any' }, 'invalid_request'],
    ['pkce', { code_challenge: undefined, code_challenge_method: undefined }, 'invalid_request'],
    ['pkce', { code_challenge_method: 'plain' }, 'invalid_request'],
  ])('%s: refuses %j with %s', async (_row, parameters, error, settings = {}) => {
    tenant.configure(settings);
    const { landedAt } = await client.open(new TestBrowser(), { prompt: 'none', ...parameters });
    expect(errorOf(landedAt)?.[0]).toBe(error);
  });

  it.each([
    ['callback-mismatch', { redirect_uri: `${CALLBACK}else` }, 403],
    ['unknown-client', { client_id: 'another' }, 400],
  ])('%s: shows an error page for %j', async (_row, parameters, status) => {
    const { landedAt, response } = await client.open(new TestBrowser(), parameters);
    expect([landedAt, response.status]).toEqual([undefined, status]);
  });

  /** Returns the error with which a ticket comes back. */
  const redeem = async (browser: TestBrowser, login_ticket: string, more: Record<string, string> = {}) =>
    errorOf((await client.open(browser, { login_ticket, ...more })).landedAt);
  const INVALID = ['access_denied', 'Unknown or invalid login ticket.'];

  it('ticket: accepts a ticket once, within five minutes, from the same application', async () => {
    const browser = new TestBrowser();
    const [ticket, late, foreign] = [
      await client.ticket(browser, ...ADA),
      await client.ticket(browser, ...ADA),
      await client.ticket(browser, ...ADA),
    ];
    expect(await redeem(browser, ticket)).toBeUndefined();
    expect(await redeem(browser, ticket)).toEqual(INVALID);
    tenant.configure({ clientId: 'another-client' });
    expect(await redeem(browser, foreign, { client_id: 'another-client' })).toEqual(INVALID);
    tenant.configure({ clientId: 'latchkey-local-client' });
    ahead = 300_000;
    expect(await redeem(browser, late)).toEqual(INVALID);
  });

  it('ticket-cookie: accepts a ticket only from the browser that received it', async () => {
    const ticket = () => client.ticket(new TestBrowser(), ...ADA);
    const other = new TestBrowser();
    await client.ticket(other, ...ADA);
    for (const browser of [new TestBrowser(), other]) {
      expect((await redeem(browser, await ticket()))?.[0]).toBe('server_error');
    }
  });

  it('organization, organization-member: puts org_id into the ID tokens of members only', async () => {
    tenant.configure({ organizations: [ACME] });
    const claimsOf = async ([email, password]: readonly [string, string]) => {
      const browser = new TestBrowser();
      await client.signIn(browser, email, password);
      const attempt = await client.begin({ organization: 'org_acme', prompt: 'none' });
      const { landedAt } = await browser.visit(attempt.url);
      return errorOf(landedAt)?.[0] ?? client.claims(await client.exchange(attempt, landedAt), attempt.nonce);
    };
    expect(await claimsOf(ADA)).toMatchObject({ org_id: 'org_acme' });
    expect(await claimsOf(['grace@example.com', 'Nanosecond-Wire-1952'])).toBe('access_denied');
  });
});

describe('tokens', () => {
  it('code-refused: accepts a code once, and a second use ends its tokens', async () => {
    const [attempt, { landedAt }] = await client.authorize(new TestBrowser(), ...ADA);
    const tokens = await client.readTokens(await client.exchange(attempt, landedAt), attempt.nonce);
    const again = await read(await client.exchange(attempt, landedAt));
    expect(again).toEqual(invalidGrant('Invalid authorization code'));
    expect(await refresh(expectText(tokens, 'refresh_token'))).toEqual(REFUSED);
  });

  it('verifier-refused: refuses another verifier', async () => {
    const [attempt, { landedAt }] = await client.authorize(new TestBrowser(), ...ADA);
    const response = await client.exchange(attempt, landedAt, { verifier: 'x'.repeat(43) });
    expect(await read(response)).toEqual(invalidGrant('Failed to verify code verifier'));
  });

  it('grant-type-token: refuses a grant that the application does not have', async () => {
    const token = await newRefreshToken();
    tenant.configure({ grantTypes: ['authorization_code'] });
    expect(await refresh(token)).toMatchObject({ status: 403, body: { error: 'unauthorized_client' } });
  });

  it.each<[row: string, scope: string, audience: string | undefined, TenantChange, boolean]>([
    ['offline-access', 'openid offline_access', undefined, {}, true],
    ['offline-access', 'openid', undefined, {}, false],
    ['api-offline-access', 'openid offline_access', AUDIENCE, { apis: [{ identifier: AUDIENCE }] }, false],
    [
      'api-offline-access',
      'openid offline_access',
      AUDIENCE,
      { apis: [{ identifier: AUDIENCE, allowOfflineAccess: true }] },
      true,
    ],
    [
      'browser-refresh-token',
      'openid offline_access',
      undefined,
      { refreshTokens: { rotation: false } },
      false,
    ],
  ])('%s: gives a refresh token for %s, %s, %j: %s', async (_row, scope, audience, settings, isGiven) => {
    tenant.configure(settings);
    const [attempt, { landedAt }] = await client.authorize(new TestBrowser(), ...ADA, { scope, audience });
    const { body } = await read(await client.exchange(attempt, landedAt, { origin: ORIGIN }));
    expect(Object.hasOwn(Object(body), 'refresh_token')).toBe(isGiven);
  });

  it('access-token: is for its audience, and no ID token is one', async () => {
    tenant.configure({ apis: [{ identifier: AUDIENCE }] });
    const { access_token, id_token = '' } = await signIn({ audience: AUDIENCE });
    expect((await tenant.inspectAccessToken(access_token))?.audience).toContain(AUDIENCE);
    expect(await tenant.inspectAccessToken(id_token)).toBeUndefined();
  });

  it('token-lifetimes: ends access tokens, and tells their lifetimes in seconds', async () => {
    tenant.configure({ lifetimes: { accessToken: 60 } });
    const { access_token, expires_in } = await signIn();
    expect(expires_in).toBe(60);
    pass(61);
    expect(await tenant.inspectAccessToken(access_token)).toBeUndefined();
  });
});

describe('refresh tokens', () => {
  it('rotation-reuse: a second use ends the family, and no other', async () => {
    const [first, elsewhere] = [await newRefreshToken(), await newRefreshToken()];
    const second = await rotate(first);
    expect([await refresh(first), await refresh(second)]).toEqual([REFUSED, REFUSED]);
    expect(await statusOf(elsewhere)).toBe(200);
  });

  it('rotation-overlap: accepts the previous token until it is over, and none before that', async () => {
    tenant.configure({ refreshTokens: { overlapSeconds: 10 } });
    const first = await newRefreshToken();
    const second = await rotate(first);
    pass(9);
    expect(await rotate(first)).not.toBe(second);
    pass(2);
    expect([await refresh(first), await refresh(second)]).toEqual([REFUSED, REFUSED]);
    const oldest = await newRefreshToken();
    await rotate(await rotate(oldest));
    expect(await refresh(oldest)).toEqual(REFUSED);
  });

  it.each([true, false])(
    'refresh-lifetimes: end a family and an idle token, with rotation %s',
    async (rotation) => {
      tenant.configure({
        refreshTokens: { rotation },
        lifetimes: { refreshToken: 1000, refreshTokenIdle: 600 },
      });
      const first = await newRefreshToken();
      pass(550);
      const { refresh_token: second = first } = await client.renew(first);
      pass(440);
      const { refresh_token: third = second } = await client.renew(second);
      pass(20);
      expect(await statusOf(third)).toBe(403);
      const idle = await newRefreshToken();
      pass(610);
      expect(await statusOf(idle)).toBe(403);
    },
  );

  it('refresh-blocked, refresh-refused: refuses blocked and deleted users', async () => {
    const token = await newRefreshToken();
    tenant.changeUser(ADA[0], { blocked: true });
    expect(await refresh(token)).toEqual(invalidGrant('user is blocked'));
    tenant.configure({ users: [] });
    expect(await refresh(token)).toEqual(REFUSED);
  });

  it('revocation: ends the family and the opaque access token', async () => {
    const { refresh_token: first = '', access_token } = await signIn();
    const second = await rotate(first);
    expect((await client.revoke(second)).status).toBe(200);
    expect([await statusOf(first), await statusOf(second)]).toEqual([403, 403]);
    expect(await tenant.inspectAccessToken(access_token)).toBeUndefined();
  });
});

describe('/v2/logout', () => {
  const address = (parameters: Record<string, string> = {}) =>
    `${tenant.origin}/v2/logout?${new URLSearchParams({ client_id: tenant.clientId, returnTo: CALLBACK, ...parameters })}`;

  it('logout: ends the session of this browser, and leaves refresh tokens', async () => {
    const [browser, other] = [new TestBrowser(), new TestBrowser()];
    for (const one of [browser, other]) await client.signIn(one, ...ADA);
    expect((await browser.fetch(address())).headers.get('Location')).toBe(CALLBACK);
    expect(tenant.grants(ADA[0])).toEqual({ sessions: 1, refreshTokens: 2 });
    expect(errorOf((await client.open(browser, { prompt: 'none' })).landedAt)?.[0]).toBe('login_required');
    expect(errorOf((await client.open(other, { prompt: 'none' })).landedAt)).toBeUndefined();
  });

  it.each([{ returnTo: 'https://elsewhere.example/' }, { client_id: 'another' }])(
    'logout-not-listed: shows an error page for %j',
    async (parameters) => {
      expect((await fetch(address(parameters))).status).toBe(400);
    },
  );
});
