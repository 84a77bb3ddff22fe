import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import path from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Config } from '../../../src/sdk/config.ts';
import { addressesOf } from '../../../src/tooling/build/addresses.ts';
import { applyChanges, readWorkedExample } from '../../docs/worked-example.ts';
import type { BrowserKind, Popup } from '../../support/browser.ts';
import { copyProject, runIn } from '../../support/project-copy.ts';
import { BROWSERS, createWorld, signIn, type World } from '../world.ts';

describe.each(BROWSERS)('the worked example, in %s', (kind) => {
  let site: Server;
  let origin: string;
  let world: World;
  beforeEach(async () => {
    site = createServer((_request, response) => {
      response.setHeader('Content-Type', 'text/html').end('<!doctype html><title>A site</title><p>A page.');
    });
    await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${Object(site.address()).port}`;
  });
  afterEach(async () => {
    await world.end();
    site.close();
  });

  it('shows the notes of whoever is signed in, in the popup and in a page', async () => {
    let folder = '';
    world = await createWorld(kind, {
      environment: { AUTH0_SILENT: 'off' },
      withApi: true,
      // Its ID is another one.
      changesBrowser: true,
      prepare: async (_built, config) => {
        folder = await buildExample(config, origin);
        return path.join(folder, 'dist', kind);
      },
    });
    await registerExample(world, folder, kind);

    const first = await signIn(world);
    await has(first.page, '#notes', 'None yet');
    await addNote(first, `${world.apis?.own.origin}/notes`, 'Buy milk');
    await first.close();

    const popup = await world.browser.openPopup();
    await has(popup.page, '#notes', 'Your notes Buy milk');
    const page = await world.browser.openPage(origin);
    await has(page, '#jotter-notes', 'Buy milk');
    const { requests = [] } = world.apis?.own ?? {};
    expect(requests.length).toBeGreaterThan(3);
    expect(requests.filter(({ tokenAccepted }) => !tokenAccepted)).toEqual([]);
    expect((await world.browser.badge()).title).toBe('Jotter: signed in as Ada Lovelace');

    await popup.close();
    const last = await world.browser.openPopup();
    await last.waitForState('signed-in');
    await last.click('#btn-logout');
    await last.waitForState('signed-out');
    expect(await last.page.$eval('#notes', (notes) => notes.getClientRects().length)).toBe(0);
    const later = await world.browser.openPage(origin);
    await has(later, '#jotter-notes', 'Nobody is signed in. Sign in, then try again.');
  });
});

/** Builds the worked example for the test's tenant and API, with the test's site in the place of the document's. */
async function buildExample(config: Config, site: string): Promise<string> {
  const { changes } = await readWorkedExample();
  const folder = await copyProject();
  const here = (text: string) =>
    text
      .replaceAll('https://www.example.com/*', 'http://127.0.0.1/*')
      .replaceAll('https://www.example.com', site);
  await applyChanges(
    folder,
    changes.map((change) =>
      'text' in change
        ? { ...change, text: here(change.text) }
        : { ...change, hunks: change.hunks.map(({ before, after }) => ({ before, after: here(after) })) },
    ),
  );
  await runIn(folder, ['node', 'build.mjs'], {
    AUTH0_DOMAIN: config.domain,
    AUTH0_CLIENT_ID: config.clientId,
    AUTH0_API_ORIGINS: config.apiOrigins.join(','),
    AUTH0_SILENT: 'off',
  });
  return folder;
}

/** Pastes the example's addresses into the tenant's settings: its ids are its own. */
async function registerExample({ tenant }: World, folder: string, kind: BrowserKind): Promise<void> {
  const manifest = JSON.parse(await readFile(path.join(folder, 'manifest.json'), 'utf8'));
  const { allowedOrigins, callbackUrls, logoutUrls } = addressesOf(manifest, kind);
  tenant.configure({
    webOrigins: [...allowedOrigins],
    allowedOrigins: [...allowedOrigins],
    allowedCallbackUrls: [...callbackUrls],
    allowedLogoutUrls: [...logoutUrls],
  });
}

/** Has the person write a note, as another part of the extension would. */
async function addNote({ page }: Popup, url: string, text: string): Promise<void> {
  const status = await page.evaluate(
    async (notes, body) => {
      const reply = await globalThis.chrome.runtime.sendMessage({ type: 'access-token' });
      const { answer } = Object(reply);
      const headers = { Authorization: `Bearer ${answer.accessToken}`, 'Content-Type': 'application/json' };
      return (await fetch(notes, { method: 'POST', headers, body })).status;
    },
    url,
    JSON.stringify({ text }),
  );
  expect(status).toBe(201);
}

/** Waits until an element says something, spaces aside. */
async function has(page: Page, selector: string, words: string): Promise<void> {
  await page.waitForFunction(
    (place, wanted) => {
      const text = document.querySelector(place)?.textContent ?? '';
      return text.replace(/\s+/g, ' ').trim().includes(wanted);
    },
    // A tab behind others draws no frames, by which it would be looked at otherwise.
    { polling: 20 },
    selector,
    words,
  );
}
