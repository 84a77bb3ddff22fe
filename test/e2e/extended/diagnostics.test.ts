import type { Page } from 'puppeteer-core';
import { afterEach, describe, expect, it } from 'vitest';
import { JOURNAL } from '../../../src/sdk/storage/items.ts';
import type { ExtensionBrowser } from '../../support/browser.ts';
import { takeHostAway } from '../../support/host-access.ts';
import { loseKey } from '../background.ts';
import { message } from '../message.ts';
import { itOnce } from '../one-browser.ts';
import { letTokenEnd } from '../session-record.ts';
import { ada, BROWSERS, createWorld, NAME, openForm, signIn, storedSession, type World } from '../world.ts';

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
    // The popup can close under the click.
    await popup.page.evaluate(() => {
      setTimeout(() => document.querySelector<HTMLAnchorElement>('#what-happened')?.click());
    });
    const page = await browser.waitForWindow(`${browser.extensionOrigin}/diagnostics.html`);
    expect(await reportOf(page)).toContain('sign-in failed: `tenant-unreachable`');
    expect(await page.title()).toBe(message('diagnosticsTitle', { name: NAME }));
  });

  it('have the events, the latest first, and the status', async () => {
    world = await createWorld(kind);
    const { browser } = world;
    await signInAndClose(world);
    const page = await openDiagnostics(browser);
    expect(await reportOf(page)).toContain('- **Status:** signed in\n');

    const popup = await browser.openPopup();
    await popup.click('#btn-logout');
    await popup.waitForState('signed-out');
    await popup.close();
    await expectReport(
      page,
      /\*\*Status:\*\* signed out\n[\s\S]* signed out\n[\s\S]* signed in, method form\n/,
    );
  });

  once('have a renewal that failed, and how often', async () => {
    world = await createWorld(kind);
    const { browser, tenant } = world;
    await signInAndClose(world);
    tenant.addFault({ path: '/oauth/token', kind: 'status', status: 503 });
    await letTokenEnd(browser);
    await (await browser.openPopup()).waitForState('signed-in');
    const page = await openDiagnostics(browser);
    await expectReport(page, /failed attempts: \d[\s\S]*renewal failed: `tenant-failed`/);
  });

  once('say that the key of the session was lost', async () => {
    world = await createWorld(kind, { environment: { AUTH0_SILENT: 'off' } });
    const { browser } = world;
    await signInAndClose(world);
    await loseKey(browser);
    await openForm(world);
    await expectReport(await openDiagnostics(browser), /the key of the stored session was lost/);
  });

  once('say whether the tenant answers', async () => {
    world = await createWorld(kind);
    const { browser, tenant } = world;
    const page = await openDiagnostics(browser);
    expect(await reportOf(page)).toMatch(/\*\*Result:\*\* status 200 after .*\n- \*\*Clock:\*\* correct/);
    tenant.addFault({ path: '/.well-known/jwks.json', kind: 'drop' });
    await expectReport(page, /\*\*Result:\*\* no answer/);
  });

  it('have the configuration, and the addresses for the Auth0 Dashboard', async () => {
    world = await createWorld(kind, { environment: { AUTH0_LOGOUT: 'federated', AUTH0_STORAGE: 'session' } });
    const { browser, built, tenant } = world;
    const report = await reportOf(await openDiagnostics(browser));
    const { callbackUrls, allowedOrigins } = built.addresses[kind];
    for (const value of [
      ...[tenant.domain, tenant.clientId, 'federated', 'session'],
      ...[callbackUrls[0], allowedOrigins[0]],
    ]) {
      expect(report).toContain(`\`${value}\``);
    }
  });

  it('are copied as text, without secrets and without the user', async () => {
    world = await createWorld(kind);
    const { browser, tenant } = world;
    await signInAndClose(world);
    const page = await openDiagnostics(browser);
    await page.evaluate(() => {
      const write = navigator.clipboard.writeText.bind(navigator.clipboard);
      navigator.clipboard.writeText = async (text) => {
        await write(text);
        document.documentElement.dataset.copied = text;
      };
    });
    await page.click('#btn-copy');
    await expect.poll(() => textOf(page, '#said')).toBe(message('copied'));
    const copied = await page.evaluate(() => document.documentElement.dataset.copied ?? '');
    expect(copied).toBe(await reportOf(page));
    const { id } = Object(await storedSession(browser));
    expect(copied).not.toContain(id);
    expect(copied).not.toContain(ada(tenant).password);
    expect(copied).not.toMatch(
      /ada@example\.com|Ada Lovelace|auth0\||\beyJ[\w-]{10,}|[?&](code|state|token)=/i,
    );
  });

  once('are selected if the browser does not let them be copied', async () => {
    world = await createWorld(kind);
    const page = await openDiagnostics(world.browser);
    await page.evaluate(() => {
      navigator.clipboard.writeText = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
    });
    await page.click('#btn-copy');
    await expect.poll(() => textOf(page, '#said')).toBe(message('copyFailed'));
    expect(await page.evaluate(() => String(getSelection()))).toContain(`## ${NAME} diagnostics`);
  });

  itOnce(kind, 'firefox')('say which permission is missing', async () => {
    world = await createWorld(kind, { changesBrowser: true });
    const { browser } = world;
    const page = await openDiagnostics(browser);
    expect(await reportOf(page)).not.toContain('not granted');
    await takeHostAway(browser);
    await expectReport(page, /http:\/\/127\.0\.0\.1.*:\*\* not granted/);
  });

  it('cannot be opened by a web page', async () => {
    world = await createWorld(kind);
    const { browser, tenant } = world;
    const own = await openDiagnostics(browser);
    const web = await browser.openPage(`${tenant.origin}/client/${tenant.clientId}.js`);
    const reach = (page: Page, url: string) =>
      page.evaluate(
        (address) =>
          fetch(address, { mode: 'no-cors' }).then(
            () => true,
            () => false,
          ),
        url,
      );
    expect(await reach(own, `${browser.extensionOrigin}/diagnostics.html`)).toBe(true);
    expect(await reach(web, `${tenant.origin}/.well-known/jwks.json`)).toBe(true);
    expect(await reach(web, `${browser.extensionOrigin}/diagnostics.html`)).toBe(false);
  });
});

/** Closes the popup after the event is stored, which a popup that closes at once might not do. */
async function signInAndClose(world: World): Promise<void> {
  const popup = await signIn(world);
  await world.browser.waitForBadge('✓');
  const lastEvent = () =>
    world.browser.evaluateInExtension(async (key) => {
      const { [key]: journal } = await chrome.storage.local.get(key);
      return Object(Object(Array.isArray(journal) ? journal.at(-1) : null).event).kind ?? null;
    }, JOURNAL.key);
  await expect.poll(lastEvent).toBe('signed-in');
  await popup.close();
}

function openDiagnostics(browser: ExtensionBrowser): Promise<Page> {
  return browser.openExtensionPage('diagnostics.html');
}

function textOf(page: Page, selector: string): Promise<string> {
  return page.$eval(selector, ({ textContent }) => textContent ?? '');
}

/** Returns the report, once the check of the connection is done. */
async function reportOf(page: Page): Promise<string> {
  await page.waitForSelector('#report[aria-busy=false]');
  return textOf(page, '#report');
}

/** Checks again until the report matches. */
async function expectReport(page: Page, pattern: RegExp): Promise<void> {
  await page.bringToFront();
  const checkAgain = async () => {
    await page.click('#btn-check');
    return reportOf(page);
  };
  await expect.poll(checkAgain).toMatch(pattern);
}
