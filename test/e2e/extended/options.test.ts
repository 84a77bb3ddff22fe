import type { Page } from 'puppeteer-core';
import { describe, expect, it } from 'vitest';
import { SESSION_KEY } from '../../../src/sdk/storage/items.ts';
import type { ExtensionBrowser } from '../../support/browser.ts';
import { sendRequest } from '../background.ts';
import { ONE_BROWSER } from '../one-browser.ts';
import { followLink, waitForForm } from '../pages.ts';
import { requestPermissionsSilently } from '../permission-prompts.ts';
import { expireToken } from '../session-record.ts';
import { startWorld } from '../start-world.ts';
import { BROWSERS, NAME, requestsTo, signIn } from '../world.ts';

describe.each([ONE_BROWSER])('the options, in %s', (kind) => {
  it('open from the popup, and turn the silent sign-in off', async () => {
    const world = await startWorld(kind);
    const { browser, tenant } = world;
    const page = await followLink(world, await signIn(world), { link: '#options', to: 'options.html' });
    expect(await page.title()).toBe(`${NAME} options`);
    await choose(page, '#silent');
    await page.close();
    await browser.evaluateInExtension(async (key) => chrome.storage.local.remove(key), SESSION_KEY);
    await browser.waitForBadge('');
    const { length } = requestsTo(tenant, '/authorize');

    const popup = await browser.openPopup();
    await waitForForm(popup);
    expect(await sendRequest(popup.page, 'sign-in-silently')).toMatchObject({ answer: { signedIn: false } });
    expect(await popup.state()).toBe('signed-out');
    expect(requestsTo(tenant, '/authorize')).toHaveLength(length);
    expect(tenant.grants().sessions).toBe(1);
  });
});

describe.each(BROWSERS)('the notification, in %s', (kind) => {
  it('is shown for an ended session if the user wants it, until the next sign-in', async () => {
    const world = await startWorld(kind, requestPermissionsSilently(kind));
    const { browser } = world;
    const page = await browser.openExtensionPage('options.html');
    await choose(page, '#notify');
    expect(await page.$eval('#notify', (input) => input.matches(':checked'))).toBe(true);
    await page.close();
    await recordClosed(browser);
    await (await signIn(world)).close();
    await expireToken(browser, { renewAt: null });
    await browser.waitForBadge('!');
    await expect.poll(async () => (await notifications(browser)).seen).toEqual(['latchkey.session-ended']);
    await signIn(world);
    await expect.poll(async () => (await notifications(browser)).shown).toEqual([]);
  });
});

describe.each(BROWSERS)('the toolbar button, in %s', (kind) => {
  it('has a menu that follows the session, and a keyboard shortcut', async () => {
    const world = await startWorld(kind);
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

/** Clicks a field, and waits until the choice is saved. */
async function choose(page: Page, field: string): Promise<void> {
  await page.waitForSelector('#main[aria-busy=false]');
  await page.bringToFront();
  await page.click(field);
  await page.waitForFunction(() => document.querySelector('#result')?.textContent === 'Saved', {
    polling: 20,
  });
}

/** Records in the background which notifications are closed: Firefox closes each at once without a screen. */
async function recordClosed(browser: ExtensionBrowser): Promise<void> {
  await browser.evaluateInExtension(() => {
    const closed: string[] = [];
    Object.assign(globalThis, { closedNotifications: closed });
    chrome.notifications?.onClosed.addListener((id) => void closed.push(id));
  });
}

/** Returns the IDs of the notifications that are shown, and of all since `recordClosed`. */
function notifications(browser: ExtensionBrowser): Promise<{ shown: string[]; seen: string[] }> {
  return browser.evaluateInExtension(async () => {
    const shown = Object.keys((await chrome.notifications?.getAll()) ?? {});
    return { shown, seen: [...shown, ...Object(globalThis).closedNotifications] };
  });
}

/** Returns the existing menu entries. No browser lists them, but each rejects a change of a missing one. */
function menuEntries(browser: ExtensionBrowser): Promise<string[]> {
  return browser.evaluateInExtension(async () => {
    const found: string[] = [];
    for (const id of ['sign-in', 'sign-out', 'options']) {
      await chrome.contextMenus.update(`latchkey.${id}`, { enabled: true }).then(
        () => found.push(id),
        () => {},
      );
    }
    return found;
  });
}
