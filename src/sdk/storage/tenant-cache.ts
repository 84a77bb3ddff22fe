import type { Tenant } from '../config.ts';
import type { StoredItem } from './stored-item.ts';

/** Milliseconds for which cached keys are used without a request. Limits how long a withdrawn key is trusted. */
const KEYS_LIFETIME = 86_400_000;

/** Milliseconds for which cached settings are used immediately. Each use also requests the current ones for the next time. */
const SETTINGS_LIFETIME = 7 * 86_400_000;

/** A cached value that belongs to a tenant. */
export interface CachedValue {
  /** URL of the tenant, or the URL and the client ID of the application, that the value belongs to. */
  readonly of: string;
  /** Unix time in milliseconds. */
  readonly storedAt: number;
  readonly value: unknown;
}

/** Parses a cached value. Never throws. */
export function parseCachedValue(stored: unknown): CachedValue | null {
  const { of, storedAt, value }: Record<string, unknown> = { ...Object(stored) };
  return typeof of === 'string' && typeof storedAt === 'number' ? { of, storedAt, value } : null;
}

/** Returns the cache of a tenant's public keys, in the item `TENANT_KEYS`. `now` returns the Unix time in milliseconds. */
export function createKeyCache(
  item: StoredItem<CachedValue | null>,
  { tenant }: Pick<Tenant, 'tenant'>,
  now?: () => number,
): TenantCache {
  return createTenantCache(item, { of: tenant, lifetime: KEYS_LIFETIME, now });
}

/** Returns the cache of an application's settings, in the item `CLIENT_SETTINGS`. */
export function createClientSettingsCache(
  item: StoredItem<CachedValue | null>,
  { tenant, clientId }: Pick<Tenant, 'tenant' | 'clientId'>,
  now?: () => number,
): TenantCache {
  return createTenantCache(item, { of: `${tenant}/${clientId}`, lifetime: SETTINGS_LIFETIME, now });
}

export type TenantCache = ReturnType<typeof createTenantCache>;

/** Returns a cache whose reader validates the value. No method rejects. */
function createTenantCache(
  item: StoredItem<CachedValue | null>,
  { of, lifetime, now = Date.now }: { of: string; lifetime: number; now: (() => number) | undefined },
) {
  return {
    /** Returns the cached value, or `null` if there is none or it has expired. */
    async read(): Promise<unknown> {
      const cached = await item.read();
      if (cached === null || cached.of !== of) return null;
      const age = now() - cached.storedAt;
      return age >= 0 && age < lifetime ? cached.value : null;
    },
    write: (value: unknown) => item.write({ of, storedAt: now(), value }),
    remove: item.remove,
  };
}
