import type { Configurable, Tenant } from '../config.ts';
import { isClientId, isDomain, isDomainName, isLoopback, originOf } from './values.ts';

/** The tenant and application that the user or the administrator has chosen in a configurable build. */
export type ChosenTenant = Pick<Tenant, 'domain' | 'clientId'>;

/** The tenant of a configurable build until one is chosen. */
export const NO_TENANT: Tenant = { domain: '', tenant: '', clientId: '' };

/** Returns the lowercase host of a pasted text, without the scheme, path, query and fragment. */
export function tidyDomain(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/[/?#].*$/, '');
}

/** Returns whether the user can choose a tenant with this domain. Loopback hosts are for test builds (`any`). */
export function isChoosable(domain: unknown, configurable: Configurable): domain is string {
  if (typeof domain !== 'string') return false;
  return isDomainName(domain) || (configurable === 'any' && isLoopback(domain));
}

/** Returns the tenant of a choice. */
export function tenantOf(chosen: ChosenTenant): Tenant {
  // Hosts are case-insensitive, but issuers are not.
  const domain = chosen.domain.toLowerCase();
  return { domain, tenant: originOf(domain), clientId: chosen.clientId };
}

/** Parses a stored choice. Never throws. Returns `null` if it is invalid. */
export function parseChosenTenant(stored: unknown): ChosenTenant | null {
  const { domain, clientId }: Record<string, unknown> = { ...Object(stored) };
  return isDomain(domain) && isClientId(clientId) ? { domain, clientId } : null;
}
