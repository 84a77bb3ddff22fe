import type { Page } from 'puppeteer-core';
import { afterEach, describe, expect, it } from 'vitest';
import type { Catalogue } from '../../../src/extension/locales/catalogue.ts';
import { browserMessages, CATALOGUES } from '../../../src/tooling/build/extension-messages.ts';
import type { Popup } from '../../support/browser.ts';
import { TEXTS } from '../../support/texts.ts';
import { ONE_BROWSER } from '../one-browser.ts';
import { ada, BROWSERS, createWorld, NAME, openForm, submitForm, type World } from '../world.ts';

let world: World;
afterEach(() => world.end());

const OWN_WORDS = [
  ['German', 'de', TEXTS.de],
  ['Arabic', 'ar', TEXTS.ar],
] as const;

describe.each(BROWSERS)('our own words, in %s', (kind) => {
  it.each(kind === ONE_BROWSER ? OWN_WORDS : OWN_WORDS.slice(1))(
    'are %s, in the popup and at its icon',
    async (_name, language, words) => {
      world = await createWorld(kind, { language });
      const { browser, tenant } = world;
      const popup = await openForm(world);
      expect(await popup.text('#state')).toBe(words.stateSignedOut);
      expect(await popup.text('#open-tab')).toBe(words.openInTab);
      expect(await pageLanguage(popup.page)).toEqual([words.language, words.direction]);
      expect(await formOf(popup)).toEqual({
        submit: await submitLabel(language),
        lang: words.language,
        dir: words.direction,
      });
      await submitForm(popup, ada(tenant));
      await popup.waitForState('signed-in');
      expect(await popup.text('#state')).toBe(words.stateSignedIn);
      expect(await popup.text('#btn-logout')).toBe(words.signOut);
      expect(await popup.text('#user-stays')).toBe(words.staysSignedIn);
      const title = (await browser.waitForBadge('✓')).title.replace(/[\u2068\u2069]/g, '');
      expect(title).toBe(words.badgeSignedInAs.replace('{name}', NAME).replace('{person}', 'Ada Lovelace'));
      const page = await browser.openExtensionPage('diagnostics.html');
      await page.waitForSelector('#report[aria-busy=false]');
      expect(await page.title()).toContain(NAME);
      expect(await page.$eval('#btn-copy', (button) => button.textContent)).toBe(words.copyReport);
      expect(await pageLanguage(page)).toEqual([words.language, words.direction]);
      expect([popup.pageErrors, popup.consoleMessages]).toEqual([[], []]);
    },
  );
});

describe('every language of ours, in chromium', () => {
  it('has room in a page of 320 pixels, in each state', async () => {
    world = await createWorld('chromium');
    const popup = await world.browser.openPopupInTab();
    await popup.page.setViewport({ width: 320, height: 600 });
    for (const [language, words] of Object.entries(CATALOGUES)) {
      await openWith(popup, words);
      expect([language, await popup.text('#state')]).toEqual([language, words.stateSignedOut]);
      for (const state of ['signed-out', 'signed-in', 'error']) {
        await pretend(popup, state, words.stateInWindow);
        expect([language, state, await tooWide(popup, ALL_TEXTS)]).toEqual([language, state, []]);
      }
    }
  });
});

describe.each(BROWSERS)('the page of the popup, in %s', (kind) => {
  it('is 340 pixels wide where there is room, and scrolls down alone where there are 320', async () => {
    world = await createWorld(kind);
    const popup = await openForm(world);
    expect(await widthsOf(popup)).toEqual({ body: 340, scrolled: 340 });
    await popup.close();
    const tab = await world.browser.openPopupInTab();
    await tab.page.setViewport({ width: 320, height: 600 });
    await tab.waitForState('signed-out');
    await formOf(tab);
    expect(await widthsOf(tab)).toEqual({ body: 320, scrolled: 320 });
  });
});

