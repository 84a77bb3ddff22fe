import * as oauth from 'oauth4webapi';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTenant, type Tenant } from './tenant.ts';
import { TestBrowser } from './test-browser.ts';
import { CALLBACK, errorOf, expectText, ORIGIN, TestClient } from './test-client.ts';
import { ADA, GRACE } from './test-people.ts';

describe('the password road', () => {
  let tenant: Tenant;
  let client: TestClient;

  beforeAll(async () => {
    tenant = await startTenant({ allowedOrigins: [ORIGIN], allowedCallbackUrls: [CALLBACK] });
    client = new TestClient(tenant);
  });
  afterAll(() => tenant.close());

  it('leads from a password to the callback by redirects alone', async () => {
    const [, journey] = await client.authorize(new TestBrowser(), ...ADA);
    expect(journey.landedAt?.origin).toBe(new URL(CALLBACK).origin);
  });

  it('brings back the code and the state, and nothing else', async () => {
    const [attempt, journey] = await client.authorize(new TestBrowser(), ...ADA);
    expect(Object.fromEntries(journey.landedAt?.searchParams ?? [])).toEqual({
      code: expect.any(String),
      state: attempt.state,
    });
  });

  it('ends in an ID token that says who it is, as Auth0 says it', async () => {
    const tokens = await client.signIn(new TestBrowser(), ...ADA);
    expect(oauth.getValidatedIdTokenClaims(tokens)).toMatchObject({
      iss: `${tenant.origin}/`,
      aud: tenant.clientId,
      sub: expect.stringMatching(/^auth0\|[0-9a-f]{24}$/),
      nickname: 'ada',
      name: 'Ada Lovelace',
      picture: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/picture\/[0-9a-f]{24}\.svg$/),
      updated_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      email: 'ada@example.com',
      email_verified: true,
    });
  });

  it('leaves the picture out for a user who has none', async () => {
    const tokens = await client.signIn(new TestBrowser(), ...GRACE);
    expect(oauth.getValidatedIdTokenClaims(tokens)).not.toHaveProperty('picture');
  });

  it('serves the picture that the ID token names', async () => {
    const tokens = await client.signIn(new TestBrowser(), ...ADA);
    const response = await fetch(expectText(oauth.getValidatedIdTokenClaims(tokens), 'picture'));
    expect(response.headers.get('Content-Type')).toContain('image/svg+xml');
  });

  it('gives tokens that live as long as those of Auth0', async () => {
    const tokens = await client.signIn(new TestBrowser(), ...ADA);
    const claims = oauth.getValidatedIdTokenClaims(tokens);
    const idTokenLifetime = (claims?.exp ?? 0) - (claims?.iat ?? 0);
    expect({ accessToken: tokens.expires_in, idToken: idTokenLifetime }).toEqual({
      accessToken: 86_400,
      idToken: 36_000,
    });
  });

  it('gives a refresh token for offline_access without asking for consent', async () => {
    const tokens = await client.signIn(new TestBrowser(), ...ADA);
    expect(tokens.refresh_token).toEqual(expect.any(String));
  });

  it('gives no refresh token without offline_access', async () => {
    const browser = new TestBrowser();
    const ticket = await client.ticket(browser, ...ADA);
    const attempt = await client.begin({ login_ticket: ticket, scope: 'openid' });
    const { landedAt } = await browser.visit(attempt.url);
    const tokens = await client.readTokens(await client.exchange(attempt, landedAt), attempt.nonce);
    expect(tokens.refresh_token).toBeUndefined();
  });

  it('takes a ticket together with prompt=none', async () => {
    const browser = new TestBrowser();
    const ticket = await client.ticket(browser, ...ADA);
    const attempt = await client.begin({ login_ticket: ticket, prompt: 'none' });
    const { landedAt } = await browser.visit(attempt.url);
    expect(landedAt?.searchParams.has('code')).toBe(true);
  });

  it('signs in the user of the ticket although the browser has a session of another', async () => {
    const browser = new TestBrowser();
    await client.signIn(browser, ...ADA);
    const tokens = await client.signIn(browser, ...GRACE);
    expect(oauth.getValidatedIdTokenClaims(tokens)?.email).toBe('grace@example.com');
  });

  it('lets two windows of one browser sign in at the same time', async () => {
    const browser = new TestBrowser();
    const tickets = [await client.ticket(browser, ...ADA), await client.ticket(browser, ...ADA)];
    const journeys = tickets.map(async (ticket) => {
      const attempt = await client.begin({ login_ticket: ticket });
      return browser.visit(attempt.url);
    });
    const codes = (await Promise.all(journeys)).map(({ landedAt }) => landedAt?.searchParams.has('code'));
    expect(codes).toEqual([true, true]);
  });

  it('tells /userinfo the same person', async () => {
    const tokens = await client.signIn(new TestBrowser(), ...ADA);
    const response = await client.userInfo(tokens.access_token);
    expect(await response.json()).toMatchObject({ email: 'ada@example.com', name: 'Ada Lovelace' });
  });

  it('makes the access token a JWT for an audience that was asked for', async () => {
    const browser = new TestBrowser();
    const ticket = await client.ticket(browser, ...ADA);
    const attempt = await client.begin({ login_ticket: ticket, audience: 'https://api.example.com/' });
    const { landedAt } = await browser.visit(attempt.url);
    const tokens = await client.readTokens(await client.exchange(attempt, landedAt), attempt.nonce);
    const payload = Buffer.from(tokens.access_token.split('.')[1] ?? '', 'base64url').toString();
    expect(JSON.parse(payload)).toMatchObject({
      aud: ['https://api.example.com/', `${tenant.origin}/userinfo`],
      azp: tenant.clientId,
      scope: 'openid profile email offline_access',
    });
  });

  it('works by the name localhost too', async () => {
    const browser = new TestBrowser();
    const ticket = await client.ticket(browser, ...ADA);
    const attempt = await client.begin({ login_ticket: ticket });
    attempt.url.hostname = 'localhost';
    const { landedAt } = await browser.visit(attempt.url);
    expect(errorOf(landedAt).error).toBeNull();
  });
});
