import * as oauth from 'oauth4webapi';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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
