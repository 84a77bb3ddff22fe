import { describe, expect, it } from 'vitest';
import { CLIENT_SETTINGS, TENANT_KEYS } from '../../../src/sdk/storage/items.ts';
import { memoryStorage } from '../../../src/sdk/storage/memory-storage.ts';
import { openItem } from '../../../src/sdk/storage/stored-item.ts';
import { createClientSettingsCache, createKeyCache } from '../../../src/sdk/storage/tenant-cache.ts';
import { NOON } from '../../support/unit/session.ts';

const DAY = 86_400_000;
const APPLICATION = { tenant: 'https://tenant.example', clientId: 'unit-client' };

/** Caches over one storage, of contexts with the given clock. */
function open() {
  const storage = memoryStorage();
  return {
    storage,
    keys: (now = NOON, changes = {}) =>
      createKeyCache(openItem(TENANT_KEYS, storage), { ...APPLICATION, ...changes }, () => now),
    settings: (now = NOON, changes = {}) =>
      createClientSettingsCache(
        openItem(CLIENT_SETTINGS, storage),
        { ...APPLICATION, ...changes },
        () => now,
      ),
  };
}

it.each([
  ['keys', 'until a day has passed', NOON + DAY - 1, {}, true],
  ['keys', 'not after a day, because a key might have been withdrawn', NOON + DAY, {}, false],
  ['keys', 'not if the clock was set back', NOON - 1, {}, false],
  ['keys', 'not for another tenant', NOON, { tenant: 'http://tenant.example' }, false],
  ['settings', 'until a week has passed', NOON + 7 * DAY - 1, {}, true],
  ['settings', 'not after a week', NOON + 7 * DAY, {}, false],
  ['settings', 'not for another tenant', NOON, { tenant: 'https://other.example' }, false],
  ['settings', 'not for another application', NOON, { clientId: 'other' }, false],
] as const)('the cache of %s returns its value %s', async (name, _when, now, changes, isCached) => {
  const caches = open();
  await caches[name]().write({ value: 1 });
  expect(await caches[name](now, changes).read()).toEqual(isCached ? { value: 1 } : null);
});

describe('a tenant cache', () => {
  it('returns no damaged value', async () => {
    const { storage, keys } = open();
    await storage.set(TENANT_KEYS.key, { of: APPLICATION.tenant, storedAt: '0', value: 1 });
    expect(await keys().read()).toBeNull();
  });

  it('returns no removed value', async () => {
    const { settings } = open();
    await settings().write(1);
    await settings().remove();
    expect(await settings().read()).toBeNull();
  });
});
