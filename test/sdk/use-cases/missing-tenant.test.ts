import { beforeEach, describe, expect, it } from 'vitest';
import { expectTenant, missingTenant } from '../../../src/sdk/use-cases/missing-tenant.ts';
import { fakeBrowser, resetFakeBrowser } from '../../support/unit/fake-browser.ts';

const NO_TENANT = { domain: '', configurable: 'https' } as const;
const TENANT = { domain: 'tenant.example', configurable: 'https' } as const;

beforeEach(resetFakeBrowser);

describe('missingTenant', () => {
  it.each([
    ['no tenant is chosen', NO_TENANT, { reason: 'tenant-not-chosen' }],
    ['the host permission is missing', TENANT, { reason: 'tenant-not-permitted', domain: 'tenant.example' }],
  ])('returns the error when %s, and expectTenant rejects with it', async (_condition, config, data) => {
    fakeBrowser.permissions.denied.add('https://tenant.example/*');
    const error = { code: 'configuration-invalid', data };
    expect(await missingTenant(config)).toMatchObject(error);
    await expect(expectTenant(config)).rejects.toMatchObject(error);
  });

  it('returns null when the chosen tenant has the host permission, and expectTenant resolves', async () => {
    expect(await missingTenant(TENANT)).toBeNull();
    await expect(expectTenant(TENANT)).resolves.toBeUndefined();
  });

  it('returns null in a build for one tenant, also without the host permission', async () => {
    fakeBrowser.permissions.denied.add('https://tenant.example/*');
    expect(await missingTenant({ domain: 'tenant.example' })).toBeNull();
  });
});
