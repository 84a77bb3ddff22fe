import type { Tenant } from '../config.ts';
import type { StoredItem } from './stored-item.ts';

/** Milliseconds for which cached keys are used without a request. Limits how long a withdrawn key is trusted. */
const KEYS_LIFETIME = 86_400_000;

/** Milliseconds for which cached settings are used immediately. Each use also requests the current ones for the next time. */
const SETTINGS_LIFETIME = 7 * 86_400_000;

/** Cache of a value that a tenant publishes. If the value is lost, it is requested again. No method rejects. */
export interface TenantCache<T> {
  /** Returns the cached value, or `null` if there is none or it has expired. */
  read(): Promise<T | null>;
  write(value: T): Promise<void>;
  remove(): Promise<void>;
}

/** A cached value that belongs to a tenant. */
export interface CachedValue {
  /** URL of the tenant, or the URL and the client ID of the application, that the value belongs to. */
  readonly of: string;
  /** Unix time in milliseconds. */
  readonly storedAt: number;
  readonly value: unknown;
}

/** Parses a cached value. Never throws. */
export function parseCachedValue(stored: unknown): CachedValue | undefined {
  const { of, storedAt, value }: Record<string, unknown> = { ...Object(stored) };
  return typeof of === 'string' && typeof storedAt === 'number' ? { of, storedAt, value } : undefined;
}

/** A JSON Web Key Set, RFC 7517 section 5. */
interface KeySet {
  readonly keys: object[];
}

/** Returns the cache of a tenant's public keys, in the item `TENANT_KEYS`. `now` returns the Unix time in milliseconds. */
export function createKeyCache(
  item: StoredItem<CachedValue | null>,
  { tenant }: Pick<Tenant, 'tenant'>,
  now: () => number = Date.now,
): TenantCache<KeySet> {
  return createTenantCache(item, { of: tenant, lifetime: KEYS_LIFETIME, parse: parseKeySet, now });
}

/**
 * Returns the cache of an application's settings, in the item `CLIENT_SETTINGS`. Values are `unknown`, and
 * `tenant/client-settings.ts` validates them. `now` returns the Unix time in milliseconds.
 */
export function createClientSettingsCache(
  item: StoredItem<CachedValue | null>,
  { tenant, clientId }: Pick<Tenant, 'tenant' | 'clientId'>,
  now: () => number = Date.now,
): TenantCache<unknown> {
  const of = `${tenant}/${clientId}`;
  return createTenantCache(item, { of, lifetime: SETTINGS_LIFETIME, parse: (value) => value ?? null, now });
}

function createTenantCache<T>(
  item: StoredItem<CachedValue | null>,
  options: { of: string; lifetime: number; parse: (value: unknown) => T | null; now: () => number },
): TenantCache<T> {
  const { of, lifetime, parse, now } = options;
  return {
    async read() {
      const cached = await item.read();
      if (cached === null || cached.of !== of) return null;
      const age = now() - cached.storedAt;
      return age >= 0 && age < lifetime ? parse(cached.value) : null;
    },
    write: (value) => item.write({ of, storedAt: now(), value }),
    remove: item.remove,
  };
}

function parseKeySet(stored: unknown): KeySet | null {
  const { keys }: Record<string, unknown> = { ...Object(stored) };
  if (!Array.isArray(keys)) return null;
  return { keys: keys.filter((key) => typeof key === 'object' && key !== null) };
}
