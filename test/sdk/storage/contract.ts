import { describe, expect, it, vi } from 'vitest';
import type { StorageAdapter } from '../../../src/sdk/storage/storage-adapter.ts';

/** What every adapter of `Storage` does. `create` gives an empty one. */
export function describeStorageContract(name: string, create: () => StorageAdapter): void {
  describe(`${name}, like every storage,`, () => {
    it('returns null for a key that was never written', async () => {
      expect(await create().get('key')).toBeUndefined();
    });

    it.each([
      ['an object', { text: 'é ✓', number: 1.5, list: [1, null, [true]], nested: { empty: {} } }],
      ['a text', 'text'],
      ['false', false],
      ['null', null],
    ])('returns what was written: %s', async (_name, value) => {
      const storage = create();
      await storage.set('key', value);
      expect(await storage.get('key')).toEqual(value);
    });

    it('runs operations in order, also if the caller does not wait', async () => {
      const storage = create();
      await Promise.all([
        storage.set('written', { list: 'x'.repeat(100_000) }),
        storage.set('written', { list: 'short' }),
        storage.set('removed', { list: 'x'.repeat(100_000) }),
        storage.remove('removed'),
      ]);
      expect(await storage.get('written')).toEqual({ list: 'short' });
      expect(await storage.get('removed')).toBeUndefined();
    });

    it('separates keys with any name', async () => {
      const storage = create();
      const keys = ['one', 'two', 'one.two', '__proto__', 'constructor'];
      for (const key of keys) await storage.set(key, `value of ${key}`);
      for (const key of keys) expect(await storage.get(key)).toBe(`value of ${key}`);
    });

    it('stores a copy taken at the call, also if the caller does not wait', async () => {
      const storage = create();
      const value = { list: [1] };
      const stored = storage.set('key', value);
      value.list.push(2);
      await stored;
      expect(await storage.get('key')).toEqual({ list: [1] });
    });

    it('returns copies', async () => {
      const storage = create();
      await storage.set('key', { list: [1] });
      Object.assign((await storage.get('key')) as object, { list: [] });
      expect(await storage.get('key')).toEqual({ list: [1] });
    });

    it('removes only the given key', async () => {
      const storage = create();
      await storage.set('key', 'value');
      await storage.set('other', 'value');
      await storage.remove('other');
      expect(await storage.get('key')).toBe('value');
      expect(await storage.get('other')).toBeUndefined();
    });

    describe('listeners', () => {
      async function markTheEnd(storage: StorageAdapter): Promise<void> {
        const heardOfIt = new Promise<void>((resolve) => storage.subscribe('the end', resolve));
        await storage.set('the end', Math.random());
        await heardOfIt;
      }

      it.each<[string, number, (storage: StorageAdapter) => Promise<unknown>]>([
        ['of a new value', 1, (storage) => storage.set('key', 'value')],
        ['of a removal', 1, (storage) => storage.remove('there')],
        ['of each change', 3, (storage) => Promise.all([1, 2, 3].map((value) => storage.set('key', value)))],
        ["of no other key's change", 0, (storage) => storage.set('key.other', 'value')],
        ['of nothing if the value is the same', 0, (storage) => storage.set('there', { list: [1] })],
        ['of nothing if nothing was removed', 0, (storage) => storage.remove('key')],
      ])('%s', async (_what, times, change) => {
        const storage = create();
        await storage.set('there', { list: [1] });
        await markTheEnd(storage);
        const listener = vi.fn();
        const unsubscribe = ['key', 'there'].map((key) => storage.subscribe(key, listener));
        await change(storage);
        await markTheEnd(storage);
        for (const stop of unsubscribe) stop();
        expect(listener).toHaveBeenCalledTimes(times);
      });

      it('are each called, also if one function is added twice', async () => {
        const storage = create();
        const listener = vi.fn();
        storage.subscribe('key', listener);
        const unsubscribe = storage.subscribe('key', listener);
        await storage.set('key', 1);
        await markTheEnd(storage);
        expect(listener).toHaveBeenCalledTimes(2);
        unsubscribe();
        await storage.set('key', 2);
        await markTheEnd(storage);
        expect(listener).toHaveBeenCalledTimes(3);
      });

      it('are not called after they are removed', async () => {
        const storage = create();
        const listener = vi.fn();
        const unsubscribe = storage.subscribe('key', listener);
        unsubscribe();
        unsubscribe();
        await storage.set('key', 'value');
        await markTheEnd(storage);
        expect(listener).not.toHaveBeenCalled();
      });
    });
  });
}
