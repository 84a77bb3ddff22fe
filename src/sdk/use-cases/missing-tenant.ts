import { mayReach } from '../browser/host-permission.ts';
import type { Config } from '../config.ts';
import { LatchkeyError } from '../errors.ts';
import { translate } from '../locales/translate.ts';

/**
 * Returns why no user can sign in yet, in words, or `null`. In a configurable build, a tenant must have been chosen and its
 * host be permitted; another build has its tenant.
 */
export async function missingTenant({
  domain,
  configurable,
}: Pick<Config, 'domain' | 'configurable'>): Promise<string | null> {
  if (configurable === undefined) return null;
  if (domain === '') return translate('tenantNotChosen');
  return (await mayReach(domain)) ? null : translate('tenantNotAllowed', { domain });
}

/** Rejects with `configuration-invalid` if `missingTenant` returns a reason. */
export async function expectTenant(config: Pick<Config, 'domain' | 'configurable'>): Promise<void> {
  const missing = await missingTenant(config);
  if (missing !== null) throw new LatchkeyError('configuration-invalid', missing);
}
