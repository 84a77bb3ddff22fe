import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Options } from '../../src/options/options.ts';
import { readManagedStorage } from '../../src/storage/managed-storage.ts';
import { memoryStorage } from '../../src/storage/memory-storage.ts';
import { keepOptionsIn, OPTIONS_KEY, readSettingsFrom } from '../../src/storage/settings-store.ts';
import { fakeBrowser, resetFakeBrowser } from '../support/fake-browser.ts';
import { unitConfig } from '../support/unit-config.ts';
import { MemoryLocks } from '../support/unit-locks.ts';

const built = unitConfig();

beforeEach(() => vi.stubGlobal('navigator', { locks: new MemoryLocks() }));

function openStore(managed: unknown = {}) {
  const storage = memoryStorage();
  const store = {
    read: () => readSettingsFrom({ storage, readManaged: async () => managed }, built),
    choose: (changes: Partial<Options>) => keepOptionsIn(storage, changes),
  };
  return { storage, store };
}

describe('the settings', () => {
  it('have each choice beside the former ones', async () => {
    const { store } = openStore();
    await store.choose({ silent: false });
    await store.choose({ logout: 'local' });
    expect((await store.read()).config).toMatchObject({ silent: false, logout: 'local' });
  });

  it('keep two choices that are made at once', async () => {
    const { store } = openStore();
    await Promise.all([store.choose({ silent: false }), store.choose({ notify: true })]);
    expect(await store.read()).toMatchObject({ notify: true, config: { silent: false } });
  });

  it('are kept with the version of their form', async () => {
    const { store, storage } = openStore();
    await store.choose({ notify: true });
    expect(await storage.get(OPTIONS_KEY)).toEqual({ version: 1, silent: null, logout: null, notify: true });
  });

  it('are those of the build and of the organisation where the storage cannot be read', async () => {
    const { store, storage } = openStore({ logout: 'local' });
    await store.choose({ silent: false });
    vi.spyOn(storage, 'get').mockRejectedValue(new Error('disk'));
    expect((await store.read()).config).toEqual({ ...built, logout: 'local' });
  });

  it('tell that a choice could not be kept', async () => {
    const { store, storage } = openStore();
    vi.spyOn(storage, 'set').mockRejectedValue(new Error('disk full'));
    await expect(store.choose({ silent: false })).rejects.toThrow('disk full');
  });
});

describe('what the organisation has set', () => {
  beforeEach(resetFakeBrowser);

  it('is what the browser gives', async () => {
    fakeBrowser.storage.managed.values = { logout: 'local' };
    expect(await readManagedStorage()).toEqual({ logout: 'local' });
  });

  it('is nothing where the browser refuses to tell, as Firefox does where there is nothing', async () => {
    expect(await readManagedStorage()).toEqual({});
  });
});
