import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { resetBrowser } from '../browser-pool.ts';
import { itOnce } from '../one-browser.ts';
import { isReady } from '../pages.ts';
import { ada, BROWSERS, createWorld, submitForm, type World } from '../world.ts';

describe.each(BROWSERS)('nothing jumps, in %s', (kind) => {
  const once = itOnce(kind);
  let world: World;
  beforeAll(async () => {
    world = await createWorld(kind, { environment: { AUTH0_SILENT: 'off' } });
  });
  beforeEach(() => resetBrowser(world.browser));
  afterAll(() => world.end());

  it('from the waiting popup to the form, to the card, and back to the form', async () => {
    const { browser, tenant } = world;
    const hold = tenant.hold(/^\/client\//);
    const popup = await browser.openPopup();
    await hold.arrived;
    const waiting = await places(popup.page);
    hold.release();
    await isReady(popup);
    expect(await places(popup.page)).toEqual(waiting);
    await submitForm(popup, ada(tenant));
    await popup.waitForState('signed-in');
    expect(await places(popup.page)).toEqual(waiting);
    await popup.click('#btn-logout');
    await isReady(popup);
    expect(await places(popup.page)).toEqual(waiting);
  });

  once('where a failure comes', async () => {
    const { browser, tenant } = world;
    const popup = await browser.openPopup();
    await isReady(popup);
    const before = await places(popup.page);
    tenant.addFault({ path: '/co/authenticate', kind: 'drop' });
    await submitForm(popup, ada(tenant));
    await popup.waitForState('error');
    tenant.clearFaults();
    expect(await places(popup.page)).toEqual(before);
  });

  once('when the picture comes', async () => {
    const { browser, tenant } = world;
    const popup = await browser.openPopup();
    await isReady(popup);
    const hold = tenant.hold(/^\/picture\//);
    await submitForm(popup, ada(tenant));
    await popup.waitForState('signed-in');
    const before = await places(popup.page, '#user-name', '#btn-logout');
    hold.release();
    await popup.page.waitForSelector('#user-picture:not([hidden])');
    expect(await places(popup.page, '#user-name', '#btn-logout')).toEqual(before);
  });
});

/** Where the popup's parts stand, in pixels: its name, the page as a whole, and these. */
function places(page: Page, ...selectors: string[]): Promise<Record<string, number[]>> {
  return page.evaluate(
    (wanted) =>
      Object.fromEntries(
        ['h1', 'main', ...wanted].map((selector) => {
          const { x, y, width, height } =
            document.querySelector(selector)?.getBoundingClientRect() ?? new DOMRect();
          return [selector, selector === 'h1' ? [x, y, height] : [x, y, width, height]];
        }),
      ),
    selectors,
  );
}
