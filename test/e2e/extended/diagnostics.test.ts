import type { Page } from 'puppeteer-core';
import { afterEach, describe, expect, it } from 'vitest';
import { JOURNAL } from '../../../src/sdk/storage/items.ts';
import type { ExtensionBrowser, Popup } from '../../support/browser.ts';
import { itOnce } from '../one-browser.ts';
import { ada, BROWSERS, createWorld, NAME, signIn, storedSession, type World } from '../world.ts';

describe.each(BROWSERS)('the diagnostics, in %s', (kind) => {
  const once = itOnce(kind);
  let world: World;
  afterEach(() => world.end());

  it('are a click away from a failure in the popup, and have its code', async () => {
    world = await createWorld(kind);
    const { browser, tenant } = world;
    tenant.addFault({ path: /^\/client\//, kind: 'drop' });
    const popup = await browser.openPopup();
    await popup.waitForState('error');
    await expect.poll(() => lastNoted(browser)).toBe('sign-in-failed');
    const page = await followLink(browser, popup);
    expect(await reportIn(page)).toMatch(/\*\*Last error:\*\* \S+Z; sign-in failed: `tenant-unreachable`\n/);
  });

  once('are copied with nothing secret and nothing about the user', async () => {
    world = await createWorld(kind);
    const { browser, tenant } = world;
    await signInAndClose(world);
    const page = await openDiagnostics(browser);
    await page.evaluate(listenToClipboard);
    await page.click('#btn-copy');
    await expect.poll(() => textOf(page, '#result')).toBe('Copied');
    const copied = await page.evaluate(() => document.documentElement.dataset.copied ?? '');
    expect(copied).toContain(`## ${NAME} diagnostics\n`);
    expect(copied).toBe(await reportIn(page));
    refuseSecrets(
      await page.evaluate(() => document.documentElement.outerHTML),
      await storedSession(browser),
    );
    expect(copied).not.toContain(ada(tenant).password);
  });

  it('cannot be opened by a page of the web', async () => {
    world = await createWorld(kind);
    const { browser, tenant } = world;
    const own = await openDiagnostics(browser);
    const web = await browser.openPage(`${tenant.origin}/client/${tenant.clientId}.js`);
    const reach = (page: Page, url: string) =>
      page.evaluate(async (address) => {
        const answer = await fetch(address, { mode: 'no-cors' }).catch(() => null);
        return answer !== null;
      }, url);
    expect(await reach(own, `${browser.extensionOrigin}/diagnostics.html`)).toBe(true);
    expect(await reach(web, `${tenant.origin}/.well-known/jwks.json`)).toBe(true);
    expect(await reach(web, `${browser.extensionOrigin}/diagnostics.html`)).toBe(false);
  });
});

/** Waits until the event is stored: a popup that is closed at once might not live to do it. */
async function signInAndClose(world: World): Promise<void> {
  const popup = await signIn(world);
  await world.browser.waitForBadge('✓');
  await expect.poll(() => lastNoted(world.browser)).toBe('signed-in');
  await popup.close();
}

/** The kind of the last event. */
function lastNoted(browser: ExtensionBrowser): Promise<unknown> {
  return browser.evaluateInExtension(async (key) => {
    const { [key]: journal } = await chrome.storage.local.get(key);
    return Object(Object(Array.isArray(journal) ? journal.at(-1) : null).event).kind ?? null;
  }, JOURNAL.key);
}

/** Opens the page and waits until the connection has been checked. */
async function openDiagnostics(browser: ExtensionBrowser): Promise<Page> {
  const page = await browser.openExtensionPage('diagnostics.html');
  await whenDone(page);
  return page;
}

/** Follows the popup's link. The popup can close under the click, as it does for a user. */
async function followLink(browser: ExtensionBrowser, popup: Popup): Promise<Page> {
  await popup.page.evaluate(() => {
    setTimeout(() => document.querySelector<HTMLAnchorElement>('#what-happened')?.click());
  });
  const page = await browser.waitForWindow(`${browser.extensionOrigin}/diagnostics.html`);
  await whenDone(page);
  return page;
}

async function whenDone(page: Page): Promise<void> {
  await page.waitForSelector('#report[aria-busy=false]');
}

const reportIn = (page: Page) => textOf(page, '#report');

function textOf(page: Page, selector: string): Promise<string> {
  return page.$eval(selector, (element) => element.textContent ?? '');
}

/** Runs in the page: remembers what is copied, and copies it. */
function listenToClipboard(): void {
  const write = navigator.clipboard.writeText.bind(navigator.clipboard);
  navigator.clipboard.writeText = async (text) => {
    await write(text);
    document.documentElement.dataset.copied = text;
  };
}

/** Nothing about the user and nothing of a token can be in the text. */
function refuseSecrets(text: string, session: unknown): void {
  expect(text).not.toMatch(/ada@example\.com|Ada Lovelace|auth0\|/i);
  expect(text).not.toMatch(/\beyJ[\w-]{10,}|[?&](code|state|token)=/);
  const { id } = Object(session);
  expect(typeof id === 'string' && text.includes(id)).toBe(false);
}
