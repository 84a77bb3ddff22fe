import { SESSION_KEY } from '../../src/sdk/storage/items.ts';
import type { World } from '../e2e/world.ts';
import { ada, storedSession, submitForm } from '../e2e/world.ts';
import type { ExtensionBrowser, Popup } from '../support/browser.ts';

/** What the bench measures in milliseconds, a page from its navigation unless the name has another start. */
export type Measure =
  | 'click → empty popup, its script'
  | 'click → signed-in popup, session-shown'
  | 'empty popup → its script'
  | 'empty popup → first paint'
  | 'signed-in popup → session-shown'
  | 'signed-in popup → first paint'
  | 'signed-out popup → first paint'
  | 'signed-out popup → login-ready'
  | 'stock Lock in a web page → login-ready'
  | 'submit → badge'
  | "the tenant's part of it"
  | 'worker stopped → session change → badge';

/** The times of one round. */
export type Round = Partial<Record<Measure, number>>;

/** The extension, and an empty one in a browser of its own. */
export interface Stage {
  readonly world: World;
  readonly empty: ExtensionBrowser;
  /** Address of the page with stock Lock. */
  readonly stockUrl: string;
}

/** Measures what depends on the tenant's speed. Begins and ends signed out. */
export async function measureSignIn({ world, stockUrl }: Stage): Promise<Round> {
  const { browser } = world;
  const page = await browser.openPage(stockUrl);
  const stock = await markOf({ page }, 'login-ready');
  await page.close();
  const popup = await browser.openPopup();
  const times = {
    'stock Lock in a web page → login-ready': stock,
    'signed-out popup → login-ready': await markOf(popup, 'login-ready'),
    'signed-out popup → first paint': await markOf(popup, FIRST_PAINT),
    ...(await measureSubmit(world, popup)),
  };
  await popup.close();
  await signOut(browser);
  return times;
}

/** Measures what does not depend on the tenant. Begins and ends signed out. */
export async function measureAlone({ world, empty }: Stage): Promise<Round> {
  const { browser } = world;
  const blank = await measureOpening(empty);
  await signIn(world);
  const woken = await measureWake(browser);
  const signedIn = await measureOpening(browser);
  await signOut(browser);
  return {
    'click → empty popup, its script': blank.opened + blank.shown,
    'click → signed-in popup, session-shown': signedIn.opened + signedIn.shown,
    'empty popup → its script': blank.shown,
    'empty popup → first paint': blank.painted,
    'signed-in popup → session-shown': signedIn.shown,
    'signed-in popup → first paint': signedIn.painted,
    'worker stopped → session change → badge': woken,
  };
}

/** The bytes that the popup holds in each state. See `ExtensionBrowser.popupMemory`. */
export type Memory = Record<'empty' | 'signed in' | 'signed out, with Lock', number>;

/** Begins and ends signed out. */
export async function measureMemory({ world, empty }: Stage): Promise<Memory> {
  const measure = async (browser: ExtensionBrowser, mark: string) => {
    const popup = await browser.openPopup();
    await markOf(popup, mark);
    const bytes = await browser.popupMemory();
    await popup.close();
    return bytes;
  };
  const signedOut = await measure(world.browser, 'login-ready');
  await signIn(world);
  const signedIn = await measure(world.browser, 'session-shown');
  await signOut(world.browser);
  return {
    empty: await measure(empty, 'session-shown'),
    'signed in': signedIn,
    'signed out, with Lock': signedOut,
  };
}

async function signIn({ browser, tenant }: World): Promise<void> {
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

/** Clicks the toolbar icon. `opened`: milliseconds from the click to the navigation, the browser's own cost. */
async function measureOpening(browser: ExtensionBrowser) {
  const clickedAt = Date.now();
  const popup = await browser.openPopup();
  const opened = (await popup.page.evaluate(() => performance.timeOrigin)) - clickedAt;
  const shown = await markOf(popup, 'session-shown');
  const painted = await markOf(popup, FIRST_PAINT);
  await popup.close();
  return { opened, shown, painted };
}

/** The browser's own mark of the first painted text or picture. */
const FIRST_PAINT = 'first-contentful-paint';

/** Resolves with the milliseconds from the page's navigation to a mark. */
async function markOf({ page }: Pick<Popup, 'page'>, name: string): Promise<number> {
  await page.waitForFunction((mark) => performance.getEntriesByName(mark).length > 0, { polling: 20 }, name);
  return page.evaluate((mark) => performance.getEntriesByName(mark)[0]?.startTime ?? Number.NaN, name);
}

/** From the form's `submit` event to the background's call that sets the badge, and the tenant's part of it. */
async function measureSubmit(world: World, popup: Popup): Promise<Round> {
  await world.browser.evaluateInExtension(() => {
    const { action } = chrome;
    const set = action.setBadgeText.bind(action);
    action.setBadgeText = (details) => {
      if (details.text === '✓') Object.assign(globalThis, { badgeSetAt: Date.now() });
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
  const setAt = await world.browser.evaluateInExtension(() => Number(Object(globalThis).badgeSetAt));
  const requests = world.tenant.requests.filter(({ at }) => at >= submitAt && at <= setAt);
  const tenantTime = requests.reduce((sum, { at, answeredAt }) => sum + (answeredAt ?? at) - at, 0);
  return { 'submit → badge': setAt - submitAt, "the tenant's part of it": tenantTime };
}

/** From a change of the stored session in a page of the extension to the new badge, with a stopped background. */
async function measureWake(browser: ExtensionBrowser): Promise<number> {
  const session = await storedSession(browser);
  const page = await browser.openExtensionPage('diagnostics.html');
  await page.evaluate((key) => chrome.storage.local.remove(key), SESSION_KEY);
  await browser.waitForBadge('');
  await browser.stopBackground();
  const duration = await page.evaluate(
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
  return duration;
}
