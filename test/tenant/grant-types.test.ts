import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type GrantType, startTenant, type Tenant } from './tenant.ts';
import { TestBrowser } from './test-browser.ts';
import { CALLBACK, errorOf, ORIGIN, TestClient } from './test-client.ts';
import { ADA } from './test-people.ts';

const BOTH: readonly GrantType[] = ['authorization_code', 'refresh_token'];

let tenant: Tenant;
let client: TestClient;

beforeAll(async () => {
  tenant = await startTenant({ allowedOrigins: [ORIGIN], allowedCallbackUrls: [CALLBACK] });
  client = new TestClient(tenant);
});
beforeEach(() => tenant.configure({ grantTypes: BOTH }));
afterAll(() => tenant.close());

describe('an application without a grant type', () => {
  it('gets no code', async () => {
    tenant.configure({ grantTypes: ['refresh_token'] });
    const { url } = await client.begin({ prompt: 'none' });
    const { landedAt } = await new TestBrowser().visit(url);
    expect(errorOf(landedAt).error).toBe('unauthorized_client');
  });

  it('exchanges no code', async () => {
    const [attempt, { landedAt }] = await client.authorize(new TestBrowser(), ...ADA);
    tenant.configure({ grantTypes: ['refresh_token'] });
    const response = await client.exchange(attempt, landedAt);
    expect([response.status, await response.json()]).toEqual([
      403,
      {
        error: 'unauthorized_client',
        error_description: "Grant type 'authorization_code' not allowed for the client.",
      },
    ]);
  });

  it('refreshes nothing', async () => {
    const tokens = await client.signIn(new TestBrowser(), ...ADA);
    tenant.configure({ grantTypes: ['authorization_code'] });
    const response = await client.refresh(tokens.refresh_token ?? '');
    expect([response.status, await response.json()]).toEqual([
      403,
      {
        error: 'unauthorized_client',
        error_description: "Grant type 'refresh_token' not allowed for the client.",
      },
    ]);
  });
});

describe('an API that the tenant does not have', () => {
  it('is refused at /authorize, by its name', async () => {
    tenant.configure({ apis: ['https://api.example/'] });
    const { url } = await client.begin({ prompt: 'none', audience: 'https://other.example/' });
    const { landedAt } = await new TestBrowser().visit(url);
    expect(errorOf(landedAt)).toEqual({
      error: 'access_denied',
      description: 'Service not found: https://other.example/',
    });
  });

  it('is another than those that it has', async () => {
    tenant.configure({ apis: ['https://api.example/'] });
    const { url } = await client.begin({ prompt: 'none', audience: 'https://api.example/' });
    const { landedAt } = await new TestBrowser().visit(url);
    expect(errorOf(landedAt).error).toBe('login_required');
  });
});
