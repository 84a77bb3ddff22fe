/** Two popups side by side, signing in, out and renewing against each other. */
import type { Page } from 'puppeteer-core';
import { ada } from '../e2e/world.ts';
import type { Popup } from '../support/browser.ts';
import { poll } from '../support/poll.ts';
import { WAIT_MS } from '../support/time-limits.ts';
import type { Case } from './cases.ts';
import { inPage } from './in-page.ts';
import { askFrom, letTokenEnd, readKept, statusOf } from './kept.ts';
import { atRest, describe, restOf } from './rest.ts';
import type { Yard } from './yard.ts';

/** What somebody does in one of two popups, wherever it is; nothing where it cannot be done there. */
type Deed = (yard: Yard, popup: Popup) => Promise<void>;

const DEEDS: Readonly<Record<string, Deed>> = {
  async 'signs in'({ tenant }, { page }) {
    await sendForm(page, ada(tenant));
  },
  async 'signs out'(_yard, { page }) {
    await press(page, '#btn-logout');
  },
  async 'uses another account'(_yard, { page }) {
    await press(page, '#btn-switch');
  },
  async renews(yard, { page }) {
    await letTokenEnd(yard);
    await askFrom(page, { type: 'access-token' });
  },
  async 'looks again'(_yard, { page }) {
    await loadAgain(page);
  },
};

/** By the page itself: Firefox tells nobody when an extension's page is loaded. */
async function loadAgain(page: Page): Promise<void> {
  const reload = () => {
    document.title = 'The former page';
    location.reload();
  };
  await inPage(page, reload).catch(() => {}); // The answer may be gone with the page.
  const isNew = () =>
    inPage(page, () => document.title !== 'The former page' && document.querySelector('main') !== null);
  await poll(async () => ((await isNew()) ? true : undefined), {
    timeoutMs: WAIT_MS,
    explain: () => 'The popup was not loaded again.',
  });
}

/** As many rounds in each of which both do something at the same time, drawn from `random`. */
export function twoWindowsCase(name: string, rounds: number, random: () => number): Case {
  return {
    name,
    async run(yard) {
      const popups = [await yard.browser.openPopupInTab(), await yard.browser.openPopupInTab()] as const;
      const done: string[] = [];
      for (let round = 0; round < rounds; round += 1) {
        await Promise.all(popups.map((popup) => atRest(popup)));
        const deeds = popups.map(() => drawn(Object.entries(DEEDS), random));
        done.push(deeds.map(([deed]) => deed).join(' / '));
        await Promise.all(deeds.map(([, deed], index) => deed(yard, popups[index] ?? popups[0])));
        await agree(yard, popups, done);
      }
      await popups[1].close();
      return popups[0];
    },
  };
}

/** One of them. */
export function drawn<T>(from: readonly T[], random: () => number): T {
  const one = from[Math.floor(random() * from.length)];
  if (one === undefined) throw new RangeError('There is nothing to draw from.');
  return one;
}

/** Waits until both show what is kept. */
async function agree(yard: Yard, popups: readonly Popup[], done: readonly string[]): Promise<void> {
  const isSo = async () => {
    const wanted = statusOf(await readKept(yard)).kind === 'signed-in' ? 'signed-in' : 'form';
    const rests = await Promise.all(popups.map(restOf));
    return rests.every((rest) => rest === wanted || (rest === 'error' && wanted === 'form'))
      ? true
      : undefined;
  };
  const explain = async () => {
    const shown = await Promise.all(popups.map(describe));
    const { kind } = statusOf(await readKept(yard));
    return `What is kept says ${kind}; the popups ${shown.join(' and ')}; after ${done.join(', ')}.`;
  };
  await poll(isSo, { timeoutMs: WAIT_MS, explain });
}

/** By script: only one of two tabs can be clicked. */
export function press(page: Page, selector: string): Promise<boolean> {
  const act = (wanted: string) => {
    const button = document.querySelector<HTMLElement>(wanted);
    if (button === null || !button.checkVisibility()) return false;
    button.click();
    return true;
  };
  return inPage(page, act, selector);
}

/** Fills and sends Lock's form by script, if it is there. */
export function sendForm(
  page: Page,
  { email, password }: { email: string; password: string },
): Promise<boolean> {
  const act = (values: Readonly<Record<string, string>>) => {
    const button = document.querySelector<HTMLElement>('#lock button[type=submit]');
    if (button === null || !button.checkVisibility()) return false;
    const setter = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;
    for (const [name, value] of Object.entries(values)) {
      const field = document.querySelector(`#lock input[name=${name}]`);
      // As React hears of it: it watches the property of each element.
      setter?.call(field, value);
      field?.dispatchEvent(new Event('input', { bubbles: true }));
    }
    button.click();
    return true;
  };
  return inPage(page, act, { email, password });
}
