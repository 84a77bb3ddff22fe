/** What a person does: sign in, in whichever way the build has, and sign out. */
import { ada, submitForm } from '../e2e/world.ts';
import type { Popup } from '../support/browser.ts';
import { atRest, restOf } from './rest.ts';
import { closeForeignPages, pages, signInAtWindow } from './windows.ts';
import type { Yard } from './yard.ts';

/** Signs in from a popup that rests at its form. A sign-in that began earlier may take the form away, and is as good. */
export async function signInFrom(yard: Yard, popup: Popup): Promise<void> {
  await toFront(popup);
  const signIn =
    yard.login === 'hosted' ? signInWithWindow(yard, popup) : submitForm(popup, ada(yard.tenant));
  await signIn.catch(async (error: unknown) => {
    if ((await restOf(popup)) !== 'signed-in') throw error;
  });
  await popup.waitForState('signed-in');
}

/**
 * Does what the popup says where a window is in the way that nobody waits for any more: closes it, and tries again. (In
 * Firefox the new flow takes the old window over, and is told that this was closed.)
 */
async function signInWithWindow(yard: Yard, popup: Popup): Promise<void> {
  const before = await pages(yard);
  const begin = async () => {
    await popup.click('#btn-login');
    const leaving = new AbortController();
    const filled = signInAtWindow(yard, before, leaving.signal);
    const rest = await atRest(popup).finally(() => leaving.abort());
    await filled;
    return rest;
  };
  if ((await begin()) !== 'form') return;
  if (!/window (is open already|was closed)/.test(await popup.text('#notice'))) return;
  await closeForeignPages(yard);
  await toFront(popup);
  await begin();
}

/** Signs out by the button, and waits for the form. */
export async function signOutFrom(popup: Popup): Promise<void> {
  await toFront(popup);
  await popup.click('#btn-logout');
  await popup.waitForState('signed-out');
  await atRest(popup);
}

/** A tab behind another one is not drawn, so it cannot be clicked. */
export async function toFront(popup: Popup): Promise<void> {
  if (popup.place === 'tab') await popup.page.bringToFront();
}
