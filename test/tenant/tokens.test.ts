import * as oauth from 'oauth4webapi';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startTenant, type Tenant } from './tenant.ts';
import { TestBrowser } from './test-browser.ts';
import { CALLBACK, expectText, ORIGIN, TestClient } from './test-client.ts';
import { ADA } from './test-people.ts';

let tenant: Tenant;
let client: TestClient;

beforeAll(async () => {
  tenant = await startTenant({ allowedOrigins: [ORIGIN], allowedCallbackUrls: [CALLBACK] });
  client = new TestClient(tenant);
});
afterAll(() => tenant.close());

async function answerOf(response: Response): Promise<{ status: number; body: unknown }> {
  return { status: response.status, body: await response.json() };
}

async function newRefreshToken(): Promise<string> {
  return expectText(await client.signIn(new TestBrowser(), ...ADA), 'refresh_token');
}

async function rotate(refreshToken: string): Promise<string> {
  return expectText(await (await client.refresh(refreshToken)).json(), 'refresh_token');
}

describe('the token endpoint', () => {
  const REFUSED_CODE = {
    status: 403,
    body: { error: 'invalid_grant', error_description: 'Invalid authorization code' },
  };

  it('refuses a code that was used', async () => {
    const [attempt, { landedAt }] = await client.authorize(new TestBrowser(), ...ADA);
    await client.exchange(attempt, landedAt);
    expect(await answerOf(await client.exchange(attempt, landedAt))).toEqual(REFUSED_CODE);
  });

  it('takes back what a code gave when it is used again', async () => {
    const [attempt, { landedAt }] = await client.authorize(new TestBrowser(), ...ADA);
    const tokens = await client.readTokens(await client.exchange(attempt, landedAt), attempt.nonce);
    await client.exchange(attempt, landedAt);
    const response = await client.refresh(expectText(tokens, 'refresh_token'));
    expect(response.status).toBe(403);
  });

  it('refuses a code that nobody was given', async () => {
    const [attempt, { landedAt }] = await client.authorize(new TestBrowser(), ...ADA);
    landedAt?.searchParams.set('code', 'invented');
    expect(await answerOf(await client.exchange(attempt, landedAt))).toEqual(REFUSED_CODE);
  });

  it('refuses another verifier', async () => {
    const [attempt, { landedAt }] = await client.authorize(new TestBrowser(), ...ADA);
    const response = await client.exchange(attempt, landedAt, oauth.generateRandomCodeVerifier());
    expect(await answerOf(response)).toEqual({
      status: 403,
      body: { error: 'invalid_grant', error_description: 'Failed to verify code verifier' },
    });
  });

  it('takes JSON as Auth0 does', async () => {
    const response = await fetch(`${tenant.origin}/oauth/token`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({
        grant_type: 'refresh_token',
        client_id: tenant.clientId,
        refresh_token: await newRefreshToken(),
      }),
    });
    expect(await answerOf(response)).toMatchObject({ status: 200, body: { token_type: 'Bearer' } });
  });

  it('lets tests choose the lifetimes, in seconds', async () => {
    tenant.configure({ lifetimes: { accessToken: 5 } });
    const tokens = await client.signIn(new TestBrowser(), ...ADA);
    tenant.configure({ lifetimes: { accessToken: 86_400 } });
    expect(tokens.expires_in).toBe(5);
  });
});

