import path from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ANSWER_ATTRIBUTE, LISTENING_ATTRIBUTE } from '../own/answer.ts';
import { addContentScript } from '../own/pages.ts';
import { BROWSERS, createWorld, signIn, type World } from '../world.ts';

/** A page of the tenant: the web page whose content script asks. */
const PAGE = '/.well-known/openid-configuration';

describe.each(BROWSERS)('the proxy for content scripts, in %s', (kind) => {
  let world: World;
  let page: Page;
  beforeAll(async () => {
    world = await createWorld(kind, {
      environment: { AUTH0_SILENT: 'off' },
      withApi: true,
      overrides: { 'src/extension/operations.ts': path.join(import.meta.dirname, '../own/operations.ts') },
      prepare: addContentScript,
    });
    page = await world.browser.openPage(`${world.tenant.origin}${PAGE}`);
    await (await signIn(world)).close();
  });
  afterAll(() => world.end());

  const openForeignPage = () => world.browser.openPage(`${world.apis?.foreign.origin}/echo-headers`);

  it('has what is listed done with the token, and hands out the answer alone', async () => {
    expect(await ask(page, 'add-note', 'Buy milk')).toMatchObject({ answered: { status: 201 } });
    expect(await ask(page, 'list-notes')).toMatchObject({
      answered: { status: 200, body: { notes: [expect.objectContaining({ text: 'Buy milk' })] } },
    });
    expect(world.apis?.own.requests.every(({ tokenAccepted }) => tokenAccepted)).toBe(true);
  });

  it('refuses a page of another origin that has the same content script', async () => {
    const foreign = await openForeignPage();
    expect(await ask(foreign, 'list-notes')).toEqual({
      refused: 'The operation is not available to this page.',
    });
  });

  it('refuses a document at the address of a listed page whose origin is opaque', async () => {
    world.tenant.addFault({
      ...{
        path: '/sandboxed',
        kind: 'status',
        status: 200,
        body: '<!doctype html>',
        contentType: 'text/html',
      },
      headers: { 'content-security-policy': 'sandbox allow-scripts' },
    });
    const sandboxed = await world.browser.openPage(`${world.tenant.origin}/sandboxed`);
    expect(await ask(sandboxed, 'list-notes')).toEqual({
      refused: 'The operation is not available to this page.',
    });
  });

  it('refuses a frame of a listed page inside another page', async () => {
    const foreign = await openForeignPage();
    await foreign.evaluate((src) => {
      const frame = document.createElement('iframe');
      frame.src = src;
      document.body.append(frame);
      return new Promise((resolve) => frame.addEventListener('load', resolve));
    }, `${world.tenant.origin}${PAGE}`);
    const [frame] = foreign.mainFrame().childFrames();
    if (frame === undefined) throw new Error('There is no frame.');
    expect(await ask(frame, 'list-notes')).toEqual({
      refused: 'The operation is not available to this page.',
    });
  });
});

/** Lets the page's content script ask, and gives what it heard. */
async function ask(
  page: Pick<Page, 'evaluate' | 'waitForFunction'>,
  name: string,
  input: unknown = null,
): Promise<unknown> {
  await has(page, LISTENING_ATTRIBUTE);
  await page.evaluate(
    (attribute, detail) => {
      document.documentElement.removeAttribute(attribute);
      dispatchEvent(new CustomEvent('latchkey-ask', { detail }));
    },
    ANSWER_ATTRIBUTE,
    JSON.stringify({ name, input }),
  );
  await has(page, ANSWER_ATTRIBUTE);
  const answer = await page.evaluate(
    (attribute) => document.documentElement.getAttribute(attribute) ?? 'null',
    ANSWER_ATTRIBUTE,
  );
  return JSON.parse(answer);
}

/** Waits until `<html>` has the attribute. */
async function has(page: Pick<Page, 'waitForFunction'>, attribute: string): Promise<void> {
  // A tab behind others draws no frames, by which it would be looked at otherwise.
  const options = { polling: 20 };
  await page.waitForFunction((name) => document.documentElement.hasAttribute(name), options, attribute);
}
