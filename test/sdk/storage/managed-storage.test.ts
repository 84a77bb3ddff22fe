import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createManagedStorage } from '../../../src/sdk/storage/managed-storage.ts';
import { promiseOf } from '../../support/promise-of.ts';
import { fakeBrowser, resetFakeBrowser } from '../../support/unit/fake-browser.ts';

beforeEach(resetFakeBrowser);

describe('createManagedStorage', () => {
  it('reads what the browser returns', async () => {
    fakeBrowser.storage.managed.values = { logout: 'local' };
    expect(await createManagedStorage().read()).toEqual({ logout: 'local' });
  });

  it('reads nothing if the browser refuses, as Firefox does if nothing is set', async () => {
    expect(await createManagedStorage().read()).toEqual({});
  });

  describe('while the browser does not respond', () => {
    beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
    afterEach(() => void vi.useRealTimers());

    it('reads the last value after a second, and then at once', async () => {
      const managed = createManagedStorage();
      fakeBrowser.storage.managed.values = { logout: 'local' };
      await managed.read();
      fakeBrowser.storage.managed.get = () => new Promise(() => {});
      const first = managed.read();
      await vi.advanceTimersByTimeAsync(1_000);
      expect(await first).toEqual({ logout: 'local' });
      expect(await managed.read()).toEqual({ logout: 'local' });
    });

    it('calls listeners if a late value differs, and not if it is the same', async () => {
      const managed = createManagedStorage();
      const listener = vi.fn();
      managed.subscribe(listener);
      const readLate = async (values: Record<string, unknown>) => {
        const [response, respond] = promiseOf<Record<string, unknown>>();
        fakeBrowser.storage.managed.get = () => response;
        const read = managed.read();
        await vi.advanceTimersByTimeAsync(1_000);
        await read;
        respond(values);
        await vi.advanceTimersByTimeAsync(0);
      };
      await readLate({ silent: false });
      expect(listener).toHaveBeenCalledTimes(1);
      await readLate({ silent: false });
      expect(listener).toHaveBeenCalledTimes(1);
    });
  });

  it('calls listeners when the browser reports a change, until they unsubscribe', () => {
    const listener = vi.fn();
    const unsubscribe = createManagedStorage().subscribe(listener);
    fakeBrowser.storage.managed.change({ silent: false });
    unsubscribe();
    fakeBrowser.storage.managed.change({});
    expect(listener).toHaveBeenCalledTimes(1);
  });
});
