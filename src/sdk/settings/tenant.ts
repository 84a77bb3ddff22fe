import type { Tenant } from '../config.ts';
import { isClientId, isDomainName, isLoopback } from './values.ts';

/** A tenant and an application there, as a person or their organisation chooses them in a build that is for none. */
export type ChosenTenant = Pick<Tenant, 'domain' | 'clientId'>;

/** As long as nothing is chosen. */
export const NO_TENANT: Tenant = { domain: '', tenant: '', clientId: '' };

/** A domain as it is meant, of what a person pasted: less the scheme, what comes after the host, and capitals. */
export function tidyDomain(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/[/?#].*$/, '');
}

/** Whether a tenant with this domain may be chosen: one of this computer in a build for tests alone. */
export function isChoosable(domain: unknown): domain is string {
  if (typeof domain !== 'string') return false;
  return isDomainName(domain) || (__LATCHKEY_CONFIGURABLE__ === 'any' && isLoopback(domain));
}

/** What is needed to speak to what was chosen. */
export function tenantOf(chosen: ChosenTenant): Tenant {
  // Hosts are the same in capitals; issuers are not.
  const domain = chosen.domain.toLowerCase();
  const isHere = __LATCHKEY_CONFIGURABLE__ === 'any' && isLoopback(domain);
  return { domain, tenant: `${isHere ? 'http' : 'https'}://${domain}`, clientId: chosen.clientId };
}

/** Reads back what was kept. Never throws: what cannot be used was not chosen. */
export function parseChosenTenant(stored: unknown): ChosenTenant | null {
  const { domain, clientId }: Record<string, unknown> = { ...Object(stored) };
  return isChoosable(domain) && isClientId(clientId) ? { domain, clientId } : null;
}
