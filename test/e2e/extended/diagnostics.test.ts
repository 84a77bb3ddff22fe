import type { Page } from 'puppeteer-core';
import { afterEach, describe, expect, it } from 'vitest';
import { JOURNAL } from '../../../src/sdk/storage/items.ts';
import { SESSION_KEY } from '../../../src/sdk/storage/session-record.ts';
import type { ExtensionBrowser, Popup } from '../../support/browser.ts';
import { takeHostAway } from '../../support/host-access.ts';
import { loseKey } from '../background.ts';
import { itOnce } from '../one-browser.ts';
import { ada, BROWSERS, createWorld, NAME, signIn, storedSession, submitForm, type World } from '../world.ts';

describe.each(BROWSERS)('the diagnostics, in %s', (kind) => {
  const once = itOnce(kind);
  let world: World;
  afterEach(() => world.end());

  it('are a click away from a failure in the popup, and say in words what went wrong', async () => {
    world = await createWorld(kind);
    const { browser, tenant } = world;
    tenant.addFault({ path: /^\/client\//, kind: 'drop' });
    const popup = await browser.openPopup();
    await popup.waitForState('error');
    const page = await followLink(browser, popup);
    expect((await eventsIn(page)).filter((event) => event !== 'The background started')[0]).toBe(
      'Signing in failed: the tenant could not be reached tenant-unreachable',
    );
    expect(await textOf(page, '#state')).toContain('Last trouble\nSigning in failed');
    expect(await textOf(page, 'time')).toMatch(/\d.*(ago|now)$/);
  });

  it('have what happened in its order, the latest first, and how things stand', async () => {
    world = await createWorld(kind);
    const { browser } = world;
    await signInAndClose(world);
    const page = await openDiagnostics(browser);
    expect(await textOf(page, '#state')).toMatch(/^Status\nSigned in\nUntil\nYou log out/);
    expect(await textOf(page, '#state')).toMatch(/Next renewal\n.* in \d+ (minutes|hours)/);

    const popup = await browser.openPopup();
    await popup.click('#btn-logout');
    await popup.waitForState('signed-out');
    await popup.close();
    await checkAgain(page, () => eventsIn(page), 'Signed out');
    const events = await eventsIn(page);
    expect(events.filter((event) => event !== 'The background started')).toEqual([
      'Signed out',
      'Signed in by the form',
    ]);
    expect(await textOf(page, '#state')).toMatch(/^Status\nSigned out/);
  });

  once('have a renewal that failed, and how often', async () => {
    world = await createWorld(kind);
    const { browser, tenant } = world;
    await signInAndClose(world);
    tenant.addFault({ path: '/oauth/token', kind: 'status', status: 503 });
    await makeStale(browser);
    await (await browser.openPopup()).waitForState('signed-in');
    const page = await openDiagnostics(browser);
    const failed = 'The session could not be renewed: the tenant was having trouble tenant-failed';
    await checkAgain(page, () => eventsIn(page), failed);
    await checkAgain(page, async () => [await textOf(page, '#state')], 'Failed attempts: ');
  });

  once('say that the key to the session was lost', async () => {
    world = await createWorld(kind, { environment: { AUTH0_SILENT: 'off' } });
    const { browser } = world;
    await signInAndClose(world);
    await loseKey(browser);
    await (await browser.openPopup()).waitForState('signed-out');
    const page = await openDiagnostics(browser);
    await checkAgain(
      page,
      () => eventsIn(page),
      'The session could not be opened, for the key to it is lost; it was set aside',
    );
  });

  once.each([
    [180, "This computer's clock is 3 minutes ahead of the tenant's"],
    [-7_200, "This computer's clock is 2 hours behind the tenant's"],
  ])('tell by how much the clocks differ, and what to do: %i seconds', async (seconds, words) => {
    world = await createWorld(kind);
    const { browser, tenant } = world;
    tenant.addFault({
      path: '/.well-known/jwks.json',
      kind: 'status',
      status: 200,
      body: '{"keys":[]}',
      headers: { Date: new Date(Date.now() - seconds * 1000).toUTCString() },
    });
    const page = await openDiagnostics(browser);
    const connection = await textOf(page, '#connection');
    expect(connection).toContain(words);
    expect(connection).toContain("Have the system set this computer's clock");
  });

  once('say that the tenant is there and the clocks agree, or that it is away', async () => {
    world = await createWorld(kind);
    const { browser, tenant } = world;
    const page = await openDiagnostics(browser);
    expect(await textOf(page, '#connection')).toMatch(/Answer\nStatus 200, in \d+ ms\n/);
    expect(await textOf(page, '#connection')).toContain("clock agrees with the tenant's");
    tenant.addFault({ path: '/.well-known/jwks.json', kind: 'drop' });
    await checkAgain(page, async () => [await textOf(page, '#connection')], 'could not be reached');
  });

  it('name the configuration, and the addresses for the dashboard', async () => {
    world = await createWorld(kind, { environment: { AUTH0_LOGOUT: 'federated', AUTH0_STORAGE: 'session' } });
    const { browser, built, tenant } = world;
    const configuration = await textOf(await openDiagnostics(browser), '#configuration');
    const { callbackUrls, allowedOrigins } = built.addresses[kind];
    for (const value of [tenant.domain, tenant.clientId, 'federated', 'session']) {
      expect(configuration).toContain(value);
    }
    expect(configuration).toContain(`Redirect address\n${callbackUrls[0]}\n`);
    expect(configuration).toContain(`Origin\n${allowedOrigins[0]}\n`);
  });

  it('are copied as text, with nothing secret and nobody in it', async () => {
    world = await createWorld(kind);
    const { browser, tenant } = world;
    await signInAndClose(world);
    const page = await openDiagnostics(browser);
    await page.evaluate(listenToClipboard);
    await page.click('#btn-copy');
    await expect.poll(() => textOf(page, '#said')).toBe('Copied');
    const copied = await page.evaluate(() => document.documentElement.dataset.copied ?? '');
    expect(copied).toContain(`## ${NAME} diagnostics\n`);
    expect(copied).toContain('| Signed in by the form | 1 |');
    expect(copied).toContain(`- **Domain:** \`${tenant.domain}\``);
    refuseSecrets(copied, await storedSession(browser));
    refuseSecrets(
      await page.evaluate(() => document.documentElement.outerHTML),
      await storedSession(browser),
    );
    expect(copied).not.toContain(ada(tenant).password);
  });

  once('are selected where the browser does not let them be copied', async () => {
    world = await createWorld(kind);
    const page = await openDiagnostics(world.browser);
    await page.evaluate(() => {
      navigator.clipboard.writeText = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
    });
    await page.click('#btn-copy');
    await expect.poll(() => textOf(page, '#said')).toContain('copy it from there');
    const selected = await page.evaluate(() => {
      const field = document.activeElement;
      if (!(field instanceof HTMLTextAreaElement)) return null;
      return field.value.slice(field.selectionStart, field.selectionEnd);
    });
    expect(selected).toContain(`## ${NAME} diagnostics\n`);
    expect(selected).toContain('### Connection to the tenant');
  });

  it('tell which permission is not granted, and what to do', async () => {
    world = await createWorld(kind, { changesBrowser: true });
    const { browser } = world;
    const page = await openDiagnostics(browser);
    expect(await textOf(page, '#permissions')).toMatch(
      /^alarms\nGranted\ncontextMenus\nGranted\nidentity\nGranted\nstorage\nGranted\n/,
    );
    expect(await textOf(page, '#permissions')).not.toContain('Not granted');
    await takeHostAway(browser);
    await checkAgain(page, async () => [await textOf(page, '#permissions')], 'Not granted');
    expect(await textOf(page, '#permissions')).toMatch(
      /http:\/\/127\.0\.0\.1.*\nNot granted\nAllow it in the browser's settings for this extension/,
    );
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

  once('after a sign-in that failed half way have its code, and the later one that did not', async () => {
    world = await createWorld(kind);
    const { browser, tenant } = world;
    const popup = await browser.openPopup();
    await popup.waitForState('signed-out');
    const undo = tenant.addFault({ path: '/oauth/token', kind: 'status', status: 500 });
    await submitForm(popup, ada(tenant));
    await popup.waitForState('error');
    undo();
    await popup.click('#btn-login');
    await submitForm(popup, ada(tenant));
    await popup.waitForState('signed-in');
    await expect.poll(() => lastNoted(browser)).toBe('signed-in');
    const page = await openDiagnostics(browser);
    expect((await eventsIn(page)).slice(0, 2)).toEqual([
      'Signed in by the form',
      'Signing in failed: the tenant was having trouble tenant-failed',
    ]);
  });
});

/** Waits until it is written down, which a popup that is closed at once may not live to do. */
async function signInAndClose(world: World): Promise<void> {
  const popup = await signIn(world);
  await world.browser.waitForBadge('✓');
  await expect.poll(() => lastNoted(world.browser)).toBe('signed-in');
  await popup.close();
}

/** What kind of event was written down last. */
function lastNoted(browser: ExtensionBrowser): Promise<unknown> {
  return browser.evaluateInExtension(async (key) => {
    const { [key]: journal } = await chrome.storage.local.get(key);
    return Object(Object(Array.isArray(journal) ? journal.at(-1) : null).event).kind ?? null;
  }, JOURNAL.key);
}

/** Opens the page and waits until the tenant has answered, or has not. */
async function openDiagnostics(browser: ExtensionBrowser): Promise<Page> {
  const page = await browser.openExtensionPage('diagnostics.html');
  await whenDone(page);
  return page;
}

/** Follows the popup's link. The popup may close under the click, as it does for a person. */
async function followLink(browser: ExtensionBrowser, popup: Popup): Promise<Page> {
  await popup.page.evaluate(() => {
    setTimeout(() => document.querySelector<HTMLAnchorElement>('#what-happened')?.click());
  });
  const page = await browser.waitForWindow(`${browser.extensionOrigin}/diagnostics.html`);
  await whenDone(page);
  return page;
}

async function whenDone(page: Page): Promise<void> {
  await page.waitForSelector('#connection[aria-busy=false]');
}

/** Presses "Check again" until what is found has `words` in it. */
async function checkAgain(page: Page, look: () => Promise<string[]>, words: string): Promise<void> {
  await page.bringToFront();
  const lookAgain = async () => {
    await page.click('#btn-check');
    await whenDone(page);
    return (await look()).join('\n');
  };
  await expect.poll(lookAgain).toContain(words);
}

/** What is shown inside the first element that matches, line by line. */
function textOf(page: Page, selector: string): Promise<string> {
  return page.$eval(selector, (element) => {
    if (!(element instanceof HTMLElement)) return '';
    return element.innerText
      .replace(/[ \u202f]+/g, ' ')
      .replace(/\s*\n\s*/g, '\n')
      .trim();
  });
}

/** The events as the page tells them: words and code, the latest first. */
function eventsIn(page: Page): Promise<string[]> {
  return page.$$eval('#event-rows tr', (rows) =>
    rows.map((row) =>
      Array.from(row.querySelectorAll(':scope > td:last-child > *'), (part) => part.textContent?.trim() ?? '')
        .join(' ')
        .replace(/ \(\d+ times.*\)/, ''),
    ),
  );
}

/** Runs in the page: remembers what goes into the clipboard, where it goes all the same. */
function listenToClipboard(): void {
  const write = navigator.clipboard.writeText.bind(navigator.clipboard);
  navigator.clipboard.writeText = async (text) => {
    await write(text);
    document.documentElement.dataset.copied = text;
  };
}

/** Nothing of a person and nothing of a token may stand in the text. */
function refuseSecrets(text: string, session: unknown): void {
  expect(text).not.toMatch(/ada@example\.com|Ada Lovelace|auth0\|/i);
  expect(text).not.toMatch(/\beyJ[\w-]{10,}|[?&](code|state|token)=/);
  const { id } = Object(session);
  expect(typeof id === 'string' && text.includes(id)).toBe(false);
}

/** Makes the access token one that is about to end. */
async function makeStale(browser: ExtensionBrowser): Promise<void> {
  await browser.evaluateInExtension(async (key) => {
    const { [key]: session } = await chrome.storage.local.get(key);
    const now = Date.now();
    const changes = { createdAt: now - 3_600_000, expiresAt: now + 30_000 };
    await chrome.storage.local.set({ [key]: { ...Object(session), ...changes } });
  }, SESSION_KEY);
}
