import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Options } from '../../../src/sdk/settings/options.ts';
import { OPTIONS } from '../../../src/sdk/storage/items.ts';
import { readManagedStorage, subscribeManagedStorage } from '../../../src/sdk/storage/managed-storage.ts';
import { memoryStorage } from '../../../src/sdk/storage/memory-storage.ts';
import { readSettings, saveOptions } from '../../../src/sdk/storage/settings-store.ts';
import { openItem } from '../../../src/sdk/storage/stored-item.ts';
import { promiseOf } from '../../support/promise-of.ts';
import { unitConfig } from '../../support/unit/config.ts';
import { fakeBrowser, resetFakeBrowser } from '../../support/unit/fake-browser.ts';
import { MemoryLocks } from '../../support/unit/locks.ts';

const built = unitConfig();

beforeEach(() => vi.stubGlobal('navigator', { locks: new MemoryLocks() }));

function openStore(managed: unknown = {}) {
  const storage = memoryStorage();
  const options = openItem(OPTIONS, storage);
  const store = {
    read: () => readSettings(built, { options, readManaged: async () => managed }),
    choose: (changes: Partial<Options>) => saveOptions(changes, options),
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
    expect(await storage.get(OPTIONS.key)).toEqual({ version: 1, silent: null, logout: null, notify: true });
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

  describe('while the browser does not answer', () => {
    beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
    afterEach(async () => {
      // Forgets that an answer is missing.
      fakeBrowser.storage.managed.change({});
      vi.useRealTimers();
    });

    it('is what it answered last, after a second, and at once for who asks next', async () => {
      subscribeManagedStorage(() => {});
      fakeBrowser.storage.managed.values = { logout: 'local' };
      await readManagedStorage();
      fakeBrowser.storage.managed.get = () => new Promise(() => {});
      const first = readManagedStorage();
      await vi.advanceTimersByTimeAsync(1_000);
      expect(await first).toEqual({ logout: 'local' });
      expect(await readManagedStorage()).toEqual({ logout: 'local' });
    });

    it('changes when a late answer differs, and not when it is the same', async () => {
      const onChange = vi.fn();
      subscribeManagedStorage(onChange);
      fakeBrowser.storage.managed.values = {};
      await readManagedStorage();
      const readLate = async (values: Record<string, unknown>) => {
        const [answered, answer] = promiseOf<Record<string, unknown>>();
        fakeBrowser.storage.managed.get = () => answered;
        const read = readManagedStorage();
        await vi.advanceTimersByTimeAsync(1_000);
        await read;
        answer(values);
        await vi.advanceTimersByTimeAsync(0);
      };
      await readLate({ silent: false });
      expect(onChange).toHaveBeenCalledTimes(1);
      await readLate({ silent: false });
      expect(onChange).toHaveBeenCalledTimes(1);
    });
  });

  it('is a change when the browser says so, until the listener unsubscribes', () => {
    const onChange = vi.fn();
    const unsubscribe = subscribeManagedStorage(onChange);
    fakeBrowser.storage.managed.change({ silent: false });
    unsubscribe();
    fakeBrowser.storage.managed.change({});
    expect(onChange).toHaveBeenCalledTimes(1);
  });
});
