import { SESSION_KEY } from '../../src/sdk/storage/items.ts';
import type { World } from '../e2e/world.ts';
import { ada, storedSession, submitForm } from '../e2e/world.ts';
import type { ExtensionBrowser, Popup } from '../support/browser.ts';

/** What the bench measures, each in milliseconds; those of a page from its navigation, where nothing else is said. */
export const MEASURES = [
  'click → empty popup, its script',
  'click → signed-in popup, session-shown',
  'empty popup → its script',
  'empty popup → first paint',
  'signed-in popup → session-shown',
  'signed-in popup → first paint',
  'signed-out popup → first paint',
  'signed-out popup → login-ready',
  'stock Lock in a web page → login-ready',
  'submit → badge',
  "the tenant's part of it",
  'worker stopped → session change → badge',
] as const;

export type Measure = (typeof MEASURES)[number];

/** Numbers of one round. */
export type Round = Partial<Record<Measure, number>>;

/** Where a round takes place: the extension, and beside it an empty one in a browser of its own. */
export interface Stage {
  readonly world: World;
  readonly empty: ExtensionBrowser;
  /** Address of the page with stock Lock. */
  readonly stockUrl: string;
}

/** What depends on how fast the tenant is, from signed out to signed out. */
export async function measureSignIn({ world, stockUrl }: Stage): Promise<Round> {
  const { browser } = world;
  const page = await browser.openPage(stockUrl);
  const stock = await markOf({ page }, 'login-ready');
  await page.close();
  const popup = await browser.openPopup();
  const ready = await markOf(popup, 'login-ready');
  const painted = await firstPaint(popup);
  const submitted = await measureSubmit(world, popup);
  await popup.close();
  await signOut(browser);
  return {
    'stock Lock in a web page → login-ready': stock,
    'signed-out popup → login-ready': ready,
    'signed-out popup → first paint': painted,
    ...submitted,
  };
}

/** What no tenant has a part in. Begins and ends signed out. */
export async function measureAlone({ world, empty }: Stage): Promise<Round> {
  const { browser } = world;
  const [blank, emptyOpened] = await openClicked(empty);
  const emptyShown = await markOf(blank, 'session-shown');
  const emptyPainted = await firstPaint(blank);
  await blank.close();
  await signInQuickly(world);
  const woken = await measureWake(browser);
  const [popup, opened] = await openClicked(browser);
  const shown = await markOf(popup, 'session-shown');
  const painted = await firstPaint(popup);
  await popup.close();
  await signOut(browser);
  return {
    'click → empty popup, its script': emptyOpened + emptyShown,
    'click → signed-in popup, session-shown': opened + shown,
    'empty popup → its script': emptyShown,
    'empty popup → first paint': emptyPainted,
    'signed-in popup → session-shown': shown,
    'signed-in popup → first paint': painted,
    'worker stopped → session change → badge': woken,
  };
}

/** Bytes that the popup holds, by what it shows. See `ExtensionBrowser.popupMemory`. */
export type Memory = Record<'empty' | 'signed in' | 'signed out, with Lock', number>;

/** Begins and ends signed out. */
export async function measureMemory({ world, empty }: Stage): Promise<Memory> {
  const { browser } = world;
  const measured = async (where: ExtensionBrowser, mark: string) => {
    const popup = await where.openPopup();
    await markOf(popup, mark);
    const bytes = await where.popupMemory();
    await popup.close();
    return bytes;
  };
  const signedOut = await measured(browser, 'login-ready');
  await signInQuickly(world);
  const signedIn = await measured(browser, 'session-shown');
  await signOut(browser);
  return {
    empty: await measured(empty, 'session-shown'),
    'signed in': signedIn,
    'signed out, with Lock': signedOut,
  };
}

async function signInQuickly({ browser, tenant }: World): Promise<void> {
  const popup = await browser.openPopup();
  await popup.waitForState('signed-out');
  await submitForm(popup, ada(tenant));
  await popup.waitForState('signed-in');
  await browser.waitForBadge('✓');
  await popup.close();
}

async function signOut(browser: ExtensionBrowser): Promise<void> {
  const popup = await browser.openPopup();
  await popup.click('#btn-logout');
  await popup.waitForState('signed-out');
  await markOf(popup, 'login-ready');
  await popup.close();
  await browser.waitForBadge('');
}

/** Clicks the toolbar icon. Gives the popup, and the milliseconds from the click to its navigation: the browser's own cost. */
async function openClicked(browser: ExtensionBrowser): Promise<[popup: Popup, milliseconds: number]> {
  const clickedAt = Date.now();
  const popup = await browser.openPopup();
  return [popup, (await popup.page.evaluate(() => performance.timeOrigin)) - clickedAt];
}

/** Milliseconds from the page's navigation to a mark. */
async function markOf({ page }: Pick<Popup, 'page'>, name: string): Promise<number> {
  await page.waitForFunction((mark) => performance.getEntriesByName(mark).length > 0, { polling: 20 }, name);
  return page.evaluate((mark) => performance.getEntriesByName(mark)[0]?.startTime ?? Number.NaN, name);
}

/** The browser's own word for when it painted the first text or picture. */
function firstPaint(popup: Popup): Promise<number> {
  return markOf(popup, 'first-contentful-paint');
}

/** From the form's `submit` event to the background's call that sets the tick; and how long the tenant was at work meanwhile. */
async function measureSubmit(world: World, popup: Popup): Promise<Round> {
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
  const answers = world.tenant.requests.filter(({ at }) => at >= submitAt && at <= tickAt);
  const atWork = answers.reduce((sum, { at, answeredAt }) => sum + (answeredAt ?? at) - at, 0);
  return { 'submit → badge': tickAt - submitAt, "the tenant's part of it": atWork };
}

/** From the change of what is stored, in a page of the extension, to the changed badge, with the background stopped before. */
async function measureWake(browser: ExtensionBrowser): Promise<number> {
  const session = await storedSession(browser);
  const page = await browser.openExtensionPage('diagnostics.html');
  await page.evaluate((key) => chrome.storage.local.remove(key), SESSION_KEY);
  await browser.waitForBadge('');
  await browser.stopBackground();
  const waited = await page.evaluate(
    async (key, record) => {
      const start = performance.now();
      await chrome.storage.local.set({ [key]: record });
      while ((await chrome.action.getBadgeText({})) !== '✓');
      return performance.now() - start;
    },
    SESSION_KEY,
    session,
  );
  await page.close();
  return waited;
}
