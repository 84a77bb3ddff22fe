import type { Config, Configurable, Tenant } from '../config.ts';
import type { Options } from './options.ts';
import {
  isBoolean,
  isChoosable,
  isClientId,
  isConnections,
  isLogoutKind,
  isOrganization,
  NO_TENANT,
  tenantOf,
} from './values.ts';

/** Names of the settings that the administrator can set, as in `managed-schema.json`. */
export const MANAGED_NAMES = [
  'domain',
  'clientId',
  'connections',
  'organization',
  'logout',
  'silent',
] as const;
export type ManagedName = (typeof MANAGED_NAMES)[number];

/** The administrator's settings, with `undefined` for each one that is not set. */
type ManagedValues = { readonly [Name in ManagedName]: Config[Name] | undefined };

/** The administrator's valid settings, their names (`managed`) and the names of invalid ones (`ignored`). */
interface Managed {
  readonly values: ManagedValues;
  readonly managed: readonly ManagedName[];
  readonly ignored: readonly ManagedName[];
}

/** The active settings: the administrator's, else the user's, else the build's. */
export interface Settings extends Omit<Managed, 'values'> {
  readonly config: Config;
  /** Whether the browser shows a notification when the session requires an action of the user. */
  readonly notify: boolean;
}

/** Returns the active settings. `stored` has the administrator's unparsed values. Never throws. Ignores invalid values. */
export function settingsOf(
  buildConfig: Config,
  stored: { readonly options: Options; readonly managed: unknown },
): Settings {
  const { options } = stored;
  const { values, managed, ignored } = parseManaged(stored.managed, buildConfig);
  const organization = values.organization ?? buildConfig.organization;
  const config: Config = {
    ...buildConfig,
    clientId: values.clientId ?? buildConfig.clientId,
    ...(buildConfig.configurable && chosenTenant(buildConfig.configurable, values, options)),
    connections: values.connections ?? buildConfig.connections,
    organization,
    // Auth0 supports organizations only on its hosted page, not in Lock.
    login: organization === null ? buildConfig.login : 'hosted',
    logout: values.logout ?? options.logout ?? buildConfig.logout,
    silent: values.silent ?? options.silent ?? buildConfig.silent,
  };
  return { config, notify: options.notify, managed, ignored };
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

/**
 * Parses the content of `browser.storage.managed`. Never throws. Ignores the tenant of another build, because the package has
 * no access to its host. In a configurable build, domain and client ID apply together or not at all.
 */
export function parseManaged(
  stored: unknown,
  { domain, configurable }: Pick<Config, 'domain' | 'configurable'>,
): Managed {
  const found: Record<string, unknown> = { ...Object(stored) };
  const isOwnTenant =
    configurable === undefined
      ? found.domain === undefined || String(found.domain).toLowerCase() === domain
      : isChoosable(found.domain, configurable) && isClientId(found.clientId);
  const managed: ManagedName[] = [];
  const ignored: ManagedName[] = [];
  const take = <T>(name: ManagedName, isRight: (value: unknown) => value is T): T | undefined => {
    const value = found[name];
    if (value === undefined) return value;
    const isTaken = isRight(value);
    (isTaken ? managed : ignored).push(name);
    return isTaken ? value : undefined;
  };
  const values = {
    domain: take('domain', (value): value is string => typeof value === 'string' && isOwnTenant),
    clientId: take('clientId', (value): value is string => isClientId(value) && isOwnTenant),
    connections: take('connections', isConnections),
    organization: take('organization', isOrganization),
    logout: take('logout', isLogoutKind),
    silent: take('silent', isBoolean),
  };
  return { values, managed, ignored };
}
