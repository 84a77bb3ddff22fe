import browser, { type Permissions } from 'webextension-polyfill';
import { answerOf } from '../optional-api.ts';

const ASKED: Permissions.Permissions = { permissions: ['notifications'] };

/** Whether the browser lets the extension show notifications. Never rejects: if the browser cannot tell, it does not. */
export function mayNotify(): Promise<boolean> {
  return answerOf(() => browser.permissions.contains(ASKED)).catch(() => false);
}

/**
 * Asks the person for it, where they have not said yes before. Resolves with what they say: no, where the browser does
 * not ask, as its organisation may want. Call it in the turn of a click.
 * https://developer.mozilla.org/docs/Mozilla/Add-ons/WebExtensions/API/permissions/request
 */
export function askToNotify(): Promise<boolean> {
  return browser.permissions.request(ASKED).catch(() => false);
}
