import path from 'node:path';
import type { Frame, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addContentScript } from '../own/pages.ts';
import { BROWSERS, createWorld, signIn, type World } from '../world.ts';

/** The listed page, which is one of the tenant. */
const PAGE = '/.well-known/openid-configuration';
const REFUSED = { refused: 'The operation is not available to this page.' };

describe.each(BROWSERS)('an operation for content scripts, in %s', (kind) => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld(kind, {
      environment: { AUTH0_SILENT: 'off' },
      withApi: true,
      overrides: { 'src/extension/operations.ts': path.join(import.meta.dirname, '../own/operations.ts') },
      prepare: addContentScript,
    });
    await (await signIn(world)).close();
  });
  afterAll(() => world.end());

  it('calls the API with the token for a listed page, and returns the response', async () => {
    const page = await world.browser.openPage(`${world.tenant.origin}${PAGE}`);
    expect(await call(page, 'add-note', 'Buy milk')).toMatchObject({ answered: { status: 201 } });
    expect(await call(page, 'list-notes')).toMatchObject({
      answered: { status: 200, body: { notes: [expect.objectContaining({ text: 'Buy milk' })] } },
    });
    expect(world.apis?.own.requests.every(({ tokenAccepted }) => tokenAccepted)).toBe(true);
  });

  it('is refused to another origin, and to a frame of a listed page there', async () => {
    const page = await world.browser.openPage(`${world.apis?.foreign.origin}/echo-headers`);
    expect(await call(page, 'list-notes')).toEqual(REFUSED);
    await page.evaluate((src) => {
      const frame = document.createElement('iframe');
      frame.src = src;
      document.body.append(frame);
      return new Promise((resolve) => frame.addEventListener('load', resolve));
    }, `${world.tenant.origin}${PAGE}`);
    const [frame] = page.mainFrame().childFrames();
    if (frame === undefined) throw new Error('There is no frame.');
    expect(await call(frame, 'list-notes')).toEqual(REFUSED);
  });

  it('is refused to a document with an opaque origin at the URL of a listed page', async () => {
    world.tenant.addFault({
      ...{ path: '/sandboxed', kind: 'status', status: 200 },
      ...{ body: '<!doctype html>', contentType: 'text/html' },
      headers: { 'content-security-policy': 'sandbox allow-scripts' },
    });
    const page = await world.browser.openPage(`${world.tenant.origin}/sandboxed`);
    expect(await call(page, 'list-notes')).toEqual(REFUSED);
  });
});

/** Has the content script of a page call an operation. Returns what it writes into the page. */
async function call(page: Page | Frame, name: string, input: unknown = null): Promise<unknown> {
  // A tab in the background draws no frames, so the page is polled.
  const options = { polling: 20 };
  await page.waitForFunction(() => document.documentElement.dataset.answer !== undefined, options);
  await page.evaluate((detail) => {
    document.documentElement.dataset.answer = '';
    dispatchEvent(new CustomEvent('latchkey-call', { detail }));
  }, JSON.stringify({ name, input }));
  await page.waitForFunction(() => document.documentElement.dataset.answer !== '', options);
  return JSON.parse(await page.evaluate(() => document.documentElement.dataset.answer ?? 'null'));
}
