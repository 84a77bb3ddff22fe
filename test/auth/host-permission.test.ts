import { beforeEach, describe, expect, it } from 'vitest';
import { checkHostPermission, explainHostPermission } from '../../src/auth/host-permission.ts';
import { fakeBrowser, resetFakeBrowser } from '../support/fake-browser.ts';

const TENANT = 'https://tenant.example/*';
const DEAD = new TypeError('Failed to fetch');

beforeEach(() => {
  resetFakeBrowser();
  fakeBrowser.runtime.manifest = { host_permissions: [TENANT, 'https://api.example/*'] };
});

describe("where the tenant's host is permitted", () => {
  it('nothing is wrong, though the host of an API is not', async () => {
    fakeBrowser.permissions.withheld.add('https://api.example/*');
    await expect(checkHostPermission('tenant.example')).resolves.toBeUndefined();
  });

  it('an error is what it was', async () => {
    await expect(explainHostPermission(DEAD, 'tenant.example')).rejects.toBe(DEAD);
  });
});

describe("where the tenant's host was taken away", () => {
  const told = {
    code: 'host-not-permitted',
    message: expect.stringContaining('may not reach tenant.example'),
  };
  beforeEach(() => void fakeBrowser.permissions.withheld.add(TENANT));

  it('that is said', async () => {
    await expect(checkHostPermission('tenant.example')).rejects.toMatchObject(told);
  });

  it('that is said in the place of the error, which is the cause', async () => {
    await expect(explainHostPermission(DEAD, 'tenant.example')).rejects.toMatchObject({
      ...told,
      cause: DEAD,
    });
  });
});
