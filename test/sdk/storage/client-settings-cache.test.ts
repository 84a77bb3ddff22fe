import { describe, expect, it } from 'vitest';
import { createClientSettingsCache } from '../../../src/sdk/storage/client-settings-cache.ts';
import { memoryStorage } from '../../../src/sdk/storage/memory-storage.ts';
import { NOON } from '../../support/unit/session.ts';

const DAY = 86_400_000;
const APPLICATION = { tenant: 'https://tenant.example', clientId: 'unit-client' };
const SETTINGS = { id: 'unit-client', strategies: [] };

describe('remembered settings', () => {
  it.each([
    ['at once', NOON, SETTINGS],
    ['until a week has passed', NOON + 7 * DAY - 1, SETTINGS],
    ['no longer than a week', NOON + 7 * DAY, null],
  ])('serve %s', async (_name, later, expected) => {
    const storage = memoryStorage();
    await createClientSettingsCache(storage, { ...APPLICATION, now: () => NOON }).write(SETTINGS);
    const cache = createClientSettingsCache(storage, { ...APPLICATION, now: () => later });
    expect(await cache.read()).toEqual(expected);
  });

  it.each([{ tenant: 'https://other.example' }, { clientId: 'other' }])(
    'of one application are none of another: %j',
    async (other) => {
      const storage = memoryStorage();
      await createClientSettingsCache(storage, APPLICATION).write(SETTINGS);
      expect(await createClientSettingsCache(storage, { ...APPLICATION, ...other }).read()).toBeNull();
    },
  );

  it('are gone when they were forgotten', async () => {
    const cache = createClientSettingsCache(memoryStorage(), APPLICATION);
    await cache.write(SETTINGS);
    await cache.remove();
    expect(await cache.read()).toBeNull();
  });
});
