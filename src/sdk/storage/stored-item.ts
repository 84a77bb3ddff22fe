import { withLock } from '../browser/optional-api.ts';
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

export type StoredItem<T> = ReturnType<typeof openItem<T>>;

/** Returns the declared item in `storage`. Its writes reject only if the item declares `onWriteFailure: 'reject'`. */
export function openItem<T>(
  { key, area, parse, serialize = (value) => value, onWriteFailure }: ItemDeclaration<T>,
  storage: StorageAdapter = extensionStorage(area),
) {
  /** Returns the value, or the default if it is absent or not valid. Rejects if the storage fails. */
  const load = async (): Promise<T> => parse(await storage.get(key));
  const settle = async (writing: Promise<void>) => {
    if (onWriteFailure === 'reject') return writing;
    await writing.catch((error: unknown) => console.error(`${key} could not be stored.`, error));
  };
  return {
    load,
    /** Returns the value as `load` does, or the default if the storage fails. Never rejects. */
    read: () => load().catch(() => parse(undefined)),
    // Passed to the browser immediately, which keeps the order: a write that waited would be lost if its context ends.
    write: (value: T) => settle(storage.set(key, serialize(value))),
    remove: () => settle(storage.remove(key)),
    /** Replaces the value with the result of `change`, while no other context updates it. */
    update: (change: (value: T) => T) =>
      settle(withLock(key, async () => storage.set(key, serialize(change(await load()))))),
    /** Calls `listener` after each change, in any context. Returns an unsubscribe function. */
    subscribe: (listener: () => void) => storage.subscribe(key, listener),
  };
}
