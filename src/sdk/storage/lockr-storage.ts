import Lockr from 'lockr';
import { type StorageAdapter, toJson } from './storage-adapter.ts';
import { onStorageEvent, tellThisPage } from './storage-event.ts';

/**
 * Keeps values in `localStorage` with Lockr, under `lockr.prefix` and the key; what `Lockr.set` wrote elsewhere can be
 * read here, and the other way round. A service worker has no `localStorage`: in Chromium no background can use it.
 * What Lockr did not write is, as Lockr reads it, its text where it is no JSON, and else no value. `set` rejects where
 * Lockr could not keep the value, which is when `localStorage` is full; Lockr does not say why.
 * https://github.com/tsironis/lockr
 */
export function lockrStorage(
  lockr: Pick<typeof Lockr, 'get' | 'prefix' | 'rm' | 'set'> = Lockr,
): StorageAdapter {
  const nameOf = (key: string) => lockr.prefix + key;
  const jsonOf = (key: string) => JSON.stringify(lockr.get<unknown>(key));
  return {
    async get(key) {
      return lockr.get<unknown>(key);
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
