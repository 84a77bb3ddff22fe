import { describe, expect, it, vi } from 'vitest';
import type { StorageAdapter } from '../../../src/sdk/storage/storage-adapter.ts';

/** Tests the contract of `StorageAdapter`. `create` returns an empty storage. */
export function describeStorageContract(name: string, create: () => StorageAdapter): void {
  describe(`${name}, like every storage,`, () => {
    it('returns undefined for a key that was never written', async () => {
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
      /** Resolves after the listeners of all changes so far were called. */
      async function delivered(storage: StorageAdapter): Promise<void> {
        const last = new Promise<void>((resolve) => storage.subscribe('last', resolve));
        await storage.set('last', Math.random());
        await last;
      }

      it.each<[string, number, (storage: StorageAdapter) => Promise<unknown>]>([
        ['after a new value', 1, (storage) => storage.set('key', 'value')],
        ['after a removal', 1, (storage) => storage.remove('there')],
        [
          'after each change',
          3,
          (storage) => Promise.all([1, 2, 3].map((value) => storage.set('key', value))),
        ],
        ['not after a change of another key', 0, (storage) => storage.set('key.other', 'value')],
        ['not if the value is the same', 0, (storage) => storage.set('there', { list: [1] })],
        ['not if there was nothing to remove', 0, (storage) => storage.remove('key')],
      ])('are called %s', async (_name, times, change) => {
        const storage = create();
        await storage.set('there', { list: [1] });
        await delivered(storage);
        const listener = vi.fn();
        const unsubscribe = ['key', 'there'].map((key) => storage.subscribe(key, listener));
        await change(storage);
        await delivered(storage);
        for (const stop of unsubscribe) stop();
        expect(listener).toHaveBeenCalledTimes(times);
      });

      it('are called once for each subscription, until it ends', async () => {
        const storage = create();
        const listener = vi.fn();
        storage.subscribe('key', listener);
        const unsubscribe = storage.subscribe('key', listener);
        await storage.set('key', 1);
        await delivered(storage);
        expect(listener).toHaveBeenCalledTimes(2);
        unsubscribe();
        unsubscribe();
        await storage.set('key', 2);
        await delivered(storage);
        expect(listener).toHaveBeenCalledTimes(3);
      });
    });
  });
}
