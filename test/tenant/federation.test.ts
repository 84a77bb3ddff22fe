import * as oauth from 'oauth4webapi';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startTenant, type Tenant } from './tenant.ts';
import { form, type Journey, TestBrowser } from './test-browser.ts';
import { CALLBACK, errorOf, ORIGIN, TestClient } from './test-client.ts';
import { ADA } from './test-people.ts';

const MARGARET = 'margaret@gmail.example';
const RADIA = { username: 'radia@corp.example', password: 'Spanning-Tree-1985' };

let tenant: Tenant;
let client: TestClient;

beforeAll(async () => {
  tenant = await startTenant({
    allowedOrigins: [ORIGIN],
    allowedCallbackUrls: [CALLBACK],
    allowedLogoutUrls: [CALLBACK],
    connections: [
      { strategy: 'auth0' },
      { strategy: 'google-oauth2' },
      { strategy: 'oidc', name: 'corp', domain: 'corp.example' },
    ],
  });
  client = new TestClient(tenant);
});
afterEach(() => {
  for (const provider of Object.values(tenant.identityProviders)) {
    provider.clearFaults();
    provider.refuseWith(undefined);
  }
});
afterAll(() => tenant.close());

function newBrowser(): TestBrowser {
  const { social, enterprise } = tenant.identityProviders;
  return new TestBrowser([tenant.origin, social.origin, enterprise.origin]);
}

async function begin(browser: TestBrowser, changes: Record<string, string>): Promise<Journey> {
  const { url } = await client.begin(changes);
  return browser.visit(url);
}

/** The whole way with Google's button, as somebody. */
async function withGoogle(browser: TestBrowser, account = MARGARET): Promise<oauth.IDToken | undefined> {
  const attempt = await client.begin({ connection: 'google-oauth2' });
  const { page } = await browser.visit(attempt.url);
  const { landedAt } = await browser.visit(page, form({ account }));
  const tokens = await client.readTokens(await client.exchange(attempt, landedAt), attempt.nonce);
  return oauth.getValidatedIdTokenClaims(tokens);
}

