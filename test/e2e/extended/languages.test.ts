import type { Page } from 'puppeteer-core';
import { describe, expect, it } from 'vitest';
import type { Popup } from '../../support/browser.ts';
import { TEXTS } from '../../support/texts.ts';
import { waitForForm } from '../pages.ts';
import { startWorld } from '../start-world.ts';
import { ada, BROWSERS, NAME, openForm, submitForm } from '../world.ts';

describe.each(BROWSERS)('a browser in Arabic, in %s', (kind) => {
  it('has all pages, Lock and the toolbar button in Arabic, from right to left', async () => {
    const world = await startWorld(kind, { language: 'ar' });
    const { browser, tenant } = world;
    const texts = TEXTS.ar;
    const popup = await openForm(world);
    await waitForForm(popup);
    expect(await popup.text('#state')).toBe(texts.stateSignedOut);
    expect(await popup.text('#open-tab')).toBe(texts.openInTab);
    expect(await languageOf(popup.page, 'html')).toEqual(['ar', 'rtl']);
    expect(await languageOf(popup.page, '#lock')).toEqual(['ar', 'rtl']);
    expect(await popup.text('#lock button[type=submit]')).toBe('دخول');
    expect(await sideOf(popup, '.auth0-lock-input-email .auth0-lock-icon')).toBe('right');
    expect(await sideOf(popup, '.auth0-lock-show-password label')).toBe('left');
    expect(await sideOf(popup, '.auth0-lock-tabs-current')).toBe('right');

    await submitForm(popup, ada(tenant));
    await popup.waitForState('signed-in');
    expect(await popup.text('#state')).toBe(texts.stateSignedIn);
    expect(await popup.text('#btn-logout')).toBe(texts.signOut);
    expect(await popup.text('#user-stays')).toBe(texts.staysSignedIn);
    const title = (await browser.waitForBadge('✓')).title.replace(/[\u2068\u2069]/g, '');
    expect(title).toBe(texts.badgeSignedInAs.replace('{name}', NAME).replace('{person}', 'Ada Lovelace'));
    const page = await browser.openExtensionPage('diagnostics.html');
    await page.waitForSelector('#report[aria-busy=false]');
    expect(await page.title()).toContain(NAME);
    expect(await page.$eval('#btn-copy', ({ textContent }) => textContent)).toBe(texts.copyReport);
    expect(await languageOf(page, 'html')).toEqual(['ar', 'rtl']);
    expect([popup.pageErrors, popup.consoleMessages]).toEqual([[], []]);
  });
});

describe.each(BROWSERS)('the page of the popup, in %s', (kind) => {
  it('is 340 pixels wide, or 320 without a horizontal scrollbar', async () => {
    const world = await startWorld(kind);
    const popup = await openForm(world);
    expect(await widthsOf(popup)).toEqual([340, 340]);
    await popup.close();
    const tab = await world.browser.openPopupInTab();
    await tab.page.setViewport({ width: 320, height: 600 });
    await waitForForm(tab);
    expect(await widthsOf(tab)).toEqual([320, 320]);
  });
});

/** Returns the widths of the body and of the scrollable area, in CSS pixels. */
function widthsOf(popup: Popup): Promise<number[]> {
  return popup.page.evaluate(() => [
    document.body.getBoundingClientRect().width,
    document.documentElement.scrollWidth,
  ]);
}

/** Returns `lang` and `dir` of an element. */
function languageOf(page: Page, selector: string): Promise<(string | null)[]> {
  return page.$eval(selector, (element) => ['lang', 'dir'].map((name) => element.getAttribute(name)));
}

/** Returns the half of the form that contains the middle of an element. */
function sideOf(popup: Popup, selector: string): Promise<string> {
  return popup.page.$eval(`#lock ${selector}`, (element) => {
    const middle = ({ left, right }: DOMRect) => (left + right) / 2;
    const form = element.closest('#lock') ?? document.body;
    return middle(element.getBoundingClientRect()) < middle(form.getBoundingClientRect()) ? 'left' : 'right';
  });
}
