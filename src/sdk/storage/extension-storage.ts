import browser from 'webextension-polyfill';
import { answerOf } from '../browser/optional-api.ts';
import type { StorageArea } from '../config.ts';
import { QUICK_TIMEOUT } from '../tenant/timeouts.ts';
import type { StorageAdapter } from './storage-adapter.ts';

/** Keeps values in `browser.storage`: `local` on disk, `session` in memory until the browser closes. */
export function extensionStorage(areaName: StorageArea): StorageAdapter {
  const area = browser.storage[areaName];
  return {
    async get(key) {
      return (await answerOf(() => area.get(key), QUICK_TIMEOUT))[key];
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
 * Closes `storage.local` to content scripts, as `storage.session` is from the beginning: wherever the session is kept,
 * options, keys and what has happened lie there. Chromium alone can; elsewhere this does nothing.
 * https://developer.chrome.com/docs/extensions/reference/api/storage#method-StorageArea-setAccessLevel
 */
export async function closeToContentScripts(): Promise<void> {
  const area: object = browser.storage.local;
  if (!('setAccessLevel' in area) || typeof area.setAccessLevel !== 'function') return;
  await area.setAccessLevel({ accessLevel: 'TRUSTED_CONTEXTS' });
}
