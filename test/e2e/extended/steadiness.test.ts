import type { Page } from 'puppeteer-core';
import { describe, expect, it } from 'vitest';
import { waitForForm } from '../pages.ts';
import { startWorld } from '../start-world.ts';
import { ada, BROWSERS, submitForm } from '../world.ts';

describe.each(BROWSERS)('the layout of the popup, in %s', (kind) => {
  it('does not shift with the form, the user, the picture or a failure', async () => {
    const world = await startWorld(kind, { environment: { AUTH0_SILENT: 'off' } });
    const { browser, tenant } = world;
    const settings = tenant.hold(/^\/client\//);
    const popup = await browser.openPopup();
    await settings.arrived;
    const waiting = await places(popup.page);
    settings.release();
    await waitForForm(popup);
    expect(await places(popup.page)).toEqual(waiting);

    const picture = tenant.hold(/^\/picture\//);
    await submitForm(popup, ada(tenant));
    await popup.waitForState('signed-in');
    expect(await places(popup.page)).toEqual(waiting);
    const card = await places(popup.page, '#user-name', '#btn-logout');
    picture.release();
    await popup.page.waitForSelector('#user-picture:not([hidden])');
    expect(await places(popup.page, '#user-name', '#btn-logout')).toEqual(card);

    await popup.click('#btn-logout');
    await waitForForm(popup);
    expect(await places(popup.page)).toEqual(waiting);
    tenant.addFault({ path: '/co/authenticate', kind: 'drop' });
    await submitForm(popup, ada(tenant));
    await popup.waitForState('error');
    expect(await places(popup.page)).toEqual(waiting);
  });
});

/** Returns the boxes of the heading, of the page and of these elements, in pixels. */
function places(page: Page, ...selectors: string[]): Promise<Record<string, number[]>> {
  return page.evaluate(
    (all) =>
      Object.fromEntries(
        all.map((selector) => {
          const { x, y, width, height } =
            document.querySelector(selector)?.getBoundingClientRect() ?? new DOMRect();
          return [selector, selector === 'h1' ? [x, y, height] : [x, y, width, height]];
        }),
      ),
    ['h1', 'main', ...selectors],
  );
}
