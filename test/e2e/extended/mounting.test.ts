import { describe, expect, it } from 'vitest';
import type { SignIn } from '../../../src/sdk/popup.ts';
import { enter } from '../../support/enter.ts';
import { addSignInPage } from '../own/pages.ts';
import { startWorld } from '../start-world.ts';
import { ada, BROWSERS } from '../world.ts';

declare global {
  /** Globals of `own/sign-in-page.ts` and of this test. */
  var mount: () => SignIn;
  var auth: SignIn;
}

describe.each(BROWSERS)('createSignIn in a page of another app, in %s', (kind) => {
  it('leaves nothing after `destroy` at any stage, and signs in after several calls', async () => {
    const world = await startWorld(kind, { prepare: addSignInPage });
    const page = await world.browser.openExtensionPage('sign-in.html');
    await page.waitForFunction(() => 'mount' in globalThis);
    const elements = () =>
      page.evaluate(() => {
        const container = document.querySelector('.container');
        return [container?.childElementCount, container?.id, document.body.children.length];
      });

    await page.evaluate(() => mount().destroy());
    expect(await elements()).toEqual([0, '', 1]);
    await page.evaluate(async () => {
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
    expect(await elements()).toEqual([0, '', 1]);

    await page.evaluate(() => {
      mount();
      globalThis.auth = mount();
    });
    await page.waitForFunction(() => {
      const state = auth.getSnapshot();
      return state.status === 'signed-out' && state.form === 'ready';
    });
    const password = '.container input[name=password]';
    expect(await page.$$(password)).toHaveLength(1);
    const user = ada(world.tenant);
    await enter(page, '.container input[name=email]', user.email);
    await enter(page, password, user.password);
    await page.click('.container button[type=submit]');
    await page.waitForFunction(() => auth.getSnapshot().status === 'signed-in');
    expect(await page.evaluate(() => auth.getSnapshot())).toMatchObject({ user: { name: 'Ada Lovelace' } });
    expect((await elements())[0]).toBe(0);
  });
});
