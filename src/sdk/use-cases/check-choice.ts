import type { Config } from '../config.ts';
import { isTrouble, LatchkeyError, tenantIntercepted, tenantUnreachable } from '../errors.ts';
import { translate } from '../locales/translate.ts';
import { checkTenant } from '../tenant/check-tenant.ts';
import { connectionsOf, isCustomDomain, loadClientSettings } from '../tenant/client-settings.ts';

/**
 * Sees whether there is a tenant with such an application, and resolves with the names of its connections. Rejects with
 * `tenant-unreachable`, `tenant-failed`, `tenant-intercepted`, `client-unknown` or `settings-invalid`; in the words of each is what to do.
 */
export async function checkChoice(
  config: Config,
  fetch: typeof globalThis.fetch = globalThis.fetch,
): Promise<string[]> {
  const tenant = await checkTenant(config, { fetch });
  if (tenant.kind === 'unreachable') throw tenantUnreachable(config.domain, tenant);
  // A tenant refuses no request for its keys; a proxy or a firewall does.
  if ([401, 403, 407, 451].includes(tenant.status)) throw tenantIntercepted(config.domain, tenant.status);
  if (!tenant.isKeySet && !isTrouble(tenant.status)) throw noTenantThere(config);
  try {
    // Where the tenant is in trouble, this says so.
    return connectionsOf(await loadClientSettings(config, fetch)).map(({ name }) => name);
  } catch (error) {
    throw inWordsOfChoice(error, config);
  }
}

/** Whoever chooses has no variables of a build to check. */
function inWordsOfChoice(error: unknown, config: Config): unknown {
  if (!(error instanceof LatchkeyError)) return error;
  if (error.code === 'settings-invalid') return noTenantThere(config, error);
  if (error.code !== 'client-unknown') return error;
  const { domain } = config;
  const name = isCustomDomain(domain) ? 'clientIdUnknownAtCustomDomain' : 'clientIdUnknown';
  return new LatchkeyError('client-unknown', translate(name, { domain }), { cause: error });
}

function noTenantThere({ domain }: Config, cause?: unknown): LatchkeyError {
  return new LatchkeyError('settings-invalid', translate('noTenantThere', { domain }), { cause });
}
