import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTenant, type Tenant } from './tenant.ts';

let tenant: Tenant;
beforeAll(async () => {
  tenant = await startTenant();
});
afterAll(() => tenant.close());

it('the page for applications that watch a browser is there, whatever it is asked with', async () => {
  const response = await fetch(`${tenant.origin}/mobile?code=c&state=s`);
  expect(response.status).toBe(200);
  expect(await response.text()).not.toContain('code');
});
