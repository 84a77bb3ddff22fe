import type { Storage } from './port.ts';
import { createTenantCache, type TenantCache } from './tenant-cache.ts';

/** The key of the application's settings. */
export const CLIENT_SETTINGS_KEY = 'latchkey.settings';

/** Milliseconds for which settings are used at once; each use asks for the next ones. */
const LIFETIME = 7 * 86_400_000;

/**
 * Remembers the settings that Lock needs, of the application with this id at the tenant with this origin. They are
 * read back as `unknown`: `sdk/tenant/client-settings.ts` knows their form.
 */
export function createClientSettingsCache(
  storage: Storage,
  { tenant, clientId, now = Date.now }: { tenant: string; clientId: string; now?: () => number },
): TenantCache<unknown> {
  const of = `${tenant}/${clientId}`;
  return createTenantCache(storage, {
    key: CLIENT_SETTINGS_KEY,
    of,
    lifetime: LIFETIME,
    parse: (stored) => stored ?? null,
    now,
  });
}
