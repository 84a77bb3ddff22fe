import { describe, expect, it, vi } from 'vitest';
import type { StorageAdapter } from '../../../src/sdk/storage/storage-adapter.ts';

/** What every adapter of `Storage` does. `create` gives an empty one. */
export function describeStorageContract(name: string, create: () => StorageAdapter): void {
  describe(`${name}, as every storage,`, () => {
    it('has no value under a key that was never written', async () => {
      expect(await create().get('key')).toBeUndefined();
    });

    it.each([
      ['an object', { text: 'é ✓', number: 1.5, list: [1, null, [true]], nested: { empty: {} } }],
      ['a text', 'text'],
      ['false', false],
      ['null', null],
    ])('gives back what was written: %s', async (_name, value) => {
      const storage = create();
      await storage.set('key', value);
      expect(await storage.get('key')).toEqual(value);
    });

    it('does one thing after the other, also where nobody waits for it', async () => {
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

    it('keeps the keys apart, whatever their names', async () => {
      const storage = create();
      const keys = ['one', 'two', 'one.two', '__proto__', 'constructor'];
      for (const key of keys) await storage.set(key, `value of ${key}`);
      for (const key of keys) expect(await storage.get(key)).toBe(`value of ${key}`);
    });

    it('keeps a copy of the moment, also where nobody waits for it', async () => {
      const storage = create();
      const value = { list: [1] };
      const kept = storage.set('key', value);
      value.list.push(2);
      await kept;
      expect(await storage.get('key')).toEqual({ list: [1] });
    });

    it('gives copies: what is done to one does not reach the next', async () => {
      const storage = create();
      await storage.set('key', { list: [1] });
      Object.assign((await storage.get('key')) as object, { list: [] });
      expect(await storage.get('key')).toEqual({ list: [1] });
    });

    it('has no value any more after it was removed', async () => {
      const storage = create();
      await storage.set('key', 'value');
      await storage.remove('key');
      expect(await storage.get('key')).toBeUndefined();
    });

    it('removes one key and no other', async () => {
      const storage = create();
      await storage.set('key', 'value');
      await storage.set('other', 'value');
      await storage.remove('other');
      expect(await storage.get('key')).toBe('value');
    });

    describe('tells its listeners', () => {
      /** What a listener of `key` heard of `act`: how many times. Another key's change marks the end. */
      async function heard(key: string, act: (storage: StorageAdapter) => Promise<void>, storage = create()) {
        const listener = vi.fn();
        const undo = storage.subscribe(key, listener);
        await act(storage);
        await markTheEnd(storage);
        undo();
        return listener.mock.calls.length;
      }

      async function markTheEnd(storage: StorageAdapter): Promise<void> {
        const heardOfIt = new Promise<void>((resolve) => storage.subscribe('the end', resolve));
        await storage.set('the end', Math.random());
        await heardOfIt;
      }

      it('of a new value', async () => {
        expect(await heard('key', (storage) => storage.set('key', 'value'))).toBe(1);
      });

      it('of a removal', async () => {
        const storage = create();
        await storage.set('key', 'value');
        await markTheEnd(storage);
        expect(await heard('key', () => storage.remove('key'), storage)).toBe(1);
      });

      it('of each change', async () => {
        const changes = async (storage: StorageAdapter) => {
          await storage.set('key', 1);
          await storage.set('key', 2);
          await storage.remove('key');
        };
        expect(await heard('key', changes)).toBe(3);
      });

      it("of no other key's change", async () => {
        expect(await heard('key', (storage) => storage.set('key.other', 'value'))).toBe(0);
      });

      it('of nothing where the value was written that was there', async () => {
        const storage = create();
        await storage.set('key', { list: [1] });
        await markTheEnd(storage);
        expect(await heard('key', () => storage.set('key', { list: [1] }), storage)).toBe(0);
      });

      it('of nothing where nothing was removed', async () => {
        expect(await heard('key', (storage) => storage.remove('key'))).toBe(0);
      });

      it('each of them, also where one function listens twice', async () => {
        const storage = create();
        const listener = vi.fn();
        storage.subscribe('key', listener);
        const undo = storage.subscribe('key', listener);
        await storage.set('key', 1);
        await markTheEnd(storage);
        expect(listener).toHaveBeenCalledTimes(2);
        undo();
        await storage.set('key', 2);
        await markTheEnd(storage);
        expect(listener).toHaveBeenCalledTimes(3);
      });

      it('no longer, once they are undone', async () => {
        const storage = create();
        const listener = vi.fn();
        const undo = storage.subscribe('key', listener);
        undo();
        undo();
        await storage.set('key', 'value');
        await markTheEnd(storage);
        expect(listener).not.toHaveBeenCalled();
      });
    });
  });
}
