/** Validation of configuration values, which come from the build, the user or the administrator. */
import type { Configurable, LogoutKind, Tenant } from '../config.ts';

export const LOGOUT_KINDS: readonly LogoutKind[] = ['local', 'tenant', 'federated'];

/** The tenant of a configurable build until one is chosen. */
export const NO_TENANT: Tenant = { domain: '', tenant: '', clientId: '' };

/** The domain and client ID that the user or the administrator has chosen in a configurable build. */
export type ChosenTenant = Pick<Tenant, 'domain' | 'clientId'>;

/** Returns the tenant of a choice. */
export function tenantOf(chosen: ChosenTenant): Tenant {
  // Hosts are case-insensitive, but issuers are not.
  const domain = chosen.domain.toLowerCase();
  return { domain, tenant: originOf(domain), clientId: chosen.clientId };
}

/** Returns the lowercase host of a pasted text, without the scheme, path, query and fragment. */
export function tidyDomain(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/[/?#].*$/, '');
}

/** Returns whether a value is a tenant's host: a domain name, or a loopback host with a port. */
export function isDomain(value: unknown): value is string {
  return isChoosable(value, 'any');
}

/** Returns whether the user can choose a tenant with this domain. Loopback hosts are for test builds (`any`). */
export function isChoosable(domain: unknown, configurable: Configurable): domain is string {
  if (typeof domain !== 'string') return false;
  return isDomainName(domain) || (configurable === 'any' && isLoopback(domain.toLowerCase()));
}

/** Returns whether a text is a domain name with at least two labels. */
function isDomainName(text: string): boolean {
  const host = text.toLowerCase();
  const isName = /^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]([a-z0-9-]*[a-z0-9])$/.test(host);
  return isName && URL.canParse(`https://${host}`);
}

/** Returns whether a domain is a lowercase loopback host with a port. */
export function isLoopback(domain: string): boolean {
  const port = /^(?:localhost|127\.0\.0\.1):(\d{1,5})$/.exec(domain)?.[1];
  return port !== undefined && Number(port) >= 1 && Number(port) <= 65_535;
}

/** Returns the origin of the tenant with this domain: HTTP for a loopback host, else HTTPS. */
export function originOf(domain: string): string {
  return new URL(`${isLoopback(domain) ? 'http' : 'https'}://${domain}`).origin;
}

export function isClientId(value: unknown): value is string {
  return typeof value === 'string' && /^[A-Za-z0-9_-]+$/.test(value);
}

export function isConnection(value: unknown): value is string {
  return typeof value === 'string' && /^[A-Za-z0-9][A-Za-z0-9_-]*$/.test(value);
}

/** Returns whether a value is a list of connection names. An empty list means all connections of the application. */
export function isConnections(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every(isConnection);
}

/** Returns whether a value is the ID or the name of an Auth0 organization. */
export function isOrganization(value: unknown): value is string {
  return typeof value === 'string' && /^(org_[A-Za-z0-9]+|[a-z0-9][a-z0-9_-]*)$/.test(value);
}

export function isLogoutKind(value: unknown): value is LogoutKind {
  return LOGOUT_KINDS.some((kind) => kind === value);
}

export function isBoolean(value: unknown): value is boolean {
  return typeof value === 'boolean';
}