describe('read from the right', () => {
  it('each part of the form stands on its side', async () => {
    world = await createWorld(ONE_BROWSER, { language: 'ar' });
    const popup = await openForm(world);
    await formOf(popup);
    expect(await sideOf(popup, '.auth0-lock-input-email .auth0-lock-icon')).toBe('right');
    expect(await sideOf(popup, '.auth0-lock-show-password label')).toBe('left');
    expect(await sideOf(popup, '.auth0-lock-tabs-current')).toBe('right');
    await popup.click('.auth0-lock-alternative-link');
    await popup.page.waitForSelector('.auth0-lock-back-button', { visible: true });
    await expect.poll(() => sideOf(popup, '.auth0-lock-back-button')).toBe('right');
  });
});

/** Opens the page anew in a browser that seems to have chosen these messages. */
async function openWith(popup: Popup, words: Catalogue): Promise<void> {
  const messages = browserMessages(words);
  const { identifier } = await popup.page.evaluateOnNewDocument((chosen) => {
    chrome.i18n.getMessage = (name) => chosen[name]?.message ?? '';
  }, messages);
  await popup.page.reload();
  await popup.page.removeScriptToEvaluateOnNewDocument(identifier);
  await popup.waitForState('signed-out');
}

/** Shows the parts of another state, each of them, with the longest of the states' names. */
function pretend(popup: Popup, state: string, longest: string): Promise<void> {
  const act = (kind: string, words: string) => {
    document.querySelector('main')?.setAttribute('data-state', kind);
    for (const part of document.querySelectorAll('button')) part.hidden = false;
    const badge = document.querySelector('#state');
    if (badge !== null) badge.textContent = words;
  };
  return popup.page.evaluate(act, state, longest);
}

/** The widths of the body, and of all that there is to scroll to, in CSS pixels. */
function widthsOf(popup: Popup): Promise<{ body: number; scrolled: number }> {
  return popup.page.evaluate(() => ({
    body: document.body.getBoundingClientRect().width,
    scrolled: document.documentElement.scrollWidth,
  }));
}

/** Which language a page says that it is in, and from which side it is read. */
function pageLanguage(page: Page): Promise<string[]> {
  return page.$eval('html', ({ lang, dir }) => [lang, dir]);
}

/** What the form says and how it is marked, once it is there. */
async function formOf(popup: Popup): Promise<{ submit: string; lang: string | null; dir: string | null }> {
  const submit = await popup.text('#lock button[type=submit]');
  const [lang = null, dir = null] = await popup.page.$eval('#lock', (lock) =>
    ['lang', 'dir'].map((name) => lock.getAttribute(name)),
  );
  return { submit, lang, dir };
}

/** On which half of the form an element stands. */
function sideOf(popup: Popup, selector: string): Promise<string> {
  return popup.page.$eval(`#lock ${selector}`, (element) => {
    const middle = ({ left, right }: DOMRect) => (left + right) / 2;
    const form = element.closest('#lock') ?? document.body;
    return middle(element.getBoundingClientRect()) < middle(form.getBoundingClientRect()) ? 'left' : 'right';
  });
}

const FORM_TEXTS = '#lock .auth0-lock-tabs li, #lock button, #lock p, #lock a';
const ALL_TEXTS = `${FORM_TEXTS}, html, main, header, header p, main > p, main > a, main > section > *`;

/** The texts of the form, or others, that do not fit into their places. */
function tooWide(popup: Popup, selector = FORM_TEXTS): Promise<string[]> {
  return popup.page.$$eval(selector, (elements) =>
    elements
      .filter(({ scrollWidth, clientWidth }) => clientWidth > 0 && scrollWidth > clientWidth)
      .map(({ textContent }) => textContent ?? ''),
  );
}

interface LockDictionary {
  readonly loginSubmitLabel: string;
}

/** What Lock itself has, evaluated from its own module. */
async function dictionaryOf(language: string): Promise<LockDictionary> {
  const { default: module } = await import(`auth0-lock/lib/i18n/${language}.js`);
  return module.default ?? module;
}

async function submitLabel(language: string): Promise<string> {
  return (await dictionaryOf(language)).loginSubmitLabel;
}
