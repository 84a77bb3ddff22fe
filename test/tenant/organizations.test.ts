import * as oauth from 'oauth4webapi';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTenant, type Tenant } from './tenant.ts';
import { type Journey, TestBrowser } from './test-browser.ts';
import { CALLBACK, errorOf, ORIGIN, TestClient } from './test-client.ts';
import { ADA, GRACE } from './test-people.ts';

const ACME = { id: 'org_acme', name: 'acme', members: [ADA[0]] };

let tenant: Tenant;
let client: TestClient;

beforeAll(async () => {
  tenant = await startTenant({
    allowedOrigins: [ORIGIN],
    allowedCallbackUrls: [CALLBACK],
    organizations: [ACME],
  });
  client = new TestClient(tenant);
});
afterAll(() => tenant.close());

async function withPassword(
  [email, password]: readonly [string, string],
  changes: Record<string, string>,
  browser = new TestBrowser(),
): Promise<[Awaited<ReturnType<TestClient['begin']>>, Journey]> {
  const attempt = await client.begin({
    login_ticket: await client.ticket(browser, email, password),
    ...changes,
  });
  return [attempt, await browser.visit(attempt.url)];
}

describe('an organization', () => {
  it.each(['org_acme', 'acme', 'Acme'])(
    'that is asked for as %s is in the ID token',
    async (organization) => {
      const [attempt, { landedAt }] = await withPassword(ADA, { organization });
      const tokens = await client.readTokens(await client.exchange(attempt, landedAt), attempt.nonce);
      expect(oauth.getValidatedIdTokenClaims(tokens)).toMatchObject({ org_id: 'org_acme', org_name: 'acme' });
    },
  );

  it('stays in the ID token after a refresh', async () => {
    const [attempt, { landedAt }] = await withPassword(ADA, { organization: 'acme' });
    const tokens = await client.readTokens(await client.exchange(attempt, landedAt), attempt.nonce);
    const refreshed: { id_token: string } = await (await client.refresh(tokens.refresh_token ?? '')).json();
    const payload = Buffer.from(refreshed.id_token.split('.')[1] ?? '', 'base64url').toString();
    expect(JSON.parse(payload)).toMatchObject({ org_id: 'org_acme' });
  });

  it('is in no ID token when nobody asked', async () => {
    const tokens = await client.signIn(new TestBrowser(), ...ADA);
    expect(oauth.getValidatedIdTokenClaims(tokens)).not.toHaveProperty('org_id');
  });

  it('refuses who is no member', async () => {
    const [, { landedAt }] = await withPassword(GRACE, { organization: 'acme' });
    expect(errorOf(landedAt)).toEqual({
      error: 'access_denied',
      description: expect.stringMatching(/^user auth0\|\w+ is not part of the org_acme organization$/),
    });
  });

  it('refuses a session of who is no member, silently too', async () => {
    const browser = new TestBrowser();
    await client.signIn(browser, ...GRACE);
    const { url } = await client.begin({ organization: 'acme', prompt: 'none' });
    expect(errorOf((await browser.visit(url)).landedAt).error).toBe('access_denied');
  });

  it('that nobody knows is an invalid request', async () => {
    const [, { landedAt }] = await withPassword(ADA, { organization: 'org_nowhere' });
    expect(errorOf(landedAt)).toEqual({
      error: 'invalid_request',
      description: expect.stringContaining('organization'),
    });
  });
});

describe('a rule', () => {
  it('refuses in its own words', async () => {
    tenant.configure({ users: [{ email: ADA[0], password: ADA[1], refusedByRule: 'Not on Sundays.' }] });
    const [, { landedAt }] = await withPassword(ADA, {});
    expect(errorOf(landedAt)).toEqual({ error: 'unauthorized', description: 'Not on Sundays.' });
  });
});
