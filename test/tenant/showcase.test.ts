import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SHOWCASE, startTenant, type Tenant } from './tenant.ts';
import { TestBrowser } from './test-browser.ts';
import { CALLBACK, ORIGIN, TestClient } from './test-client.ts';
import { ADA } from './test-people.ts';

describe('the showcase', () => {
  let tenant: Tenant;

  beforeAll(async () => {
    tenant = await startTenant({ ...SHOWCASE, allowedOrigins: [ORIGIN], allowedCallbackUrls: [CALLBACK] });
  });
  afterAll(() => tenant.close());

  it('lets the first user in without anything special', async () => {
    const tokens = await new TestClient(tenant).signIn(new TestBrowser(), ...ADA);
    expect(tokens.id_token).toEqual(expect.any(String));
  });

  it.each([
    'ada@example.com  Analytical-Engine-1843',
    'alan@example.com',
    'margaret@gmail.example',
    'radia@corp.example  Spanning-Tree-1985',
    'Codes by e-mail and SMS',
    'Organization  acme',
    '/mailbox',
    '/authenticator',
  ])('tells who can sign in where: %s', (text) => {
    expect(tenant.description).toContain(text);
  });
});
