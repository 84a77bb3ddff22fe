/** What a popup shows when it waits for the user, and what the user does in it. */
import type { Page } from 'puppeteer-core';
import { ada, submitForm } from '../e2e/world.ts';
import type { Popup } from '../support/browser.ts';
import { poll } from '../support/poll.ts';
import { WAIT_MS } from '../support/time-limits.ts';
import type { FaultWorld } from './fault-world.ts';
import { closeForeignPages, noWindowIsLeft, pages, signInAtWindow } from './windows.ts';

/** `form`: the user can sign in, in the form or by its button. `error`: an error with a button to continue. */
export type Rest = 'signed-in' | 'form' | 'error';

/** Waits until the popup shows something that the user can act on. */
export function atRest(popup: Popup): Promise<Rest> {
  return poll(async () => (await restOf(popup)) ?? undefined, {
    timeoutMs: WAIT_MS,
    explain: async () => `The popup is stuck: ${popup.closed ? 'it is closed' : await describePopup(popup)}.`,
  });
}

/** Returns what the popup shows now, or `null` while it is busy. */
export function restOf({ page }: Popup): Promise<Rest | null> {
  return page.evaluate(() => {
    const shows = (selector: string) => document.querySelector(selector)?.checkVisibility() === true;
    const main = document.querySelector('main');
    if (main === null || main.hasAttribute('data-waiting')) return null;
    switch (main.getAttribute('data-state')) {
      case 'signed-in':
        return shows('#btn-logout') ? 'signed-in' : null;
      case 'signed-out':
        // Lock disables its fields while it is busy.
        if (document.querySelector('#lock input:disabled') !== null) return null;
        return shows('#lock button[type=submit]') || shows('#btn-login') ? 'form' : null;
      case 'error':
        return shows('#btn-retry') ? 'error' : null;
      default:
        return null;
    }
  });
}

/** Returns the popup's state and text for an error message. */
export function describePopup({ page }: Popup): Promise<string> {
  return page.evaluate(() => {
    const main = document.querySelector('main');
    const text = document.body.innerText.replace(/\s+/g, ' ').slice(0, 200);
    return `${main?.getAttribute('data-state')}${main?.hasAttribute('data-waiting') ? ', waiting' : ''}: "${text}"`;
  });
}

/** Signs in from a popup that shows the form. An earlier sign-in may take the form away and succeed instead. */
export async function signInFrom(world: FaultWorld, popup: Popup): Promise<void> {
  await toFront(popup);
  const signIn =
    world.login === 'hosted' ? signInWithWindow(world, popup) : submitForm(popup, ada(world.tenant));
  await signIn.catch(async (error: unknown) => {
    if ((await restOf(popup)) !== 'signed-in') throw error;
  });
  await popup.waitForState('signed-in');
}

/** If an abandoned window is in the way, closes it as the popup says, and tries again. */
async function signInWithWindow(world: FaultWorld, popup: Popup): Promise<void> {
  const before = await pages(world);
  const attempt = async () => {
    await popup.click('#btn-login');
    const leaving = new AbortController();
    const filled = signInAtWindow(world, before, leaving.signal);
    const rest = await atRest(popup).finally(() => leaving.abort());
    await filled;
    return rest;
  };
  if ((await attempt()) !== 'form') return;
  await noWindowIsLeft(() => closeForeignPages(world));
  await toFront(popup);
  await attempt();
}

/** Signs out by the button and waits for the form. */
export async function signOutFrom(popup: Popup): Promise<void> {
  await toFront(popup);
  await popup.click('#btn-logout');
  await popup.waitForState('signed-out');
  await atRest(popup);
}

/** A tab behind another one isn't painted and can't be clicked. */
export async function toFront(popup: Popup): Promise<void> {
  if (popup.place === 'tab') await popup.page.bringToFront();
}

/** Clicks by script, since only the front tab can be clicked. Returns whether the button is visible. */
export function press(page: Page, selector: string): Promise<boolean> {
  return page.evaluate((wanted) => {
    const button = document.querySelector<HTMLElement>(wanted);
    if (button === null || !button.checkVisibility()) return false;
    button.click();
    return true;
  }, selector);
}

/** Fills and submits Lock's form by script. Returns whether it is visible. */
export function sendForm(page: Page, { email, password }: ReturnType<typeof ada>): Promise<boolean> {
  return page.evaluate(
    (values) => {
      const button = document.querySelector<HTMLElement>('#lock button[type=submit]');
      if (button === null || !button.checkVisibility()) return false;
      const setter = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;
      for (const [name, value] of Object.entries(values)) {
        const field = document.querySelector(`#lock input[name=${name}]`);
        // React overrides the property of each element to observe it.
        setter?.call(field, value);
        field?.dispatchEvent(new Event('input', { bubbles: true }));
      }
      button.click();
      return true;
    },
    { email, password },
  );
}
