import type { Config } from '../config.ts';
import { LatchkeyError, tenantIntercepted, tenantUnreachable } from '../errors.ts';
import { checkTenant } from '../tenant/check-tenant.ts';
import { connectionsOf, loadClientSettings } from '../tenant/client-settings.ts';
import { isServerError } from '../tenant/read-text.ts';

/**
 * Checks that there is a tenant with such an application, and resolves with the names of its connections. Rejects with
 * `tenant-unreachable`, `tenant-failed`, `tenant-intercepted`, `client-unknown` or `settings-invalid`: see `formatChoiceError`.
 */
export async function checkChoice(
  config: Config,
  fetch: typeof globalThis.fetch = globalThis.fetch,
): Promise<string[]> {
  const tenant = await checkTenant(config, { fetch });
  if (tenant.kind === 'unreachable') throw tenantUnreachable(config.domain, tenant);
  // A tenant refuses no request for its keys; a proxy or a firewall does.
  if ([401, 403, 407, 451].includes(tenant.status)) throw tenantIntercepted(config.domain, tenant.status);
  if (!tenant.isKeySet && !isServerError(tenant.status)) {
    const description = 'they come with no key set';
    throw new LatchkeyError('settings-invalid', { domain: config.domain, description });
  }
  // A tenant that is having trouble rejects this request too.
  return connectionsOf(await loadClientSettings(config, fetch)).map(({ name }) => name);
}
