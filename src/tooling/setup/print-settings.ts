import { readAddresses } from '../build/addresses.ts';
import { type Environment, parseEnvironment } from '../build/environment.ts';
import { readManifest } from '../build/manifest.ts';
import { type CliTarget, cliText } from './auth0-cli.ts';
import { domainOf, type PrintFormat, type SetupOptions } from './setup-options.ts';
import { type TenantSettings, tenantSettings } from './tenant-settings.ts';
import { terraformText } from './terraform.ts';

/** Returns the settings as text for another program, for an application that might not be there yet. */
export async function printSettings(
  format: PrintFormat,
  options: Pick<SetupOptions, 'domain' | 'clientId'>,
  variables: Environment,
): Promise<string> {
  const domain = options.domain ?? variables.AUTH0_DOMAIN?.trim() ?? '';
  const clientId = options.clientId ?? variables.AUTH0_CLIENT_ID?.trim() ?? '';
  const target = {
    domain: domain === '' ? null : domainOf(domain),
    clientId: clientId === '' ? null : clientId,
  };
  const settings = await readTenantSettings(variables, target);
  switch (format) {
    case 'auth0-cli':
      return cliText(settings, target);
    case 'terraform':
      return terraformText(settings, target.clientId);
  }
}

/** Returns what the variables need of the tenant. Rejects with `configuration-invalid` if they are wrong. */
export async function readTenantSettings(
  variables: Environment,
  { domain, clientId }: CliTarget,
): Promise<TenantSettings> {
  // Neither of the two is in the settings, so that any will do for one that is not known.
  const config = parseEnvironment({
    ...variables,
    AUTH0_DOMAIN: domain ?? 'example.eu.auth0.com',
    AUTH0_CLIENT_ID: clientId ?? 'unknown',
  });
  const { name } = await readManifest();
  return tenantSettings(config, await readAddresses(), name);
}
