import { withLock } from '../browser/locks.ts';
import type { StorageArea } from '../config.ts';
import { extensionStorage } from './extension-storage.ts';
import type { StorageAdapter } from './storage-adapter.ts';

/** The declaration of a stored item: `items.ts` has all of them. */
export interface ItemDeclaration<T> {
  readonly key: `latchkey.${string}`;
  readonly area: StorageArea;
  /** Returns the value of what was stored, or `undefined` if it is absent or cannot be used. Never throws. */
  readonly parse: (stored: unknown) => T | undefined;
  readonly default: T;
  /** Returns what is stored of a value; the value itself if it is missing. */
  readonly serialize?: (value: T) => unknown;
  /** Whether a failure to write rejects, or is logged because losing the item costs little. */
  readonly onWriteFailure: 'reject' | 'log';
}

/** A stored item, as each context uses it. */
export interface StoredItem<T> {
  /** Returns the value, or the default if there is none, it cannot be used or the storage fails. Never rejects. */
  read(): Promise<T>;
  /** Returns the value, or the default if there is none or it cannot be used. Rejects if the storage fails. */
  load(): Promise<T>;
  /** Writes a value. Whether it rejects is declared by the item, as for `remove` and `update`. */
  write(value: T): Promise<void>;
  remove(): Promise<void>;
  /** Replaces the value by `change` of it, while no other context does. */
  update(change: (value: T) => T): Promise<void>;
  /** Calls `listener` after each change, in any context. Returns an unsubscribe function. */
  subscribe(listener: () => void): () => void;
}

/** Returns the item of a declaration, in `storage`. */
export function openItem<T>(
  { key, area, parse, default: fallback, serialize = (value) => value, onWriteFailure }: ItemDeclaration<T>,
  storage: StorageAdapter = extensionStorage(area),
): StoredItem<T> {
  const load = async () => parse(await storage.get(key)) ?? fallback;
  const settle = async (writing: Promise<void>) => {
    if (onWriteFailure === 'reject') return writing;
    await writing.catch((error: unknown) => console.error(`${key} could not be stored.`, error));
  };
  return {
    read: () => load().catch(() => fallback),
    load,
    // Handed over at once, and the browser keeps the order: a write that waited for another would die with its context.
    write: (value) => settle(storage.set(key, serialize(value))),
    remove: () => settle(storage.remove(key)),
    update: (change) => settle(withLock(key, async () => storage.set(key, serialize(change(await load()))))),
    subscribe: (listener) => storage.subscribe(key, listener),
  };
}
