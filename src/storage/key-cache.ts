import type { Storage } from './port.ts';

/** The key of the tenant's key set. */
export const KEY_CACHE_KEY = 'latchkey.keys';

/** Milliseconds for which a key set is used without asking: a key that was withdrawn is trusted no longer. */
const LIFETIME = 86_400_000;

/** A JSON Web Key Set, RFC 7517 section 5, as it was received. */
interface KeySet {
  readonly keys: readonly object[];
}

/** Remembers a tenant's public keys. Never rejects: losing them costs a request. */
export interface KeyCache {
  /** The key set, or `null` where there is none that may still be used. */
  read(): Promise<{ keys: object[] } | null>;
  write(keys: KeySet): Promise<void>;
}

/** Keeps the key set of the tenant with this origin in `storage`. `now` gives the time in milliseconds. */
export function createKeyCache(
  storage: Storage,
  { tenant, now = Date.now }: { tenant: string; now?: () => number },
): KeyCache {
  return {
    async read() {
      try {
        return parse(await storage.get(KEY_CACHE_KEY), tenant, now());
      } catch {
        // As if there were none: the tenant is asked.
        return null;
      }
    },
    async write({ keys }) {
      try {
        await storage.set(KEY_CACHE_KEY, { tenant, storedAt: now(), keys });
      } catch (error) {
        console.error("The tenant's keys could not be remembered.", error);
      }
    },
  };
}

function parse(stored: unknown, tenant: string, now: number): { keys: object[] } | null {
  if (typeof stored !== 'object' || stored === null) return null;
  const record: Record<string, unknown> = { ...stored };
  if (record.tenant !== tenant || typeof record.storedAt !== 'number') return null;
  if (!(now >= record.storedAt && now - record.storedAt < LIFETIME)) return null;
  if (!Array.isArray(record.keys)) return null;
  return { keys: record.keys.filter((key) => typeof key === 'object' && key !== null) };
}
