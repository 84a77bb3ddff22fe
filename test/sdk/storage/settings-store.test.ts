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

function open(policy: unknown = {}) {
  const storage = memoryStorage();
  const options = openItem(OPTIONS, storage);
  const managed = { read: async () => policy, subscribe: () => () => {} };
  return { storage, store: createSettingsStore(buildConfig, { options, managed }) };
}

describe('createSettingsStore', () => {
  it('stores simultaneous choices with a version', async () => {
    const { store, storage } = open();
    await Promise.all([store.save({ silent: false }), store.save({ notify: true })]);
    expect(await store.read()).toMatchObject({ notify: true, config: { silent: false } });
    const stored = { version: 1, ...NO_OPTIONS, silent: false, notify: true };
    expect(await storage.get(OPTIONS.key)).toEqual(stored);
  });

  it("reads the build's and the administrator's values if the storage fails", async () => {
    const { store, storage } = open({ logout: 'local' });
    await store.save({ silent: false });
    vi.spyOn(storage, 'get').mockRejectedValue(new Error('disk'));
    expect((await store.read()).config).toEqual({ ...buildConfig, logout: 'local' });
  });

  it('rejects if a choice cannot be stored', async () => {
    const { store, storage } = open();
    vi.spyOn(storage, 'set').mockRejectedValue(new Error('disk full'));
    await expect(store.save({ silent: false })).rejects.toThrow('disk full');
  });
});
