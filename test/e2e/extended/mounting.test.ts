import type { Page } from 'puppeteer-core';
import { afterEach, describe, expect, it } from 'vitest';
import type { SignIn } from '../../../src/sdk/popup.ts';
import { enter } from '../../support/enter.ts';
import { addSignInPage } from '../own/pages.ts';
import { ada, BROWSERS, createWorld, type World } from '../world.ts';

/** What the page has put where tests can reach it. */
declare global {
  var mount: () => SignIn;
  var auth: SignIn;
}

const FIELD = '.container input[name=password]';

describe.each(BROWSERS)('the sign-in in a page of another app, in %s', (kind) => {
  let world: World;
  afterEach(() => world.end());

  const openPage = async (): Promise<Page> => {
    world = await createWorld(kind, { prepare: addSignInPage });
    const page = await world.browser.openExtensionPage('sign-in.html');
    await page.waitForFunction(() => 'mount' in globalThis);
    return page;
  };

  /** What is in the container, and what is left in the page. */
  const left = (page: Page) =>
    page.evaluate(() => {
      const container = document.querySelector('.container');
      return [container?.childElementCount, container?.id, document.body.children.length];
    });

  it('leaves nothing when it is removed, in whatever stage, and signs in when it is there again', async () => {
    const page = await openPage();
    await page.evaluate(() => mount().destroy());
    expect(await left(page)).toEqual([0, '', 1]);
    await page.evaluate(async () => {
      // The stylesheet, Lock and the settings are on their way.
      for (const form of ['opening', 'ready']) {
        const shown = mount();
        await new Promise<void>((resolve) => {
          shown.subscribe((state) => {
            if (state.status === 'signed-out' && state.form === form) resolve();
          });
        });
        shown.destroy();
      }
    });
    expect(await left(page)).toEqual([0, '', 1]);
    await page.evaluate(() => {
      globalThis.auth = mount();
    });
    await signIn(page);
    expect(await page.evaluate(() => auth.getSnapshot())).toMatchObject({ user: { name: 'Ada Lovelace' } });
    expect((await left(page))[0]).toBe(0);
  });

  it('is there once when it was mounted twice', async () => {
    const page = await openPage();
    const [first] = await page.evaluate(async () => {
      const former = mount();
      globalThis.auth = mount();
      return [former.getSnapshot().status];
    });
    await signIn(page);
    expect(first).toBe('loading');
  });

  const signIn = async (page: Page) => {
    await page.waitForFunction(() => {
      const state = auth.getSnapshot();
      return state.status === 'signed-out' && state.form === 'ready';
    });
    expect(await page.$$(FIELD)).toHaveLength(1);
    const { email, password } = ada(world.tenant);
    await enter(page, '.container input[name=email]', email);
    await enter(page, FIELD, password);
    await page.click('.container button[type=submit]');
    await page.waitForFunction(() => auth.getSnapshot().status === 'signed-in');
  };
});
