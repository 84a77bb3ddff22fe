import { beforeEach, describe, expect, it, vi } from 'vitest';
import { NO_OPTIONS } from '../../../src/sdk/settings/options.ts';
import { OPTIONS } from '../../../src/sdk/storage/items.ts';
import { memoryStorage } from '../../../src/sdk/storage/memory-storage.ts';
import { createSettingsStore } from '../../../src/sdk/storage/settings-store.ts';
import { openItem } from '../../../src/sdk/storage/stored-item.ts';
import { unitConfig } from '../../support/unit/config.ts';
import { MemoryLocks } from '../../support/unit/locks.ts';

const buildConfig = unitConfig();

beforeEach(() => vi.stubGlobal('navigator', { locks: new MemoryLocks() }));

function openStore(managed: unknown = {}) {
  const storage = memoryStorage();
  const options = openItem(OPTIONS, storage);
  const policies = { read: async () => managed, subscribe: () => () => {} };
  return { storage, store: createSettingsStore(buildConfig, { options, managed: policies }) };
}

describe('the settings', () => {
  it('contain each choice and the earlier ones', async () => {
    const { store } = openStore();
    await store.save({ silent: false });
    await store.save({ logout: 'local' });
    expect((await store.read()).config).toMatchObject({ silent: false, logout: 'local' });
  });

  it('contain two simultaneous choices', async () => {
    const { store } = openStore();
    await Promise.all([store.save({ silent: false }), store.save({ notify: true })]);
    expect(await store.read()).toMatchObject({ notify: true, config: { silent: false } });
  });

  it('are stored with their version', async () => {
    const { store, storage } = openStore();
    await store.save({ notify: true });
    expect(await storage.get(OPTIONS.key)).toEqual({ version: 1, ...NO_OPTIONS, notify: true });
  });

  it('are those of the build and the administrator if the storage cannot be read', async () => {
    const { store, storage } = openStore({ logout: 'local' });
    await store.save({ silent: false });
    vi.spyOn(storage, 'get').mockRejectedValue(new Error('disk'));
    expect((await store.read()).config).toEqual({ ...buildConfig, logout: 'local' });
  });

  it('reject if a choice cannot be stored', async () => {
    const { store, storage } = openStore();
    vi.spyOn(storage, 'set').mockRejectedValue(new Error('disk full'));
    await expect(store.save({ silent: false })).rejects.toThrow('disk full');
  });
});
