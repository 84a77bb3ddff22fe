import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTenant, type Tenant } from './tenant.ts';
import { TestBrowser } from './test-browser.ts';
import { CALLBACK, errorOf, ORIGIN, TestClient } from './test-client.ts';
import { ADA, BLOCKED, GRACE } from './test-people.ts';

describe('/authorize', () => {
  let tenant: Tenant;
  let client: TestClient;

  beforeAll(async () => {
    tenant = await startTenant({ allowedOrigins: [ORIGIN], allowedCallbackUrls: [CALLBACK] });
    client = new TestClient(tenant);
  });
  afterAll(() => tenant.close());

  it('sends prompt=none back with login_required when nobody is signed in', async () => {
    const { url } = await client.begin({ prompt: 'none' });
    const { landedAt } = await new TestBrowser().visit(url);
    expect(errorOf(landedAt)).toEqual({ error: 'login_required', description: 'Login required' });
  });

  it('answers prompt=none with a code while the session lasts', async () => {
    const browser = new TestBrowser();
    await client.signIn(browser, ...ADA);
    const { url } = await client.begin({ prompt: 'none' });
    const { landedAt } = await browser.visit(url);
    expect(landedAt?.searchParams.has('code')).toBe(true);
  });

  it('gives a refresh token to a silent sign-in too', async () => {
    const browser = new TestBrowser();
    await client.signIn(browser, ...ADA);
    const attempt = await client.begin({ prompt: 'none' });
    const { landedAt } = await browser.visit(attempt.url);
    const tokens = await client.readTokens(await client.exchange(attempt, landedAt), attempt.nonce);
    expect(tokens.refresh_token).toEqual(expect.any(String));
  });

  it('answers in a web message where a page asks for one', async () => {
    const { url } = await client.begin({ prompt: 'none', response_mode: 'web_message' });
    const { response } = await new TestBrowser().visit(url);
    expect(await response.text()).toContain('"error":"login_required"');
  });

  it('shows an error page, and redirects nowhere, for a callback that is not listed', async () => {
    const { url } = await client.begin({ redirect_uri: `${CALLBACK}else` });
    const { response } = await new TestBrowser().visit(url);
    expect({ status: response.status, page: await response.text() }).toEqual({
      status: 403,
      page: expect.stringContaining('Callback URL mismatch'),
    });
  });

  it('does not overlook another port on loopback', async () => {
    tenant.configure({ allowedCallbackUrls: [CALLBACK, 'http://127.0.0.1:5000/'] });
    const { url } = await client.begin({ redirect_uri: 'http://127.0.0.1:5001/' });
    const { response } = await new TestBrowser().visit(url);
    expect(response.status).toBe(403);
  });

  it('shows an error page for a client that it does not know', async () => {
    const { url } = await client.begin({ client_id: 'somebody-else' });
    const { landedAt } = await new TestBrowser().visit(url);
    expect(landedAt).toBeUndefined();
  });

  it('refuses a request without PKCE', async () => {
    const { url } = await client.begin({ code_challenge: undefined, code_challenge_method: undefined });
    const { landedAt } = await new TestBrowser().visit(url);
    expect(errorOf(landedAt).error).toBe('invalid_request');
  });

  it('refuses PKCE without a hash', async () => {
    const { url } = await client.begin({ code_challenge_method: 'plain' });
    const { landedAt } = await new TestBrowser().visit(url);
    expect(errorOf(landedAt).error).toBe('invalid_request');
  });

  it('refuses the implicit grant', async () => {
    const { url } = await client.begin({ response_type: 'token id_token' });
    const { landedAt } = await new TestBrowser().visit(url);
    expect(new URLSearchParams(landedAt?.hash.slice(1)).get('error')).toBe('unsupported_response_type');
  });

  it('says that the user is blocked when a session outlives the blocking', async () => {
    tenant.configure({ users: [{ email: 'eve@example.com', password: 'Still-Welcome-1' }] });
    const browser = new TestBrowser();
    await client.signIn(browser, 'eve@example.com', 'Still-Welcome-1');
    tenant.configure({ users: [{ email: 'eve@example.com', password: 'Still-Welcome-1', blocked: true }] });
    const { url } = await client.begin({ prompt: 'none' });
    const { landedAt } = await browser.visit(url);
    expect(errorOf(landedAt)).toEqual({ error: 'unauthorized', description: 'user is blocked' });
  });
});

describe('the hosted sign-in page', () => {
  let tenant: Tenant;
  let client: TestClient;

  beforeAll(async () => {
    tenant = await startTenant({ allowedOrigins: [ORIGIN], allowedCallbackUrls: [CALLBACK] });
    client = new TestClient(tenant);
  });
  afterAll(() => tenant.close());

  async function open(
    browser: TestBrowser,
    changes: Record<string, string> = {},
  ): Promise<[string, Response]> {
    const { url } = await client.begin(changes);
    const { steps, response } = await browser.visit(url);
    return [`${tenant.origin}${steps.at(-1)}`, response];
  }

  function fill(email: string, password: string): RequestInit {
    return { method: 'POST', body: new URLSearchParams({ email, password }) };
  }

  it('opens when nobody is signed in', async () => {
    const [, response] = await open(new TestBrowser());
    expect(await response.text()).toContain('type="password"');
  });

  it('knows the address from login_hint already', async () => {
    const [, response] = await open(new TestBrowser(), { login_hint: 'ada@example.com' });
    expect(await response.text()).toContain('value="ada@example.com"');
  });

  it('ends at the callback with a code', async () => {
    const browser = new TestBrowser();
    const [page] = await open(browser);
    const { landedAt } = await browser.visit(page, fill(...ADA));
    expect(landedAt?.searchParams.has('code')).toBe(true);
  });

  it('stays open after a wrong password and says so', async () => {
    const browser = new TestBrowser();
    const [page] = await open(browser);
    const { response } = await browser.visit(page, fill('ada@example.com', 'wrong'));
    expect(await response.text()).toContain('Wrong email or password');
  });

  it('sends a blocked user back with the reason', async () => {
    const browser = new TestBrowser();
    const [page] = await open(browser);
    const { landedAt } = await browser.visit(page, fill(...BLOCKED));
    expect(errorOf(landedAt)).toEqual({ error: 'unauthorized', description: 'user is blocked' });
  });

  it('opens for prompt=login although somebody is signed in, and takes another user', async () => {
    const browser = new TestBrowser();
    await client.signIn(browser, ...ADA);
    const [page] = await open(browser, { prompt: 'login' });
    const { landedAt } = await browser.visit(page, fill(...GRACE));
    expect(landedAt?.searchParams.has('code')).toBe(true);
  });

  it('cannot be filled in from another browser', async () => {
    const [page] = await open(new TestBrowser());
    const { response } = await new TestBrowser().visit(page, fill(...ADA));
    expect(response.status).toBe(400);
  });

  it('writes what was typed as text, never as markup', async () => {
    const browser = new TestBrowser();
    const [page] = await open(browser);
    const { response } = await browser.visit(page, fill('"><script>', 'wrong'));
    expect(await response.text()).not.toContain('<script>');
  });
});
