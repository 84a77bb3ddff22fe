import { hasHostPermission } from '../browser/host-permission.ts';
import type { Config } from '../config.ts';
import { LatchkeyError } from '../errors.ts';

/**
 * Returns the error `configuration-invalid` if a configurable build has no tenant yet, or no permission for its host. Returns
 * `null` if the user or the administrator has chosen a tenant and the extension has the permission, and in any other build.
 */
export async function missingTenant({
  domain,
  configurable,
}: Pick<Config, 'domain' | 'configurable'>): Promise<LatchkeyError | null> {
  if (configurable === undefined) return null;
  if (domain === '') return new LatchkeyError('configuration-invalid', { reason: 'tenant-not-chosen' });
  if (await hasHostPermission(domain)) return null;
  return new LatchkeyError('configuration-invalid', { reason: 'tenant-not-permitted', domain });
}

/** Rejects with `configuration-invalid` if a tenant is missing. */
export async function expectTenant(config: Pick<Config, 'domain' | 'configurable'>): Promise<void> {
  const missing = await missingTenant(config);
  if (missing !== null) throw missing;
}
