import browser from 'webextension-polyfill';
import { QUICK_TIMEOUT, withTimeLimit } from '../browser/optional-api.ts';
import type { StorageArea } from '../config.ts';
import type { StorageAdapter } from './storage-adapter.ts';

/**
 * Returns a storage adapter for `browser.storage`: `local` on disk, `session` in memory until the browser closes. `get` rejects
 * if the browser doesn't respond within 10 seconds.
 */
export function extensionStorage(areaName: StorageArea): StorageAdapter {
  const area = browser.storage[areaName];
  return {
    async get(key) {
      return (await withTimeLimit(() => area.get(key), QUICK_TIMEOUT))[key];
    },
    async set(key, value) {
      await area.set({ [key]: value });
    },
    async remove(key) {
      await area.remove(key);
    },
    subscribe(key, listener) {
      const onChanged = (changes: Record<string, unknown>) => {
        if (key in changes) listener();
      };
      area.onChanged.addListener(onChanged);
      return () => area.onChanged.removeListener(onChanged);
    },
  };
}

/**
 * Denies content scripts access to `storage.local`, which browsers do by default for `storage.session`. Only Chromium supports
 * this.
 * https://developer.chrome.com/docs/extensions/reference/api/storage#method-StorageArea-setAccessLevel
 */
export async function closeToContentScripts(): Promise<void> {
  const area: object = browser.storage.local;
  if (!('setAccessLevel' in area) || typeof area.setAccessLevel !== 'function') return;
  await area.setAccessLevel({ accessLevel: 'TRUSTED_CONTEXTS' });
}
