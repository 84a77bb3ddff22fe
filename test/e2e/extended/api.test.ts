import type { Page } from 'puppeteer-core';
import { afterEach, describe, expect, it } from 'vitest';
import type { Client } from '../../../src/sdk/index.ts';
import { itOnce } from '../one-browser.ts';
import { addExamplePage } from '../own/pages.ts';
import {
  ada,
  BROWSERS,
  createWorld,
  requestsTo,
  signIn,
  storedSession,
  storeSession,
  type World,
} from '../world.ts';

/** What the example page has put where tests can reach it. */
declare global {
  var latchkey: Client;
  var heard: (string | null)[];
  var stopHearing: () => void;
}

describe.each(BROWSERS)('the rest of an extension, in %s', (kind) => {
  const once = itOnce(kind);
  let world: World;
  afterEach(() => world.end());

  const openExample = async (options: Parameters<typeof createWorld>[1] = {}): Promise<Page> => {
    world = await createWorld(kind, {
      environment: { AUTH0_SILENT: 'off' },
      withApi: true,
      prepare: addExamplePage,
      ...options,
    });
    const { browser } = world;
    return browser.openExtensionPage('example.html');
  };

  once('hears who is signed in, now and at each change, until it has heard enough', async () => {
    const page = await openExample();
    await shows(page, 'none');
    const popup = await signIn(world);
    await shows(page, 'Ada Lovelace');
    await popup.click('#btn-logout');
    await shows(page, 'none');
    expect(await page.evaluate(() => heard)).toEqual([null, 'Ada Lovelace', null]);
    await page.evaluate(() => stopHearing());
    await popup.close();
    await (await signIn(world)).close();
    expect(await page.evaluate(() => latchkey.getUser())).toMatchObject({ email: 'ada@example.com' });
    expect(await page.evaluate(() => heard)).toEqual([null, 'Ada Lovelace', null]);
  });

  it('calls the API with the token, and renews it first where it has ended', async () => {
    const page = await openExample();
    await (await signIn(world)).close();
    const before = await storedSession(world.browser);
    await storeSession(world.browser, { ...asRecord(before), expiresAt: Date.now() - 1_000 });
    expect(await callNotes(page)).toEqual({ status: 200, body: { notes: [] } });
    expect(requestsTo(world.tenant, '/oauth/token')).toHaveLength(2);
    expect(own().requests.at(-1)).toMatchObject({ path: '/notes', tokenAccepted: true });
  });

  it('sends its token nowhere else, and follows no redirect elsewhere', async () => {
    const page = await openExample();
    await (await signIn(world)).close();
    const foreign = foreignApi();
    expect(await failureOf(page, `${foreign.origin}/echo-headers`)).toBe('api-origin-not-listed');
    const redirect = `${own().origin}/redirect?to=${encodeURIComponent(`${foreign.origin}/echo-headers`)}`;
    expect(await failureOf(page, redirect)).toBe('TypeError');
    expect(foreign.requests).toEqual([]);
    const within = `${own().origin}/redirect?to=${encodeURIComponent(`${own().origin}/echo-headers`)}`;
    expect(await page.evaluate(async (url) => (await latchkey.fetch(url)).json(), within)).toEqual({
      authorization: true,
      scheme: 'Bearer',
    });
  });

  it('signs in in a window, and out', async () => {
    const page = await openExample();
    const signedIn = page.evaluate(() => latchkey.signIn({ loginHint: 'ada@example.com' }));
    const window = await world.browser.waitForWindow(`${world.tenant.origin}/`);
    await window.waitForSelector('input[name=password]');
    await window.type('input[name=password]', ada(world.tenant).password);
    await window.click('button[type=submit]').catch(() => {});
    expect(await signedIn).toMatchObject({ name: 'Ada Lovelace', email: 'ada@example.com' });
    await world.browser.waitForBadge('✓');
    await page.evaluate(() => latchkey.signOut());
    await shows(page, 'none');
    expect(await page.evaluate(() => latchkey.getAccessToken().catch((error) => error.code))).toBe(
      'signed-out',
    );
    await world.browser.waitForBadge('');
  });

  once('has no way to the refresh token', async () => {
    const page = await openExample();
    await (await signIn(world)).close();
    expect(await page.evaluate(() => Object.keys(latchkey).sort())).toEqual([
      ...['fetch', 'getAccessToken', 'getUser', 'onSessionChange', 'signIn', 'signOut'],
    ]);
    const answers = await page.evaluate(async () => {
      const types = [
        'access-token',
        'refresh-session',
        'sign-in-status',
        'sign-in-silently',
        'refresh-token',
      ];
      return JSON.stringify(
        await Promise.all(
          types.map((type) => chrome.runtime.sendMessage({ type: `latchkey.${type}` }).catch(String)),
        ),
      );
    });
    expect(answers).toContain('accessToken');
    expect(answers).not.toMatch(/refresh.?token/i);
  });

  const own = () => expectApis().own;
  const foreignApi = () => expectApis().foreign;
  const expectApis = () => {
    if (world.apis === null) throw new Error('This world has no API.');
    return world.apis;
  };
  const callNotes = (page: Page) =>
    page.evaluate(async (url) => {
      const response = await latchkey.fetch(url);
      return { status: response.status, body: await response.json() };
    }, `${own().origin}/notes`);
});

async function shows(page: Page, text: string): Promise<void> {
  await page.waitForFunction(
    (wanted) => document.querySelector('#user')?.textContent === wanted,
    { polling: 20 },
    text,
  );
}

/** The code of our error, or the name of the browser's. */
function failureOf(page: Page, url: string): Promise<string> {
  return page.evaluate(
    (address) =>
      latchkey.fetch(address).then(
        () => 'no failure',
        (error) => error.code ?? error.name,
      ),
    url,
  );
}

function asRecord(value: unknown): object {
  if (typeof value !== 'object' || value === null) throw new Error('No session is stored.');
  return value;
}
