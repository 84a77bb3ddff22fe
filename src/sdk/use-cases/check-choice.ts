import type { Config } from '../config.ts';
import { LatchkeyError, tenantIntercepted, tenantUnreachable } from '../errors.ts';
import { checkTenant } from '../tenant/check-tenant.ts';
import { connectionsOf, loadClientSettings } from '../tenant/client-settings.ts';
import { isServerError } from '../tenant/read-text.ts';

/**
 * Checks that the tenant and the application exist. Resolves with the names of the application's connections. Rejects with
 * `tenant-unreachable`, `tenant-failed`, `tenant-intercepted`, `client-unknown` or `settings-invalid`: see `formatChoiceError`.
 */
export async function checkChoice(
  config: Config,
  fetch: typeof globalThis.fetch = globalThis.fetch,
): Promise<string[]> {
  const tenant = await checkTenant(config, { fetch });
  if (tenant.kind === 'unreachable') throw tenantUnreachable(config.domain, tenant);
  // A tenant never refuses a request for its keys, but a proxy or a firewall might.
  if ([401, 403, 407, 451].includes(tenant.status)) throw tenantIntercepted(config.domain, tenant.status);
  if (!tenant.isKeySet && !isServerError(tenant.status)) {
    const description = 'they come with no key set';
    throw new LatchkeyError('settings-invalid', { domain: config.domain, description });
  }
  // If the tenant has a server error, this request rejects too.
  return connectionsOf(await loadClientSettings(config, fetch)).map(({ name }) => name);
}
