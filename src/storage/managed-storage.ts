import browser from 'webextension-polyfill';

/**
 * What the organisation that manages this browser has set for the extension. Never rejects: Firefox refuses where
 * nothing is set.
 * https://developer.mozilla.org/docs/Mozilla/Add-ons/WebExtensions/API/storage/managed
 */
export async function readManagedStorage(): Promise<unknown> {
  try {
    return await browser.storage.managed.get();
  } catch {
    return {};
  }
}
