import { beforeEach, describe, expect, it } from 'vitest';
import { expectTenant, missingTenant } from '../../../src/sdk/use-cases/missing-tenant.ts';
import { fakeBrowser, resetFakeBrowser } from '../../support/unit/fake-browser.ts';

const NO_TENANT = { domain: '', configurable: 'https' } as const;
const TENANT = { domain: 'tenant.example', configurable: 'https' } as const;

beforeEach(resetFakeBrowser);

describe('a tenant', () => {
  it('is missing where none is chosen', async () => {
    const missing = { code: 'configuration-invalid', data: { reason: 'tenant-not-chosen' } };
    expect(await missingTenant(NO_TENANT)).toMatchObject(missing);
    await expect(expectTenant(NO_TENANT)).rejects.toMatchObject(missing);
  });

  it('is missing where it may not be reached', async () => {
    fakeBrowser.permissions.withheld.add('https://tenant.example/*');
    const data = { reason: 'tenant-not-permitted', domain: 'tenant.example' };
    expect(await missingTenant(TENANT)).toMatchObject({ code: 'configuration-invalid', data });
    await expect(expectTenant(TENANT)).rejects.toMatchObject({ code: 'configuration-invalid', data });
  });

  it('is there where it is chosen and may be reached', async () => {
    expect(await missingTenant(TENANT)).toBeNull();
    await expect(expectTenant(TENANT)).resolves.toBeUndefined();
  });
  it('is not missing in a build for one tenant, even if its host was taken away', async () => {
    fakeBrowser.permissions.withheld.add('https://tenant.example/*');
    expect(await missingTenant({ domain: 'tenant.example' })).toBeNull();
  });
});
