import { describe, expect, it } from 'vitest';
import { CLIENT_SETTINGS, TENANT_KEYS } from '../../../src/sdk/storage/items.ts';
import { memoryStorage } from '../../../src/sdk/storage/memory-storage.ts';
import { openItem } from '../../../src/sdk/storage/stored-item.ts';
import { createClientSettingsCache, createKeyCache } from '../../../src/sdk/storage/tenant-cache.ts';
import { NOON } from '../../support/unit/session.ts';

const DAY = 86_400_000;
const TENANT = 'https://tenant.example';
const KEYS = { keys: [{ kty: 'RSA', kid: 'unit-key', n: 'AQAB', e: 'AQAB' }] };
const SETTINGS = { id: 'unit-client', strategies: [] };

/** Caches over one storage that contexts open at the given times. */
function open() {
  const storage = memoryStorage();
  return {
    storage,
    keys: (now = NOON, tenant = TENANT) =>
      createKeyCache(openItem(TENANT_KEYS, storage), { tenant }, () => now),
    settings: (now = NOON, application = {}) =>
      createClientSettingsCache(
        openItem(CLIENT_SETTINGS, storage),
        { tenant: TENANT, clientId: 'unit-client', ...application },
        () => now,
      ),
  };
}

describe('createKeyCache', () => {
  it.each([
    ['at once', NOON, KEYS],
    ['until a day has passed', NOON + DAY - 1, KEYS],
    ['not after a day, because a key might have been withdrawn', NOON + DAY, null],
    ['not if the clock has gone back, because their age is unknown', NOON - 1, null],
  ])('returns stored keys %s', async (_name, now, expected) => {
    const { keys } = open();
    await keys().write(KEYS);
    expect(await keys(now).read()).toEqual(expected);
  });

  it.each(['https://other.example', 'http://tenant.example', 'https://tenant.example:8443'])(
    'returns none of another tenant: %s',
    async (other) => {
      const { keys } = open();
      await keys().write(KEYS);
      expect(await keys(NOON, other).read()).toBeNull();
    },
  );

  const whole = { of: TENANT, storedAt: NOON, value: KEYS };

  it.each([
    [{ ...whole, storedAt: '0' }, null],
    [{ ...whole, value: { keys: {} } }, null],
    [{ ...whole, value: undefined }, null],
    [{ ...whole, value: { keys: [null, 7, 'key', ...KEYS.keys] } }, KEYS],
  ])('of a damaged record returns what can be used: %j', async (damaged, expected) => {
    const { storage, keys } = open();
    await storage.set(TENANT_KEYS.key, damaged);
    expect(await keys().read()).toEqual(expected);
  });
});

describe('createClientSettingsCache', () => {
  it.each([
    ['until a week has passed', NOON + 7 * DAY - 1, {}, SETTINGS],
    ['not after a week', NOON + 7 * DAY, {}, null],
    ['not for another tenant', NOON, { tenant: 'https://other.example' }, null],
    ['not for another application', NOON, { clientId: 'other' }, null],
  ])('returns stored settings %s', async (_name, now, application, expected) => {
    const { settings } = open();
    await settings().write(SETTINGS);
    expect(await settings(now, application).read()).toEqual(expected);
  });

  it('returns none after they were removed', async () => {
    const { settings } = open();
    await settings().write(SETTINGS);
    await settings().remove();
    expect(await settings().read()).toBeNull();
  });
});
