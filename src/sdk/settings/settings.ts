import type { Config, Configurable, Tenant } from '../config.ts';
import { type ManagedName, type ManagedValues, parseManaged } from './managed.ts';
import type { Options } from './options.ts';
import { isChoosable, NO_TENANT, tenantOf } from './tenant.ts';

/** The active settings: the administrator's, else the user's, else the build's. */
export interface Settings {
  readonly config: Config;
  /** Whether the browser shows a notification when the session requires an action of the user. */
  readonly notify: boolean;
  /** Names of the settings that the administrator has set, so that the user can't change them. */
  readonly managed: readonly ManagedName[];
  /** Names of the settings that the administrator has set to an invalid value. */
  readonly ignored: readonly ManagedName[];
}

/** The user's options and the unparsed settings of the administrator. */
export interface Found {
  readonly options: Options;
  readonly managed: unknown;
}

/** Returns the active settings. Never throws. Ignores invalid values. */
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
    // Auth0 supports organizations only on its hosted page, not in Lock.
    login: organization === null ? buildConfig.login : 'hosted',
    logout: values.logout ?? chosen.logout ?? buildConfig.logout,
    silent: values.silent ?? chosen.silent ?? buildConfig.silent,
  };
  return { config, notify: chosen.notify, managed, ignored };
}

/** Returns the administrator's tenant, else the user's, else `NO_TENANT`. */
function chosenTenant(
  configurable: Configurable,
  { domain, clientId }: ManagedValues,
  { tenant }: Options,
): Tenant {
  if (domain !== undefined && clientId !== undefined) return tenantOf({ domain, clientId });
  return tenant !== null && isChoosable(tenant.domain, configurable) ? tenantOf(tenant) : NO_TENANT;
}
