import { type StorageAdapter, toJson } from './storage-adapter.ts';
import { onStorageEvent, tellThisPage } from './storage-event.ts';

/** The functions of Lockr that the adapter calls. */
export interface Lockr {
  /** Precedes every key. */
  readonly prefix: string;
  get(key: string): unknown;
  set(key: string, value: object): void;
  rm(key: string): void;
}

/**
 * Keeps values in `localStorage` with Lockr, under `lockr.prefix` and the key. Reads what `Lockr.set` wrote, and Lockr reads what
 * this wrote. A service worker has no `localStorage`, so no background of Chromium can use it. Text that Lockr did not write is
 * read as Lockr reads it: as that text if it is no JSON, else as no value. `set` rejects if `localStorage` is full.
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
      // Where it fails, Lockr writes the value into the console: of an object with its own JSON, `[object Object]`.
      lockr.set(key, { toJSON: () => JSON.parse(json) });
      if (jsonOf(key) !== json) throw new Error('Lockr could not keep the value: localStorage is full.');
      tellThisPage(localStorage, nameOf(key));
    },
    async remove(key) {
      if (localStorage.getItem(nameOf(key)) === null) return;
      lockr.rm(key);
      tellThisPage(localStorage, nameOf(key));
    },
    subscribe: (key, listener) => onStorageEvent(localStorage, nameOf(key), listener),
  };
}
