import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_USERS, startTenant, type Tenant } from './tenant.ts';
import { form, type Journey, TestBrowser } from './test-browser.ts';
import { CALLBACK, errorOf, ORIGIN, TestClient } from './test-client.ts';
import { ADA, GRACE } from './test-people.ts';

let tenant: Tenant;
let client: TestClient;
let browser: TestBrowser;

beforeAll(async () => {
  tenant = await startTenant({ allowedOrigins: [ORIGIN], allowedCallbackUrls: [CALLBACK] });
  client = new TestClient(tenant);
});
beforeEach(() => {
  tenant.configure({ consent: true, users: DEFAULT_USERS });
  browser = new TestBrowser();
});
afterAll(() => tenant.close());

async function withPassword([email, password]: readonly [string, string], prompt?: string): Promise<Journey> {
  const ticket = await client.ticket(browser, email, password);
  const { url } = await client.begin({ login_ticket: ticket, ...(prompt === undefined ? {} : { prompt }) });
  return browser.visit(url);
}

describe('consent', () => {
  it('is asked for on a page', async () => {
    const { response } = await withPassword(ADA);
    expect(await response.text()).toContain('Authorize Latchkey');
  });

  it('leads to a code', async () => {
    const { page } = await withPassword(ADA);
    const { landedAt } = await browser.visit(page, form({ consent: 'yes' }));
    expect(landedAt?.searchParams.has('code')).toBe(true);
  });

  it('is asked for once', async () => {
    const { page } = await withPassword(ADA);
    await browser.visit(page, form({ consent: 'yes' }));
    expect((await withPassword(ADA)).landedAt?.searchParams.has('code')).toBe(true);
  });

  it('goes back with access_denied when it is refused', async () => {
    const { page } = await withPassword(ADA);
    const { landedAt } = await browser.visit(page, form({ consent: 'no' }));
    expect(errorOf(landedAt)).toEqual({
      error: 'access_denied',
      description: 'User did not authorize the request',
    });
  });

  it('is consent_required with prompt=none', async () => {
    await withPassword(ADA);
    const { landedAt } = await browser.visit((await client.begin({ prompt: 'none' })).url);
    expect(errorOf(landedAt)).toEqual({ error: 'consent_required', description: 'Consent required' });
  });

  it('is consent_required for a login ticket with prompt=none', async () => {
    expect(errorOf((await withPassword(ADA, 'none')).landedAt).error).toBe('consent_required');
  });

  it('can be asked of one user alone', async () => {
    const users = DEFAULT_USERS.map((user) => ({ ...user, mustConsent: user.email === ADA[0] }));
    tenant.configure({ consent: false, users });
    const asked = (await withPassword(ADA)).landedAt;
    const unasked = (await withPassword(GRACE)).landedAt;
    expect([asked, unasked?.searchParams.has('code')]).toEqual([undefined, true]);
  });
});
