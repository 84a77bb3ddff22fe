import type { Storage } from './port.ts';
import { createTenantCache, type TenantCache } from './tenant-cache.ts';

/** The key of the tenant's key set. */
export const KEY_CACHE_KEY = 'latchkey.keys';

/** Milliseconds for which a key set is used without asking: a key that was withdrawn is trusted no longer. */
const LIFETIME = 86_400_000;

/** A JSON Web Key Set, RFC 7517 section 5. */
export interface KeySet {
  readonly keys: object[];
}

/** Remembers the public keys of the tenant with this origin. `now` gives the time in milliseconds. */
export function createKeyCache(
  storage: Storage,
  { tenant, now = Date.now }: { tenant: string; now?: () => number },
): TenantCache<KeySet> {
  return createTenantCache(storage, { key: KEY_CACHE_KEY, of: tenant, lifetime: LIFETIME, parse, now });
}

function parse(stored: unknown): KeySet | null {
  if (typeof stored !== 'object' || stored === null || !('keys' in stored)) return null;
  if (!Array.isArray(stored.keys)) return null;
  return { keys: stored.keys.filter((key) => typeof key === 'object' && key !== null) };
}
