import fc from 'fast-check';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import * as items from '../../../src/sdk/storage/items.ts';
import { memoryStorage } from '../../../src/sdk/storage/memory-storage.ts';
import * as sessionRecord from '../../../src/sdk/storage/session-record.ts';
import type { StorageAdapter } from '../../../src/sdk/storage/storage-adapter.ts';
import { type ItemDeclaration, openItem } from '../../../src/sdk/storage/stored-item.ts';
import { MemoryLocks } from '../../support/unit/locks.ts';

const COUNT: ItemDeclaration<number> = {
  key: 'latchkey.count',
  area: 'session',
  parse: (stored) => (typeof stored === 'number' ? stored : undefined),
  default: 0,
  onWriteFailure: 'reject',
};

const broken = () => Promise.reject(new Error('disk full'));

/** Opens the item over a memory that works, but for `changes`. */
function open(changes: Partial<StorageAdapter> = {}, onWriteFailure: 'reject' | 'log' = 'reject') {
  const memory = memoryStorage();
  return { memory, item: openItem({ ...COUNT, onWriteFailure }, { ...memory, ...changes }) };
}

beforeEach(() => void vi.stubGlobal('navigator', { locks: new MemoryLocks() }));

describe('openItem', () => {
  it.each([
    ['what was written', 7, 7],
    ['the default if nothing is stored', undefined, 0],
    ['the default if what is stored cannot be used', 'seven', 0],
  ])('reads %s', async (_name, stored, expected) => {
    const { memory, item } = open();
    if (stored !== undefined) await memory.set(COUNT.key, stored);
    expect(await item.read()).toBe(expected);
    expect(await item.load()).toBe(expected);
  });

  it('reads the default if the storage fails, and loads nothing', async () => {
    const { item } = open({ get: broken });
    expect(await item.read()).toBe(0);
    await expect(item.load()).rejects.toThrow('disk full');
  });

  it('stores what `serialize` returns', async () => {
    const memory = memoryStorage();
    await openItem({ ...COUNT, serialize: (count: number) => ({ count }) }, memory).write(7);
    expect(await memory.get(COUNT.key)).toEqual({ count: 7 });
  });

  it('starts each write at once, since the popup can close', () => {
    const written: unknown[] = [];
    const never = (what: unknown) => new Promise<void>(() => void written.push(what));
    const { item } = open({ set: (_key, value) => never(value), remove: () => never('removal') });
    void item.write(1);
    void item.write(2);
    void item.remove();
    expect(written).toEqual([1, 2, 'removal']);
  });

  it('loses no update of several contexts', async () => {
    const { memory, item } = open();
    const other = openItem(COUNT, memory);
    await Promise.all([item, other, item].map(({ update }) => update((count) => count + 1)));
    expect(await item.read()).toBe(3);
  });

  it('calls a listener after each change until it unsubscribes', async () => {
    const { item } = open();
    const listener = vi.fn();
    const unsubscribe = item.subscribe(listener);
    await item.write(1);
    unsubscribe();
    await item.write(2);
    expect(listener).toHaveBeenCalledTimes(1);
  });

  describe.each<[string, Partial<StorageAdapter>]>([
    ['write', { set: broken }],
    ['remove', { remove: broken }],
    ['update', { set: broken }],
    ['update', { get: broken }],
  ])('if the storage fails, %s', (act, changes) => {
    const acts = (item: ReturnType<typeof open>['item']): Record<string, () => Promise<void>> => ({
      write: () => item.write(1),
      remove: item.remove,
      update: () => item.update((count) => count + 1),
    });

    it('rejects', async () => {
      await expect(acts(open(changes).item)[act]?.()).rejects.toThrow('disk full');
    });

    it('logs it for an item whose `onWriteFailure` is "log"', async () => {
      const logged = vi.spyOn(console, 'error').mockImplementation(() => {});
      await expect(acts(open(changes, 'log').item)[act]?.()).resolves.toBeUndefined();
      expect(logged).toHaveBeenCalledExactlyOnceWith(
        'latchkey.count could not be stored.',
        new Error('disk full'),
      );
    });
  });
});

/** All declarations. */
const DECLARED = Object.values(items) as readonly ItemDeclaration<unknown>[];

describe('the stored items', () => {
  it('have different keys with one prefix', () => {
    const { SESSION_KEY, QUARANTINED_SESSION_KEY, SIGNED_OUT_KEY, WRITE_TEST_KEY } = sessionRecord;
    const keys = [
      SESSION_KEY,
      QUARANTINED_SESSION_KEY,
      SIGNED_OUT_KEY,
      WRITE_TEST_KEY,
      ...DECLARED.map(({ key }) => key),
    ];
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys.filter((key) => !key.startsWith('latchkey.'))).toEqual([]);
  });

  it.each(DECLARED.map((item) => [item.key, item] as const))(
    '%s can be parsed from any stored value',
    async (_key, item) => {
      await fc.assert(
        fc.asyncProperty(fc.jsonValue(), async (stored) => {
          const opened = openItem(item, { ...memoryStorage(), get: async () => stored });
          await opened.load();
        }),
      );
    },
  );
});
