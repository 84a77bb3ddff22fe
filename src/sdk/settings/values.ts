import type { LogoutKind } from '../config.ts';

/** Checks of the values of a configuration, which come from the build, the user or the administrator. */

export const LOGOUT_KINDS: readonly LogoutKind[] = ['local', 'tenant', 'federated'];

/** A tenant's host: a domain name, or a host of this computer. */
export function isDomain(value: unknown): value is string {
  if (typeof value !== 'string') return false;
  return isDomainName(value) || isLoopback(value.toLowerCase());
}

/** A domain name, of a host that may be anywhere. */
export function isDomainName(text: string): boolean {
  const host = text.toLowerCase();
  const isName = /^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]([a-z0-9-]*[a-z0-9])$/.test(host);
  return isName && URL.canParse(`https://${host}`);
}

/** A host of this computer, which has a port. */
export function isLoopback(domain: string): boolean {
  const port = /^(?:localhost|127\.0\.0\.1):(\d{1,5})$/.exec(domain)?.[1];
  return port !== undefined && Number(port) >= 1 && Number(port) <= 65_535;
}

/** The origin of the tenant with this domain. Plain http is for a tenant on this computer. */
export function originOf(domain: string): string {
  return new URL(`${isLoopback(domain) ? 'http' : 'https'}://${domain}`).origin;
}

export function isClientId(value: unknown): value is string {
  return typeof value === 'string' && /^[A-Za-z0-9_-]+$/.test(value);
}

export function isConnection(value: unknown): value is string {
  return typeof value === 'string' && /^[A-Za-z0-9][A-Za-z0-9_-]*$/.test(value);
}

/** Names of connections; none of them for all that the application has. */
export function isConnections(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every(isConnection);
}

/** The id of an organization, or its name. */
export function isOrganization(value: unknown): value is string {
  return typeof value === 'string' && /^(org_[A-Za-z0-9]+|[a-z0-9][a-z0-9_-]*)$/.test(value);
}

export function isLogoutKind(value: unknown): value is LogoutKind {
  return LOGOUT_KINDS.some((kind) => kind === value);
}

export function isBoolean(value: unknown): value is boolean {
  return typeof value === 'boolean';
}
