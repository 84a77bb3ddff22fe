import type { Configurable, Tenant } from '../config.ts';
import { isClientId, isDomain, isDomainName, isLoopback, originOf } from './values.ts';

/** A tenant and an application there, as the user or the administrator of a configurable build chooses them. */
export type ChosenTenant = Pick<Tenant, 'domain' | 'clientId'>;

/** As long as nothing is chosen. */
export const NO_TENANT: Tenant = { domain: '', tenant: '', clientId: '' };

/** Returns the domain in a pasted text: without the scheme, what comes after the host, and capitals. */
export function tidyDomain(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/[/?#].*$/, '');
}

/** Returns whether a tenant with this domain can be chosen. A host of this computer is for builds for tests (`any`). */
export function isChoosable(domain: unknown, configurable: Configurable): domain is string {
  if (typeof domain !== 'string') return false;
  return isDomainName(domain) || (configurable === 'any' && isLoopback(domain));
}

/** Returns the tenant of a choice. */
export function tenantOf(chosen: ChosenTenant): Tenant {
  // Hosts are the same in capitals; issuers are not.
  const domain = chosen.domain.toLowerCase();
  return { domain, tenant: originOf(domain), clientId: chosen.clientId };
}

/** Parses a stored choice. Never throws: returns `null` for what cannot be used. */
export function parseChosenTenant(stored: unknown): ChosenTenant | null {
  const { domain, clientId }: Record<string, unknown> = { ...Object(stored) };
  return isDomain(domain) && isClientId(clientId) ? { domain, clientId } : null;
}
