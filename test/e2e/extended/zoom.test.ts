import { expect, it } from 'vitest';
import type { BrowserKind, Popup } from '../../support/browser.ts';
import { waitForForm } from '../pages.ts';
import { startWorld } from '../start-world.ts';
import { ada, BROWSERS, submitForm, type WorldOptions } from '../world.ts';

/** The preferences that double the size of everything, also of the toolbar popup. */
const TWICE: Readonly<Record<BrowserKind, NonNullable<WorldOptions['prefs']>>> = {
  // The logarithm to the base of 1.2.
  chromium: { 'partition.default_zoom_level.x': Math.log(2) / Math.log(1.2) },
  firefox: { 'layout.css.devPixelsPerPx': '2.0' },
};

it.each(BROWSERS)('the toolbar popup has no horizontal scrollbar at twice its size, in %s', async (kind) => {
  const world = await startWorld(kind, { prefs: TWICE[kind] });
  const popup = await world.browser.openPopup();
  await waitForForm(popup);
  expect(await measure(popup)).toEqual({ scale: 2, isTooWide: false });
  await submitForm(popup, ada(world.tenant));
  await popup.waitForState('signed-in');
  expect(await measure(popup)).toEqual({ scale: 2, isTooWide: false });
  await popup.click('#btn-logout');
  await popup.waitForState('signed-out');
  await popup.close();
  await world.end();
});

function measure({ page }: Popup): Promise<{ scale: number; isTooWide: boolean }> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return { scale: devicePixelRatio, isTooWide: scrollWidth > clientWidth };
  });
}
