import type { Page } from 'puppeteer-core';
import { afterEach, describe, expect, it } from 'vitest';
import type { ExtensionBrowser } from '../../support/browser.ts';
import { askToSignInSilently, NOT_SIGNED_IN } from '../background.ts';
import { ONE_BROWSER } from '../one-browser.ts';
import { loginReady } from '../pages.ts';
import { requestPermissionsSilently } from '../permission-prompts.ts';
import {
  BROWSERS,
  createWorld,
  NAME,
  openForm,
  signIn,
  silentRequests,
  storedSession,
  storeSession,
  type World,
} from '../world.ts';

describe.each([ONE_BROWSER])('the options, in %s', (kind) => {
  let world: World;
  afterEach(() => world.end());

  it('are a click away from the popup', async () => {
    world = await createWorld(kind);
    const { browser } = world;
    const popup = await openForm(world);
    await popup.page.evaluate(() => {
      setTimeout(() => document.querySelector<HTMLAnchorElement>('#options')?.click());
    });
    const page = await browser.waitForWindow(`${browser.extensionOrigin}/options.html`);
    await whenShown(page);
    expect(await page.title()).toBe(`${NAME} options`);
  });

  it('switch the silent sign-in off: the popup shows the form', async () => {
    world = await createWorld(kind);
    const { browser, tenant } = world;
    // The extension has no session, but the browser has a session with the tenant.
    await (await signIn(world)).close();
    await browser.evaluateInExtension(() => chrome.storage.local.clear());
    await browser.waitForBadge('');
    const before = silentRequests(tenant);
    const page = await openOptions(browser);
    await choose(page, '#silent');
    await page.close();

    const popup = await browser.openPopup();
    await loginReady(popup);
    expect(await askToSignInSilently(popup)).toEqual(NOT_SIGNED_IN);
    expect(await popup.state()).toBe('signed-out');
    expect(silentRequests(tenant)).toBe(before);
    expect(tenant.grants().sessions).toBe(1);
  });
});

describe.each(BROWSERS)('a session that has ended, in %s', (kind) => {
  let world: World;
  afterEach(() => world.end());

  it('is notified of where the user has switched that on, and not any more when it is over', async () => {
    world = await createWorld(kind, requestPermissionsSilently(kind));
    const { browser } = world;
    const page = await openOptions(browser);
    await choose(page, '#notify');
    expect(await isChecked(page, '#notify')).toBe(true);
    await page.close();
    await listenToClosing(browser);
    await endSession(world);
    await browser.waitForBadge('!');
    await expect.poll(async () => (await notifications(browser)).seen).toEqual(['latchkey.session-ended']);
    await signIn(world);
    await expect.poll(async () => (await notifications(browser)).shown).toEqual([]);
  });
});

describe.each(BROWSERS)('the toolbar button, in %s', (kind) => {
  let world: World;
  afterEach(() => world.end());

  it('has a menu that follows the session, and a key that opens the popup', async () => {
    world = await createWorld(kind);
    const { browser } = world;
    const others = kind === 'firefox' ? ['options'] : [];
    await expect.poll(() => menuEntries(browser)).toEqual(['sign-in', ...others]);
    await signIn(world);
    await expect.poll(() => menuEntries(browser)).toEqual(['sign-out', ...others]);
    const commands = await browser.evaluateInExtension(async () =>
      (await chrome.commands.getAll()).map(({ name, shortcut }) => [name, shortcut]),
    );
    expect(commands).toEqual([['_execute_action', 'Alt+Shift+G']]);
  });
});

/** Opens the page and waits until it shows what counts. */
async function openOptions(browser: ExtensionBrowser): Promise<Page> {
  const page = await browser.openExtensionPage('options.html');
  await whenShown(page);
  return page;
}

async function whenShown(page: Page): Promise<void> {
  await page.waitForSelector('#main[aria-busy=false]');
}

/** Clicks a field, and waits until the choice is kept. */
async function choose(page: Page, field: string): Promise<void> {
  await page.bringToFront();
  await page.$eval('#result', (result) => result.replaceChildren());
  await page.click(field);
  await whenSaved(page);
}

async function whenSaved(page: Page): Promise<void> {
  await page.waitForFunction(() => document.querySelector('#result')?.textContent === 'Saved', {
    polling: 20,
  });
}

function isChecked(page: Page, field: string): Promise<boolean> {
  return page.$eval(field, (input) => input instanceof HTMLInputElement && input.checked);
}

/** Signs in, and lets the session be one that cannot be renewed and is over. */
async function endSession(world: World): Promise<void> {
  await (await signIn(world)).close();
  const kept = await storedSession(world.browser);
  await storeSession(world.browser, { ...Object(kept), renewAt: null, expiresAt: Date.now() - 1_000 });
}

/** Remembers in the background which notifications were closed: Firefox without a screen closes each at once. */
async function listenToClosing(browser: ExtensionBrowser): Promise<void> {
  await browser.evaluateInExtension(() => {
    const closed: string[] = [];
    Object.assign(globalThis, { closedNotifications: closed });
    chrome.notifications?.onClosed.addListener((id) => void closed.push(id));
  });
}

/** The notifications that are on the screen, and those that were, by their ids. */
function notifications(browser: ExtensionBrowser): Promise<{ shown: string[]; seen: string[] }> {
  return browser.evaluateInExtension(async () => {
    const shown = Object.keys((await chrome.notifications?.getAll()) ?? {});
    const closed: unknown = Reflect.get(globalThis, 'closedNotifications');
    return { shown, seen: [...shown, ...(Array.isArray(closed) ? closed.map(String) : [])] };
  });
}

/** The entries of the menu that are there. No browser lists them, but each refuses to change one that is not there. */
function menuEntries(browser: ExtensionBrowser): Promise<string[]> {
  return browser.evaluateInExtension(async () => {
    const found: string[] = [];
    for (const id of ['sign-in', 'sign-out', 'options']) {
      const isThere = await chrome.contextMenus.update(`latchkey.${id}`, { enabled: true }).then(
        () => true,
        () => false,
      );
      if (isThere) found.push(id);
    }
    return found;
  });
}
