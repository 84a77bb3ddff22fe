import type { Storage } from './port.ts';

/** Something public that a tenant has said, remembered so that it need not be asked each time. */
export interface TenantCache<T> {
  /** What is remembered, or `null` where there is nothing that may still be used. Never rejects. */
  read(): Promise<T | null>;
  /** Never rejects: what cannot be remembered costs a request. */
  write(value: T): Promise<void>;
  /** Forgets it. Never rejects. */
  remove(): Promise<void>;
}

/** What to remember, and for how long. */
export interface TenantCacheOptions<T> {
  /** The key in the storage. */
  readonly key: string;
  /** Whose words they are: nothing is remembered of one tenant for another. */
  readonly of: string;
  /** Milliseconds. */
  readonly lifetime: number;
  /** Reads what was stored; `null` for what is damaged. */
  readonly parse: (stored: unknown) => T | null;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

export function createTenantCache<T>(
  storage: Storage,
  { key, of, lifetime, parse, now = Date.now }: TenantCacheOptions<T>,
): TenantCache<T> {
  const tell = (error: unknown) => console.error(`${key} could not be remembered.`, error);
  return {
    async read() {
      try {
        const stored = await storage.get(key);
        const record: Record<string, unknown> = { ...Object(stored) };
        const age = typeof record.storedAt === 'number' ? now() - record.storedAt : -1;
        return record.of === of && age >= 0 && age < lifetime ? parse(record.value) : null;
      } catch {
        // As if there were nothing: the tenant is asked.
        return null;
      }
    },
    async write(value) {
      await storage.set(key, { of, storedAt: now(), value }).catch(tell);
    },
    async remove() {
      await storage.remove(key).catch(tell);
    },
  };
}
