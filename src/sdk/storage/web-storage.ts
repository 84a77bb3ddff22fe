import { type StorageAdapter, toJson } from './storage-adapter.ts';
import { onStorageEvent, tellThisPage } from './storage-event.ts';

/**
 * Returns a storage adapter that stores values as JSON in `localStorage` (on disk) or `sessionStorage` (for this tab, until it
 * closes). A service worker has neither, so Chromium's background script can't use this adapter. If another script wrote text
 * that isn't JSON, `get` returns `undefined` and `set` overwrites it. `set` rejects with the browser's `QuotaExceededError` if
 * the area is full.
 * https://developer.mozilla.org/docs/Web/API/Storage
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
      tellThisPage(area, key);
    },
    async remove(key) {
      if (area.getItem(key) === null) return;
      area.removeItem(key);
      tellThisPage(area, key);
    },
    subscribe: (key, listener) => onStorageEvent(area, key, listener),
  };
}
