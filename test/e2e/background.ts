/** What the background is asked, what it has finished, and what is taken from it. */
import { JOURNAL } from '../../src/sdk/storage/items.ts';
import type { ExtensionBrowser, Popup } from '../support/browser.ts';

/**
 * Asks the background to sign in silently, as the popup does by itself some time after its form is there. The answer
 * comes when the background has decided, and with it all that it sends to the tenant.
 */
export function askToSignInSilently({ page }: Popup): Promise<unknown> {
  return page.evaluate(() => chrome.runtime.sendMessage({ type: 'latchkey.sign-in-silently' }));
}

/** What it answers where it leaves that. */
export const NOT_SIGNED_IN = { type: 'answer', answer: { signedIn: false } };

/** How many sign-outs are over: the background writes each down when the tenant has answered all that it was told. */
export function finishedSignOuts(browser: ExtensionBrowser): Promise<number> {
  return browser.evaluateInExtension(async (key) => {
    const { [key]: journal } = await chrome.storage.local.get(key);
    const entries: unknown[] = Array.isArray(journal) ? journal : [];
    return entries.filter((entry) => Object(Object(entry).event).kind === 'signed-out').length;
  }, JOURNAL.key);
}

/**
 * Asks the background for the result of the last sign-in in a window, as the popup does by itself some time after its form is
 * there. It tells that once: after this answer nothing is left that the popup could still hear.
 */
export function askForNews({ page }: Popup): Promise<unknown> {
  return page.evaluate(() => chrome.runtime.sendMessage({ type: 'latchkey.sign-in-status' }));
}

/** What it answers where there is nothing to tell. */
export const NO_NEWS = { type: 'answer', answer: { windowIsOpen: false, failure: null } };

/** Takes the key away by which the tokens on the disk can be read. */
export async function loseKey(browser: ExtensionBrowser): Promise<void> {
  await browser.evaluateInExtension(
    () =>
      new Promise<void>((resolve, reject) => {
        const request = indexedDB.deleteDatabase('latchkey');
        request.onsuccess = () => resolve();
        request.onerror = () => reject(request.error);
      }),
  );
}
