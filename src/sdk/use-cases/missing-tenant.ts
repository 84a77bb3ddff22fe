import { mayReach } from '../browser/host-permission.ts';
import type { Tenant } from '../config.ts';
import { LatchkeyError } from '../errors.ts';

/**
 * Returns why no user can sign in yet in a configurable build (`configuration-invalid`), or `null` if the user or the
 * administrator has chosen a tenant and the extension may reach it.
 */
export async function missingTenant({ domain }: Tenant): Promise<LatchkeyError | null> {
  if (domain === '') return new LatchkeyError('configuration-invalid', { reason: 'tenant-not-chosen' });
  if (await mayReach(domain)) return null;
  return new LatchkeyError('configuration-invalid', { reason: 'tenant-not-permitted', domain });
}

/** Rejects with `configuration-invalid` if a tenant is missing. */
export async function expectTenant(tenant: Tenant): Promise<void> {
  const missing = await missingTenant(tenant);
  if (missing !== null) throw missing;
}
