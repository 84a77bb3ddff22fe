import browser, { type Permissions } from 'webextension-polyfill';

const ASKED: Permissions.Permissions = { permissions: ['notifications'] };

/** Whether the browser lets the extension show notifications. */
export function mayNotify(): Promise<boolean> {
  return browser.permissions.contains(ASKED);
}

/**
 * Asks the person for it, where they have not said yes before. Resolves with what they say: no, where the browser does
 * not ask, as its organisation may want. Call it in the turn of a click.
 * https://developer.mozilla.org/docs/Mozilla/Add-ons/WebExtensions/API/permissions/request
 */
export function askToNotify(): Promise<boolean> {
  return browser.permissions.request(ASKED).catch(() => false);
}
