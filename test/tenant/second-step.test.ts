import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTenant, type Tenant } from './tenant.ts';
import { form, TestBrowser } from './test-browser.ts';
import { CALLBACK, errorOf, ORIGIN, TestClient } from './test-client.ts';

const ALAN = ['alan@example.com', 'Bombe-Machine-1940'] as const;
const USERS = [{ email: ALAN[0], password: ALAN[1], mfa: true }];

describe('the second step', () => {
  let tenant: Tenant;
  let client: TestClient;
  let browser: TestBrowser;

  beforeAll(async () => {
    tenant = await startTenant({ allowedOrigins: [ORIGIN], allowedCallbackUrls: [CALLBACK] });
    client = new TestClient(tenant);
  });
  beforeEach(() => {
    tenant.configure({ users: USERS });
    browser = new TestBrowser();
  });
  afterAll(() => tenant.close());

  /** As far as the page that asks for the code, by the hosted page. */
  async function toSecondStep(): Promise<URL> {
    const { page } = await browser.visit((await client.begin()).url);
    const { response } = await browser.visit(page, form({ username: ALAN[0], password: ALAN[1] }));
    expect(await response.text()).toContain('name="code"');
    return page;
  }

  it('is a page after the right password', async () => {
    await toSecondStep();
  });

  it('comes after no wrong password', async () => {
    const { page } = await browser.visit((await client.begin()).url);
    const { response } = await browser.visit(page, form({ username: ALAN[0], password: 'wrong' }));
    expect(await response.text()).not.toContain('name="code"');
  });

  it('ends in a code when the authenticator is right', async () => {
    const page = await toSecondStep();
    const { landedAt } = await browser.visit(page, form({ code: tenant.mfaCode(ALAN[0]) }));
    expect(landedAt?.searchParams.has('code')).toBe(true);
  });

  it('says that a code is wrong', async () => {
    const page = await toSecondStep();
    const { response } = await browser.visit(page, form({ code: '000000' }));
    expect(await response.text()).toContain('The code you entered is invalid');
  });

  it('ends in access_denied after too many wrong codes', async () => {
    const page = await toSecondStep();
    await browser.visit(page, form({ code: '000000' }));
    await browser.visit(page, form({ code: '000000' }));
    const { landedAt } = await browser.visit(page, form({ code: '000000' }));
    expect(errorOf(landedAt).error).toBe('access_denied');
  });

  it('makes no session before it is done', async () => {
    const before = tenant.grants(ALAN[0]).sessions;
    await toSecondStep();
    expect(tenant.grants(ALAN[0]).sessions).toBe(before);
  });

  it('is a page, not a redirect, for a login ticket', async () => {
    const ticket = await client.ticket(browser, ...ALAN);
    const { landedAt, response } = await browser.visit((await client.begin({ login_ticket: ticket })).url);
    expect([landedAt, (await response.text()).includes('name="code"')]).toEqual([undefined, true]);
  });

  it('is an error for a login ticket with prompt=none', async () => {
    const ticket = await client.ticket(browser, ...ALAN);
    const { url } = await client.begin({ login_ticket: ticket, prompt: 'none' });
    expect(errorOf((await browser.visit(url)).landedAt).error).toBe('interaction_required');
  });

  it('is not asked for again while the session lasts', async () => {
    const page = await toSecondStep();
    await browser.visit(page, form({ code: tenant.mfaCode(ALAN[0]) }));
    const { landedAt } = await browser.visit((await client.begin({ prompt: 'none' })).url);
    expect(landedAt?.searchParams.has('code')).toBe(true);
  });

  it('has its code at an address for people', async () => {
    const page = await (await fetch(`${tenant.origin}/authenticator`)).text();
    expect(page).toContain(tenant.mfaCode(ALAN[0]));
  });
});
