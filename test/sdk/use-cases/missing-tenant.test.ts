import { beforeEach, describe, expect, it } from 'vitest';
import { expectTenant, missingTenant } from '../../../src/sdk/use-cases/missing-tenant.ts';
import { fakeBrowser, resetFakeBrowser } from '../../support/unit/fake-browser.ts';

const NO_TENANT = { domain: '', configurable: 'https' } as const;
const TENANT = { domain: 'tenant.example', configurable: 'https' } as const;

beforeEach(resetFakeBrowser);

describe('missingTenant', () => {
  it('returns true if no tenant is chosen', async () => {
    const missing = { code: 'configuration-invalid', data: { reason: 'tenant-not-chosen' } };
    expect(await missingTenant(NO_TENANT)).toMatchObject(missing);
    await expect(expectTenant(NO_TENANT)).rejects.toMatchObject(missing);
  });

  it('returns true without the host permission', async () => {
    fakeBrowser.permissions.denied.add('https://tenant.example/*');
    const data = { reason: 'tenant-not-permitted', domain: 'tenant.example' };
    expect(await missingTenant(TENANT)).toMatchObject({ code: 'configuration-invalid', data });
    await expect(expectTenant(TENANT)).rejects.toMatchObject({ code: 'configuration-invalid', data });
  });

  it('returns false with a chosen tenant and the host permission', async () => {
    expect(await missingTenant(TENANT)).toBeNull();
    await expect(expectTenant(TENANT)).resolves.toBeUndefined();
  });
  it('returns false in a build for one tenant, even if its host was removed', async () => {
    fakeBrowser.permissions.denied.add('https://tenant.example/*');
    expect(await missingTenant({ domain: 'tenant.example' })).toBeNull();
  });
});