describe('a social connection', () => {
  it('leads straight to the provider, which asks who it is', async () => {
    const { page, response } = await begin(newBrowser(), { connection: 'google-oauth2' });
    expect(page.origin).toBe(tenant.identityProviders.social.origin);
    expect(await response.text()).toContain('Margaret Hamilton');
  });

  it('ends in an ID token that says who it is and by which way', async () => {
    expect(await withGoogle(newBrowser())).toMatchObject({
      sub: expect.stringMatching(/^google-oauth2\|\d{21}$/),
      name: 'Margaret Hamilton',
      email: MARGARET,
      email_verified: true,
      picture: expect.stringContaining('/picture/'),
    });
  });

  it('brings back the code and the state, and nothing else', async () => {
    const browser = newBrowser();
    const attempt = await client.begin({ connection: 'google-oauth2' });
    const { page } = await browser.visit(attempt.url);
    const { landedAt } = await browser.visit(page, form({ account: MARGARET }));
    expect([...(landedAt?.searchParams.keys() ?? [])].sort()).toEqual(['code', 'state']);
  });

  it('goes back with access_denied when the person cancels', async () => {
    const browser = newBrowser();
    const { page } = await begin(browser, { connection: 'google-oauth2' });
    const { landedAt } = await browser.visit(page, form({ cancel: 'yes' }));
    expect(errorOf(landedAt).error).toBe('access_denied');
  });

  it('asks nothing the second time: the tenant knows the browser', async () => {
    const browser = newBrowser();
    await withGoogle(browser);
    const { landedAt, steps } = await begin(browser, { connection: 'google-oauth2' });
    expect([landedAt?.searchParams.has('code'), steps]).toEqual([true, ['/authorize']]);
  });

  it('asks nothing after a log-out of the tenant: the provider knows the browser', async () => {
    const browser = newBrowser();
    await withGoogle(browser);
    await browser.fetch(`${tenant.origin}/v2/logout?client_id=${tenant.clientId}`);
    const { landedAt } = await begin(browser, { connection: 'google-oauth2' });
    expect(landedAt?.searchParams.has('code')).toBe(true);
  });

  it.each(['login', 'select_account'])('asks again for prompt=%s', async (prompt) => {
    const browser = newBrowser();
    await withGoogle(browser);
    const attempt = await client.begin({ connection: 'google-oauth2', prompt });
    const { page } = await browser.visit(attempt.url);
    const { landedAt } = await browser.visit(page, form({ account: 'katherine@gmail.example' }));
    const tokens = await client.readTokens(await client.exchange(attempt, landedAt), attempt.nonce);
    expect(oauth.getValidatedIdTokenClaims(tokens)?.email).toBe('katherine@gmail.example');
  });

  it('passes login_hint on', async () => {
    const { page } = await begin(newBrowser(), {
      connection: 'google-oauth2',
      login_hint: 'katherine@gmail.example',
    });
    const authorize = tenant.identityProviders.social.requests.filter(({ path }) => path === '/authorize');
    expect(page.pathname).toMatch(/^\/sign-in\//);
    expect(authorize.at(-1)?.query).toContain('login_hint');
  });

  it('is silent with prompt=none while the session lasts', async () => {
    const browser = newBrowser();
    await withGoogle(browser);
    const { landedAt } = await begin(browser, { prompt: 'none' });
    expect(landedAt?.searchParams.has('code')).toBe(true);
  });

  it('says login_required to prompt=none without a session', async () => {
    const { landedAt } = await begin(newBrowser(), { connection: 'google-oauth2', prompt: 'none' });
    expect(errorOf(landedAt).error).toBe('login_required');
  });

  it('is gone to although the session is that of a database user', async () => {
    const browser = newBrowser();
    await client.signIn(browser, ...ADA);
    const { page } = await begin(browser, { connection: 'google-oauth2' });
    expect(page.origin).toBe(tenant.identityProviders.social.origin);
  });

  it('comes back to the name localhost when it began there', async () => {
    const local = tenant.origin.replace('127.0.0.1', 'localhost');
    const { social } = tenant.identityProviders;
    const browser = new TestBrowser([tenant.origin, local, social.origin]);
    const { url } = await client.begin({ connection: 'google-oauth2' });
    url.hostname = 'localhost';
    const { page } = await browser.visit(url);
    const end = await browser.visit(page, form({ account: MARGARET }));
    expect([end.page.hostname, end.landedAt?.searchParams.has('code')]).toEqual(['localhost', true]);
  });

  it('cannot be finished in another browser', async () => {
    const browser = newBrowser();
    const { page } = await begin(browser, { connection: 'google-oauth2' });
    const answer = await browser.fetch(page, { ...form({ account: MARGARET }) });
    const resumed = await browser.fetch(new URL(answer.headers.get('Location') ?? '', page));
    const { response } = await newBrowser().visit(new URL(resumed.headers.get('Location') ?? '', page));
    expect(response.status).toBe(400);
  });
});

describe('an enterprise connection', () => {
  it('ends in an ID token of its own kind', async () => {
    const browser = newBrowser();
    const attempt = await client.begin({ connection: 'corp' });
    const { page } = await browser.visit(attempt.url);
    const { landedAt } = await browser.visit(page, form(RADIA));
    const tokens = await client.readTokens(await client.exchange(attempt, landedAt), attempt.nonce);
    expect(oauth.getValidatedIdTokenClaims(tokens)).toMatchObject({
      sub: expect.stringMatching(/^oidc\|corp\|[0-9a-f]{24}$/),
      name: 'Radia Perlman',
      email: 'radia@corp.example',
    });
  });

  it('has the hinted address in its form', async () => {
    const { response } = await begin(newBrowser(), { connection: 'corp', login_hint: 'radia@corp.example' });
    expect(await response.text()).toContain('value="radia@corp.example"');
  });

  it('asks for the password', async () => {
    const browser = newBrowser();
    const { page } = await begin(browser, { connection: 'corp' });
    const { response } = await browser.visit(page, form({ ...RADIA, password: 'wrong' }));
    expect(response.status).toBe(400);
  });

  it('is found by the domain of the address on the hosted page', async () => {
    const browser = newBrowser();
    const { page } = await begin(browser, {});
    const next = await browser.visit(page, form({ username: 'radia@corp.example', password: '' }));
    expect(next.page.origin).toBe(tenant.identityProviders.enterprise.origin);
    expect(await next.response.text()).toContain('value="radia@corp.example"');
  });
});

describe('a federated log-out', () => {
  const logout = (parameters: Record<string, string>) => {
    const query = { client_id: tenant.clientId, returnTo: CALLBACK, ...parameters };
    return `${tenant.origin}/v2/logout?${new URLSearchParams(query)}`;
  };

  it('ends the session at the provider too, and arrives where it should', async () => {
    const before = tenant.identityProviders.social.sessions(MARGARET);
    const browser = newBrowser();
    await withGoogle(browser);
    const between = tenant.identityProviders.social.sessions(MARGARET);
    const { landedAt } = await browser.visit(logout({ federated: '' }));
    const after = tenant.identityProviders.social.sessions(MARGARET);
    expect([between - before, after - before, landedAt?.href]).toEqual([1, 0, CALLBACK]);
  });

  it('makes the provider ask again', async () => {
    const browser = newBrowser();
    await withGoogle(browser);
    await browser.visit(logout({ federated: '' }));
    const { page } = await begin(browser, { connection: 'google-oauth2' });
    expect(page.origin).toBe(tenant.identityProviders.social.origin);
  });

  it('is what it takes: a plain log-out leaves the session at the provider alone', async () => {
    const browser = newBrowser();
    await withGoogle(browser);
    const before = tenant.identityProviders.social.sessions();
    await browser.visit(logout({}));
    expect(tenant.identityProviders.social.sessions()).toBe(before);
  });

  it('of a database user goes to no provider', async () => {
    const browser = newBrowser();
    await client.signIn(browser, ...ADA);
    const { steps, landedAt } = await browser.visit(logout({ federated: '' }));
    expect([steps, landedAt?.href]).toEqual([['/v2/logout'], CALLBACK]);
  });
});

describe('trouble at the provider', () => {
  it('reaches the application as the error that the provider gave', async () => {
    tenant.identityProviders.social.refuseWith({ error: 'temporarily_unavailable', description: 'Later.' });
    const { landedAt } = await begin(newBrowser(), { connection: 'google-oauth2' });
    expect(errorOf(landedAt)).toEqual({ error: 'temporarily_unavailable', description: 'Later.' });
  });

  it('reaches the application as an error when its tokens are none', async () => {
    tenant.identityProviders.social.addFault({ path: '/token', kind: 'status', status: 500 });
    const browser = newBrowser();
    const { page } = await begin(browser, { connection: 'google-oauth2' });
    const { landedAt } = await browser.visit(page, form({ account: MARGARET }));
    expect(errorOf(landedAt).error).toBe('server_error');
  });

  it('can be that it never answers', async () => {
    const { social } = tenant.identityProviders;
    social.addFault({ path: '/authorize', kind: 'hang', times: 1 });
    const seen = social.requests.length;
    let hasAnswered = false;
    const journey = begin(newBrowser(), { connection: 'google-oauth2' });
    journey.then(
      () => {
        hasAnswered = true;
      },
      () => {}, // The provider closes when the tests are over.
    );
    await expect.poll(() => social.requests.length).toBe(seen + 1);
    // Somebody who comes later goes the whole way meanwhile.
    expect(await withGoogle(newBrowser())).toMatchObject({ email: MARGARET });
    expect([social.requests[seen]?.status, hasAnswered]).toEqual([null, false]);
  });
});

describe('a connection that is named at /authorize', () => {
  it('is refused when the tenant does not have it', async () => {
    const { landedAt } = await begin(newBrowser(), { connection: 'nowhere' });
    expect(errorOf(landedAt)).toEqual({
      error: 'invalid_request',
      description: 'the connection was not found',
    });
  });

  it('opens the hosted page when it is a database', async () => {
    const { response } = await begin(newBrowser(), { connection: 'Username-Password-Authentication' });
    const html = await response.text();
    expect([html.includes('name="password"'), html.includes('google-oauth2')]).toEqual([true, false]);
  });
});

describe('the buttons of the hosted page', () => {
  it('lead to the provider', async () => {
    const browser = newBrowser();
    const { page, response } = await begin(browser, {});
    expect(await response.text()).toContain(
      'data-connection="google-oauth2" href="?connection=google-oauth2"',
    );
    const next = await browser.visit(new URL('?connection=google-oauth2', page));
    expect(next.page.origin).toBe(tenant.identityProviders.social.origin);
  });
});
