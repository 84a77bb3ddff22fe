import fc from 'fast-check';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import * as items from '../../../src/sdk/storage/items.ts';
import { memoryStorage } from '../../../src/sdk/storage/memory-storage.ts';
import type { StorageAdapter } from '../../../src/sdk/storage/storage-adapter.ts';
import { type ItemDeclaration, openItem } from '../../../src/sdk/storage/stored-item.ts';
import { MemoryLocks } from '../../support/unit/locks.ts';

const COUNT: ItemDeclaration<number> = {
  key: 'latchkey.count',
  area: 'session',
  parse: (stored) => (typeof stored === 'number' ? stored : 0),
  onWriteFailure: 'reject',
};

const broken = () => Promise.reject(new Error('disk full'));

/** Opens the item in a storage in memory with `changes`. */
function open(changes: Partial<StorageAdapter> = {}, onWriteFailure: 'reject' | 'log' = 'reject') {
  const memory = memoryStorage();
  return { memory, item: openItem({ ...COUNT, onWriteFailure }, { ...memory, ...changes }) };
}

beforeEach(() => void vi.stubGlobal('navigator', { locks: new MemoryLocks() }));

describe('openItem', () => {
  it.each([
    ['the stored value', 7, 7],
    ['the default if nothing is stored', undefined, 0],
    ['the default if the stored value is not valid', 'seven', 0],
  ])('reads %s', async (_name, stored, expected) => {
    const { memory, item } = open();
    if (stored !== undefined) await memory.set(COUNT.key, stored);
    expect(await item.read()).toBe(expected);
    expect(await item.load()).toBe(expected);
  });

  it('if the storage fails, reads the default and rejects load', async () => {
    const { item } = open({ get: broken });
    expect(await item.read()).toBe(0);
    await expect(item.load()).rejects.toThrow('disk full');
  });

  it('passes each write to the storage immediately, so that none is lost when the popup closes', () => {
    const written: unknown[] = [];
    const never = (what: unknown) => new Promise<void>(() => void written.push(what));
    const { item } = open({ set: (_key, value) => never(value), remove: () => never('removal') });
    void item.write(1);
    void item.write(2);
    void item.remove();
    expect(written).toEqual([1, 2, 'removal']);
  });

  it('loses no simultaneous update', async () => {
    const { memory, item } = open();
    const other = openItem(COUNT, memory);
    await Promise.all([item, other, item].map(({ update }) => update((count) => count + 1)));
    expect(await item.read()).toBe(3);
  });

  it.each<['write' | 'remove' | 'update', Partial<StorageAdapter>]>([
    ['write', { set: broken }],
    ['remove', { remove: broken }],
    ['update', { set: broken }],
    ['update', { get: broken }],
  ])('if the storage fails, rejects %s, or logs the failure if declared', async (method, changes) => {
    const logged = vi.spyOn(console, 'error').mockImplementation(() => {});
    const call = ({ item }: ReturnType<typeof open>) =>
      ({ write: () => item.write(1), remove: item.remove, update: () => item.update(() => 1) })[method]();
    await expect(call(open(changes))).rejects.toThrow('disk full');
    expect(logged).not.toHaveBeenCalled();
    await expect(call(open(changes, 'log'))).resolves.toBeUndefined();
    const message = 'latchkey.count could not be stored.';
    expect(logged).toHaveBeenCalledExactlyOnceWith(message, new Error('disk full'));
  });
});

describe('the declared items', () => {
  const declared = Object.values(items).filter(
    (item): item is typeof items.JOURNAL => 'parse' in Object(item),
  );

  it('have different keys with one prefix', () => {
    const { SESSION_KEY, QUARANTINED_SESSION_KEY, SIGNED_OUT_KEY, WRITE_TEST_KEY } = items;
    const session = [SESSION_KEY, QUARANTINED_SESSION_KEY, SIGNED_OUT_KEY, WRITE_TEST_KEY];
    const keys = [...session, ...declared.map(({ key }) => key)];
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys.filter((key) => !key.startsWith('latchkey.'))).toEqual([]);
  });

  it.each(declared.map((item) => [item.key, item] as const))('parse any JSON: %s', (_key, item) => {
    fc.assert(fc.property(fc.jsonValue(), (stored) => void item.parse(stored)));
  });
});
