import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTenant, type Tenant } from './tenant.ts';
import { TestBrowser } from './test-browser.ts';
import { CALLBACK, errorOf, ORIGIN, TestClient } from './test-client.ts';
import { ADA } from './test-people.ts';

describe('/v2/logout', () => {
  let tenant: Tenant;
  let client: TestClient;

  beforeAll(async () => {
    tenant = await startTenant({
      allowedOrigins: [ORIGIN],
      allowedCallbackUrls: [CALLBACK],
      allowedLogoutUrls: [CALLBACK],
    });
    client = new TestClient(tenant);
  });
  afterAll(() => tenant.close());

  function address(parameters: Record<string, string>): string {
    return `${tenant.origin}/v2/logout?${new URLSearchParams(parameters)}`;
  }

  const listed = () => address({ client_id: tenant.clientId, returnTo: CALLBACK });

  async function silently(browser: TestBrowser): Promise<string | null> {
    const { url } = await client.begin({ prompt: 'none' });
    const { landedAt } = await browser.visit(url);
    return errorOf(landedAt).error;
  }

  it('sends the browser on to a listed address', async () => {
    const response = await new TestBrowser().fetch(listed());
    expect([response.status, response.headers.get('Location')]).toEqual([302, CALLBACK]);
  });

  it('ends the session: a silent sign-in is refused afterwards', async () => {
    const browser = new TestBrowser();
    await client.signIn(browser, ...ADA);
    await browser.fetch(listed());
    expect(await silently(browser)).toBe('login_required');
  });

  it('ends the session at the tenant, not only in the browser', async () => {
    const before = tenant.grants('ada@example.com').sessions;
    const browser = new TestBrowser();
    await client.signIn(browser, ...ADA);
    const between = tenant.grants('ada@example.com').sessions;
    await browser.fetch(listed());
    const after = tenant.grants('ada@example.com').sessions;
    expect([between - before, after - before]).toEqual([1, 0]);
  });

  it('leaves the sessions of other browsers alone', async () => {
    const other = new TestBrowser();
    await client.signIn(other, ...ADA);
    const browser = new TestBrowser();
    await client.signIn(browser, ...ADA);
    await browser.fetch(listed());
    expect(await silently(other)).toBeNull();
  });

  it('does not revoke refresh tokens: that is another call', async () => {
    const before = tenant.grants('ada@example.com').refreshTokens;
    const browser = new TestBrowser();
    await client.signIn(browser, ...ADA);
    await browser.fetch(listed());
    expect(tenant.grants('ada@example.com').refreshTokens - before).toBe(1);
  });

  it('takes federated as well', async () => {
    const response = await new TestBrowser().fetch(`${listed()}&federated`);
    expect(response.status).toBe(302);
  });

  it('shows an error page for an address that is not listed', async () => {
    const url = address({ client_id: tenant.clientId, returnTo: 'https://elsewhere.example/' });
    const response = await new TestBrowser().fetch(url);
    expect({ status: response.status, page: await response.text() }).toEqual({
      status: 400,
      page: expect.stringContaining('is not defined as a valid URL in &#34;Allowed Logout URLs&#34;'),
    });
  });

  it('shows an error page for a client that it does not know', async () => {
    const url = address({ client_id: 'somebody-else', returnTo: CALLBACK });
    expect((await new TestBrowser().fetch(url)).status).toBe(400);
  });
});