describe('a refresh token', () => {
  const REFUSED = {
    status: 403,
    body: { error: 'invalid_grant', error_description: 'Unknown or invalid refresh token.' },
  };

  it('gives new tokens and another refresh token', async () => {
    const refreshToken = await newRefreshToken();
    expect(await rotate(refreshToken)).not.toBe(refreshToken);
  });

  it('gives an ID token again', async () => {
    const response = await client.refresh(await newRefreshToken());
    expect(await response.json()).toHaveProperty('id_token');
  });

  it('is not taken twice', async () => {
    const refreshToken = await newRefreshToken();
    await rotate(refreshToken);
    expect(await answerOf(await client.refresh(refreshToken))).toEqual(REFUSED);
  });

  it('takes its whole family with it when it is used twice', async () => {
    const first = await newRefreshToken();
    const second = await rotate(first);
    await client.refresh(first);
    expect(await answerOf(await client.refresh(second))).toEqual(REFUSED);
  });

  it('leaves the family of another browser alone', async () => {
    const first = await newRefreshToken();
    const elsewhere = await newRefreshToken();
    await rotate(first);
    await client.refresh(first);
    expect((await client.refresh(elsewhere)).status).toBe(200);
  });

  it('is refused when it is unknown', async () => {
    expect(await answerOf(await client.refresh('invented'))).toEqual(REFUSED);
  });

  it('is refused when its user was blocked', async () => {
    const { users } = tenant;
    const guest = { email: 'guest@example.com', password: 'Just-Visiting-1' };
    tenant.configure({ users: [...users, guest] });
    const tokens = await client.signIn(new TestBrowser(), guest.email, guest.password);
    tenant.configure({ users: [...users, { ...guest, blocked: true }] });
    const answer = await answerOf(await client.refresh(expectText(tokens, 'refresh_token')));
    tenant.configure({ users });
    expect(answer).toEqual(REFUSED);
  });

  it('is refused when its user is gone', async () => {
    const { users } = tenant;
    tenant.configure({ users: [...users, { email: 'guest@example.com', password: 'Just-Visiting-1' }] });
    const tokens = await client.signIn(new TestBrowser(), 'guest@example.com', 'Just-Visiting-1');
    tenant.configure({ users });
    expect(await answerOf(await client.refresh(expectText(tokens, 'refresh_token')))).toEqual(REFUSED);
  });
});

describe('the family of a refresh token', () => {
  /** The status of a refresh so many seconds after the sign-in, with one rotation half-way. */
  async function refreshAfter(seconds: number): Promise<number> {
    vi.useFakeTimers({ toFake: ['Date'] });
    tenant.configure({ lifetimes: { refreshToken: 1000 } });
    try {
      const first = await newRefreshToken();
      vi.setSystemTime(Date.now() + seconds * 500);
      const second = await rotate(first);
      vi.setSystemTime(Date.now() + seconds * 500);
      return (await client.refresh(second)).status;
    } finally {
      tenant.configure({ lifetimes: { refreshToken: 2_592_000 } });
      vi.useRealTimers();
    }
  }

  it('lives through its lifetime', async () => {
    expect(await refreshAfter(990)).toBe(200);
  });

  it('is not prolonged by rotation', async () => {
    expect(await refreshAfter(1010)).toBe(403);
  });
});

describe('revocation', () => {
  it('answers 200', async () => {
    expect((await client.revoke(await newRefreshToken())).status).toBe(200);
  });

  it('ends the refresh token', async () => {
    const refreshToken = await newRefreshToken();
    await client.revoke(refreshToken);
    expect((await client.refresh(refreshToken)).status).toBe(403);
  });

  it('ends the newest token of the family by any older one', async () => {
    const first = await newRefreshToken();
    const second = await rotate(first);
    await client.revoke(first);
    expect((await client.refresh(second)).status).toBe(403);
  });

  it('answers 200 for a token that nobody was given', async () => {
    expect((await client.revoke('invented')).status).toBe(200);
  });

  it('shows in the count of live refresh tokens', async () => {
    const before = tenant.grants('ada@example.com').refreshTokens;
    const refreshToken = await newRefreshToken();
    const between = tenant.grants('ada@example.com').refreshTokens;
    await client.revoke(refreshToken);
    const after = tenant.grants('ada@example.com').refreshTokens;
    expect([between - before, after - before]).toEqual([1, 0]);
  });
});

describe('the signing key', () => {
  it('is another one in each tenant', async () => {
    const other = await startTenant();
    const keys = await Promise.all(
      [tenant, other].map(async ({ origin }) => {
        const response = await fetch(`${origin}/.well-known/jwks.json`);
        return JSON.stringify(await response.json());
      }),
    );
    await other.close();
    expect(keys[0]).not.toBe(keys[1]);
  });

  it('shows its public half only', async () => {
    const response = await fetch(`${tenant.origin}/.well-known/jwks.json`);
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
