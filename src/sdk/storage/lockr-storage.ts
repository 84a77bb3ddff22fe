import { type StorageAdapter, toJson } from './storage-adapter.ts';
import { notifyThisPage, onStorageEvent } from './web-storage.ts';

/** The functions of Lockr that the adapter calls. */
export interface Lockr {
  /** Prefix of every key. */
  readonly prefix: string;
  get(key: string): unknown;
  set(key: string, value: object): void;
  rm(key: string): void;
}

/**
 * Returns a storage adapter that stores values in `localStorage` with Lockr, under `lockr.prefix` followed by the key. It reads
 * what `Lockr.set` wrote, and `Lockr.get` reads what it wrote. A service worker has no `localStorage`, so Chromium's background
 * script can't use this adapter. Text that Lockr didn't write is read as Lockr reads it: as the text itself if it isn't JSON, or
 * else as no value. `set` rejects if `localStorage` is full.
 * https://github.com/tsironis/lockr
 *
 * @example
 * import Lockr from 'lockr';
 * const storage = lockrStorage(Lockr);
 */
export function lockrStorage(lockr: Lockr): StorageAdapter {
  const nameOf = (key: string) => lockr.prefix + key;
  const jsonOf = (key: string) => JSON.stringify(lockr.get(key));
  return {
    async get(key) {
      return lockr.get(key);
    },
    async set(key, value) {
      const json = toJson(value);
      if (jsonOf(key) === json) return;
      // If this fails, Lockr logs the value. An object with its own `toJSON` is logged as `[object Object]`.
      lockr.set(key, { toJSON: () => JSON.parse(json) });
      if (jsonOf(key) !== json) throw new Error('Lockr could not store the value: localStorage is full.');
      notifyThisPage(localStorage, nameOf(key));
    },
    async remove(key) {
      if (localStorage.getItem(nameOf(key)) === null) return;
      lockr.rm(key);
      notifyThisPage(localStorage, nameOf(key));
    },
    subscribe: (key, listener) => onStorageEvent(localStorage, nameOf(key), listener),
  };
}
