import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTenant, type Tenant } from './tenant.ts';
import { TestBrowser } from './test-browser.ts';
import { CALLBACK, errorOf, ORIGIN, TestClient } from './test-client.ts';
import { ADA } from './test-people.ts';

describe('a login ticket', () => {
  let tenant: Tenant;
  let client: TestClient;
  let time = Date.UTC(2026, 10, 23);

  beforeAll(async () => {
    tenant = await startTenant({
      allowedOrigins: [ORIGIN],
      allowedCallbackUrls: [CALLBACK],
      now: () => time,
    });
    client = new TestClient(tenant);
  });
  afterAll(() => tenant.close());

  async function handIn(browser: TestBrowser, ticket: string, changes: Record<string, string> = {}) {
    const { url } = await client.begin({ login_ticket: ticket, ...changes });
    const { landedAt } = await browser.visit(url);
    return errorOf(landedAt);
  }

  const REFUSED = { error: 'access_denied', description: 'Unknown or invalid login ticket.' };
  const ACCEPTED = { error: null, description: null };

  it('is good for one sign-in', async () => {
    const browser = new TestBrowser();
    const ticket = await client.ticket(browser, ...ADA);
    expect(await handIn(browser, ticket)).toEqual(ACCEPTED);
  });

  it('is not good for a second one', async () => {
    const browser = new TestBrowser();
    const ticket = await client.ticket(browser, ...ADA);
    await handIn(browser, ticket);
    expect(await handIn(browser, ticket)).toEqual(REFUSED);
  });

  it('is good just before five minutes are over', async () => {
    const browser = new TestBrowser();
    const ticket = await client.ticket(browser, ...ADA);
    time += 300_000 - 1;
    expect(await handIn(browser, ticket)).toEqual(ACCEPTED);
  });

  it('is not good when five minutes are over', async () => {
    const browser = new TestBrowser();
    const ticket = await client.ticket(browser, ...ADA);
    time += 300_000;
    expect(await handIn(browser, ticket)).toEqual(REFUSED);
  });

  it('is not good in a browser without the cookie', async () => {
    const ticket = await client.ticket(new TestBrowser(), ...ADA);
    expect(await handIn(new TestBrowser(), ticket)).toEqual(REFUSED);
  });

  it('is not good in a browser with a cookie of its own', async () => {
    const stranger = new TestBrowser();
    await client.ticket(stranger, ...ADA);
    const ticket = await client.ticket(new TestBrowser(), ...ADA);
    expect(await handIn(stranger, ticket)).toEqual(REFUSED);
  });

  it('is not good for another client', async () => {
    const browser = new TestBrowser();
    const ticket = await client.ticket(browser, ...ADA);
    const { clientId } = tenant;
    tenant.configure({ clientId: 'another-client' });
    const outcome = await handIn(browser, ticket, { client_id: 'another-client' });
    tenant.configure({ clientId });
    expect(outcome).toEqual(REFUSED);
  });

  it('cannot be guessed', async () => {
    expect(await handIn(new TestBrowser(), 'A'.repeat(32))).toEqual(REFUSED);
  });

  it('never leads to a page, even when it is bad and somebody is signed in', async () => {
    const browser = new TestBrowser();
    await client.signIn(browser, ...ADA);
    expect(await handIn(browser, 'A'.repeat(32))).toEqual(REFUSED);
  });
});
