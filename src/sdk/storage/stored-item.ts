import { withLock } from '../browser/locks.ts';
import type { StorageArea } from '../config.ts';
import { extensionStorage } from './extension-storage.ts';
import type { StorageAdapter } from './storage-adapter.ts';

/** Declaration of a stored item. All declarations are in `items.ts`. */
export interface ItemDeclaration<T> {
  readonly key: `latchkey.${string}`;
  readonly area: StorageArea;
  /** Returns the parsed value, or the default if it is absent (`undefined`) or not valid. Never throws. */
  readonly parse: (stored: unknown) => T;
  /** Returns the stored form of a value. Default: the value itself. */
  readonly serialize?: (value: T) => unknown;
  /** Whether a failed write rejects, or is only logged because losing the item costs little. */
  readonly onWriteFailure: 'reject' | 'log';
}

/** Reads and writes a stored item. */
export interface StoredItem<T> {
  /** Returns the value, or the default if it is absent or not valid, or if the storage fails. Never rejects. */
  read(): Promise<T>;
  /** Returns the value, or the default if it is absent or not valid. Rejects if the storage fails. */
  load(): Promise<T>;
  /** Writes a value. `write`, `remove` and `update` reject only if the item declares `onWriteFailure: 'reject'`. */
  write(value: T): Promise<void>;
  remove(): Promise<void>;
  /** Replaces the value with the result of `change`, while no other context updates it. */
  update(change: (value: T) => T): Promise<void>;
  /** Calls `listener` after each change, in any context. Returns an unsubscribe function. */
  subscribe(listener: () => void): () => void;
}

/** Returns the declared item in `storage`. */
export function openItem<T>(
  { key, area, parse, serialize = (value) => value, onWriteFailure }: ItemDeclaration<T>,
  storage: StorageAdapter = extensionStorage(area),
): StoredItem<T> {
  const load = async () => parse(await storage.get(key));
  const settle = async (writing: Promise<void>) => {
    if (onWriteFailure === 'reject') return writing;
    await writing.catch((error: unknown) => console.error(`${key} could not be stored.`, error));
  };
  return {
    read: () => load().catch(() => parse(undefined)),
    load,
    // Passed to the browser immediately, which keeps the order: a write that waited would be lost if its context ends.
    write: (value) => settle(storage.set(key, serialize(value))),
    remove: () => settle(storage.remove(key)),
    update: (change) => settle(withLock(key, async () => storage.set(key, serialize(change(await load()))))),
    subscribe: (listener) => storage.subscribe(key, listener),
  };
}
