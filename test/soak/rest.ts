/** What a popup comes to when nothing is under way any more. */

import type { Popup } from '../support/browser.ts';
import { poll } from '../support/poll.ts';
import { WAIT_MS } from '../support/time-limits.ts';
import { inPage } from './in-page.ts';

/** `form`: somebody can sign in, in the form or by its button. `error`: something failed, and a button leads on. */
export type Rest = 'signed-in' | 'form' | 'error';

/** Waits until the popup shows something that a person can use, and tells what. Throws where it never does. */
export async function atRest(popup: Popup): Promise<Rest> {
  return poll(async () => (await restOf(popup)) ?? undefined, {
    timeoutMs: WAIT_MS,
    explain: async () => `The popup is stuck: ${popup.closed ? 'it is closed' : await describe(popup)}.`,
  });
}

/** What the popup shows at this moment, or `null` while it is on its way. */
export async function restOf(popup: Popup): Promise<Rest | null> {
  return inPage(popup.page, () => {
    const isThere = (selector: string) => document.querySelector(selector)?.checkVisibility() === true;
    const main = document.querySelector('main');
    if (main === null || main.hasAttribute('data-waiting')) return null;
    switch (main.getAttribute('data-state')) {
      case 'signed-in':
        return isThere('#btn-logout') ? 'signed-in' : null;
      case 'signed-out':
        // Lock's fields are closed while it is busy.
        if (document.querySelector('#lock input:disabled') !== null) return null;
        return isThere('#lock button[type=submit]') || isThere('#btn-login') ? 'form' : null;
      case 'error':
        return isThere('#btn-retry') ? 'error' : null;
      default:
        return null;
    }
  });
}

/** What the popup shows, in words: for the message of a failure. */
export async function describe(popup: Popup): Promise<string> {
  return inPage(popup.page, () => {
    const main = document.querySelector('main');
    const text = document.body.innerText.replace(/\s+/g, ' ').slice(0, 200);
    return `${main?.getAttribute('data-state')}${main?.hasAttribute('data-waiting') ? ', waiting' : ''}: "${text}"`;
  });
}
