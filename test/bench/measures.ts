import type { World } from '../e2e/world.ts';
import { ada, submitForm } from '../e2e/world.ts';
import type { ExtensionBrowser, Popup } from '../support/browser.ts';

/** What the bench measures, each in milliseconds. */
export const MEASURES = {
  'signed-out popup → login-ready': 'signed-out',
  'stock Lock in a web page → login-ready': 'stock',
  'submit → badge': 'submit',
  'signed-in popup → session-shown': 'signed-in',
  'popup → first paint': 'paint',
} as const;

export type Measure = keyof typeof MEASURES;

/** One round of all measures, from signed out to signed out. */
export async function measureRound(world: World, stockUrl: string): Promise<Record<Measure, number>> {
  const { browser } = world;
  const stock = await measureStockPage(browser, stockUrl);
  const popup = await browser.openPopup();
  const ready = await markOf(popup, 'login-ready');
  const submit = await measureSubmit(world, popup);
  await popup.close();
  const again = await browser.openPopup();
  const shown = await markOf(again, 'session-shown');
  const paint = await markOf(again, 'popup-painted');
  await again.click('#btn-logout');
  await again.waitForState('signed-out');
  await again.close();
  return {
    'signed-out popup → login-ready': ready,
    'stock Lock in a web page → login-ready': stock,
    'submit → badge': submit,
    'signed-in popup → session-shown': shown,
    'popup → first paint': paint,
  };
}

/** Milliseconds from the page's navigation to a mark. */
async function markOf(popup: Pick<Popup, 'page'>, name: string): Promise<number> {
  await popup.page.waitForFunction(
    (mark) => performance.getEntriesByName(mark).length > 0,
    { polling: 20 },
    name,
  );
  return popup.page.evaluate((mark) => performance.getEntriesByName(mark)[0]?.startTime ?? Number.NaN, name);
}

async function measureStockPage(browser: ExtensionBrowser, url: string): Promise<number> {
  const page = await browser.openPage(url);
  const ready = await markOf({ page }, 'login-ready');
  await page.close();
  return ready;
}

/** From the form's `submit` event to the background's call that sets the tick. */
async function measureSubmit(world: World, popup: Popup): Promise<number> {
  await world.browser.evaluateInExtension(() => {
    const { action } = chrome;
    const set = action.setBadgeText.bind(action);
    action.setBadgeText = (details) => {
      if (details.text === '✓') Object.assign(globalThis, { tickAt: Date.now() });
      return set(details);
    };
  });
  await popup.page.evaluate(() => {
    document.addEventListener('submit', () => sessionStorage.setItem('submitAt', String(Date.now())), true);
  });
  await submitForm(popup, ada(world.tenant));
  await popup.waitForState('signed-in');
  await world.browser.waitForBadge('✓');
  const submitAt = await popup.page.evaluate(() => Number(sessionStorage.getItem('submitAt')));
  const tickAt = await world.browser.evaluateInExtension(() =>
    Number(Object.entries(globalThis).find(([name]) => name === 'tickAt')?.[1]),
  );
  return tickAt - submitAt;
}
