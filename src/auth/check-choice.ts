import type { Config } from '../config.ts';
import { LatchkeyError } from '../errors.ts';
import { translate } from '../i18n/translate.ts';
import { checkTenant } from './check-tenant.ts';
import { connectionsOf, loadClientSettings } from './client-settings.ts';

/**
 * Sees whether there is a tenant with such an application, and resolves with the names of its connections. Rejects with
 * `tenant-unreachable`, `tenant-failed`, `client-unknown` or `settings-invalid`; in the words of each is what to do.
 */
export async function checkChoice(
  config: Config,
  fetch: typeof globalThis.fetch = globalThis.fetch,
): Promise<string[]> {
  const tenant = await checkTenant(config, { fetch });
  if (tenant.kind === 'answered' && !tenant.isKeySet && tenant.status < 500)
    throw new LatchkeyError('settings-invalid', translate('noTenantThere', { domain: config.domain }));
  // Where nothing answers, this says so.
  return connectionsOf(await loadClientSettings(config, fetch)).map(({ name }) => name);
}
