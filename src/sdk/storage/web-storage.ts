import { type StorageAdapter, toJson } from './storage-adapter.ts';

/**
 * Returns a storage adapter that stores JSON in `localStorage` (on disk) or `sessionStorage` (for this tab, until it closes),
 * which service workers don't have. Text of another script that isn't JSON reads as `undefined`. `set` rejects with the
 * browser's `QuotaExceededError` if the area is full. https://developer.mozilla.org/docs/Web/API/Storage
 */
export function webStorage(area: globalThis.Storage = localStorage): StorageAdapter {
  return {
    async get(key) {
      const text = area.getItem(key);
      if (text === null) return undefined;
      try {
        return JSON.parse(text);
      } catch {
        return undefined;
      }
    },
    async set(key, value) {
      const json = toJson(value);
      if (area.getItem(key) === json) return;
      area.setItem(key, json);
      notifyThisPage(area, key);
    },
    async remove(key) {
      if (area.getItem(key) === null) return;
      area.removeItem(key);
      notifyThisPage(area, key);
    },
    subscribe: (key, listener) => onStorageEvent(area, key, listener),
  };
}

/** Dispatches a `storage` event in this page. Browsers dispatch it only in the other pages of the origin. */
export function notifyThisPage(area: Storage, key: string): void {
  dispatchEvent(new StorageEvent('storage', { key, newValue: area.getItem(key), storageArea: area }));
}

/** Calls `listener` after each change of `key` in `area`, by this page or another one. Returns an unsubscribe function. */
export function onStorageEvent(area: Storage, key: string, listener: () => void): () => void {
  const onStorage = (event: StorageEvent) => {
    // If the key is `null`, the whole area was cleared.
    if (event.storageArea === area && (event.key === key || event.key === null)) listener();
  };
  addEventListener('storage', onStorage);
  return () => removeEventListener('storage', onStorage);
}
