import type { Config, Configurable, Tenant } from '../config.ts';
import { type ManagedName, type ManagedValues, parseManaged } from './managed.ts';
import type { Options } from './options.ts';
import { isChoosable, NO_TENANT, tenantOf } from './tenant.ts';

/** What applies now: what the administrator has set, else what the user has chosen, else what the build has. */
export interface Settings {
  readonly config: Config;
  /** Whether the browser shows a notification when the session needs the user. */
  readonly notify: boolean;
  /** What the administrator has set, and the user cannot change. */
  readonly managed: readonly ManagedName[];
  /** What the administrator has set to a value that cannot be used. */
  readonly ignored: readonly ManagedName[];
}

/** The user's options, and what the administrator has set as it was found. */
export interface Found {
  readonly options: Options;
  readonly managed: unknown;
}

/** Returns the settings that apply. Never throws: what cannot be used counts as not set. */
export function settingsOf(buildConfig: Config, found: Found): Settings {
  const chosen = found.options;
  const { values, managed, ignored } = parseManaged(found.managed, buildConfig);
  const organization = values.organization ?? buildConfig.organization;
  const config: Config = {
    ...buildConfig,
    clientId: values.clientId ?? buildConfig.clientId,
    ...(buildConfig.configurable === undefined ? {} : chosenTenant(buildConfig.configurable, values, chosen)),
    connections: values.connections ?? buildConfig.connections,
    organization,
    // Auth0 supports organizations on its hosted page only, not in Lock.
    login: organization === null ? buildConfig.login : 'hosted',
    logout: values.logout ?? chosen.logout ?? buildConfig.logout,
    silent: values.silent ?? chosen.silent ?? buildConfig.silent,
  };
  return { config, notify: chosen.notify, managed, ignored };
}

/** Returns the administrator's tenant, else the user's. */
function chosenTenant(
  configurable: Configurable,
  { domain, clientId }: ManagedValues,
  { tenant }: Options,
): Tenant {
  if (domain !== undefined && clientId !== undefined) return tenantOf({ domain, clientId });
  return tenant !== null && isChoosable(tenant.domain, configurable) ? tenantOf(tenant) : NO_TENANT;
}
