import type { Config, LogoutKind } from '../config.ts';
import { isChoosable } from './tenant.ts';
import { isBoolean, isClientId, isConnections, isLogoutKind, isOrganization } from './values.ts';

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
export interface ManagedValues {
  readonly domain: string | undefined;
  readonly clientId: string | undefined;
  readonly connections: readonly string[] | undefined;
  readonly organization: string | undefined;
  readonly logout: LogoutKind | undefined;
  readonly silent: boolean | undefined;
}

/** The administrator's valid settings, their names (`managed`) and the names of invalid ones (`ignored`). */
export interface Managed {
  readonly values: ManagedValues;
  readonly managed: readonly ManagedName[];
  readonly ignored: readonly ManagedName[];
}

/**
 * Parses the content of `browser.storage.managed`. Never throws. Ignores a domain other than the build's, and its client ID,
 * because the package has access to the host of its own domain only. In a configurable build, domain and client ID apply
 * together or not at all.
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
