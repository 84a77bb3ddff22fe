import { mayReach } from '../browser/host-permission.ts';
import type { Tenant } from '../config.ts';
import { LatchkeyError } from '../errors.ts';
import { translate } from '../locales/translate.ts';

/**
 * In a build that is for no tenant: why nobody can sign in yet, in words, or `null` where a tenant is chosen, by the person or
 * their organisation, and may be reached.
 */
export async function missingTenant({ domain }: Tenant): Promise<string | null> {
  if (domain === '') return translate('tenantNotChosen');
  return (await mayReach(domain)) ? null : translate('tenantNotAllowed', { domain });
}

/** Throws `configuration-invalid` where a tenant is missing. */
export async function expectTenant(tenant: Tenant): Promise<void> {
  const missing = await missingTenant(tenant);
  if (missing !== null) throw new LatchkeyError('configuration-invalid', missing);
}
