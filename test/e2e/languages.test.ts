import { rm } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { LOCK_LANGUAGES, type LockLanguage } from '../../src/lock/languages.ts';
import type { Popup } from '../support/browser.ts';
import { BROWSERS, createWorld, fillForm, type World } from './world.ts';

let world: World;
afterEach(() => world.end());

describe.each(BROWSERS)('the language of the form, in %s', (kind) => {
  it.each([
    ['German in a German browser', 'de', 'de', 'de', 'ltr'],
    ['German in an Austrian browser', 'de-AT', 'de', 'de', 'ltr'],
    ['that of Taiwan in a browser of Hong Kong', 'zh-HK', 'zh-tw', 'zh-tw', 'ltr'],
    ['English in a browser whose language Lock does not have', 'ka', 'en', 'en', 'ltr'],
    ['Arabic, read from the right, in an Arabic browser', 'ar', 'ar', 'ar', 'rtl'],
  ] as const)('is %s', async (_name, language, dictionary, lang, dir) => {
    world = await createWorld(kind, { language });
    const popup = await world.browser.openPopup();
    await popup.waitForState('signed-out');
    expect(await formOf(popup)).toEqual({ submit: await submitLabel(dictionary), lang, dir });
    expect(popup.pageErrors).toEqual([]);
    expect(popup.consoleMessages).toEqual([]);
  });

  it('is English where the dictionary is missing, and the person is not told', async () => {
    world = await createWorld(kind, {
      language: 'de',
      prepare: async (extensionDir) => {
        await rm(path.join(extensionDir, 'languages/de.json'));
        return extensionDir;
      },
    });
    const popup = await world.browser.openPopup();
    await popup.waitForState('signed-out');
    expect(await formOf(popup)).toEqual({ submit: 'Log In', lang: 'en', dir: 'ltr' });
    expect(await popup.text('#notice')).toBe('');
    expect(popup.pageErrors).toEqual([]);
  });

  it('is that of a refusal too', async () => {
    world = await createWorld(kind, { language: 'he' });
    const popup = await world.browser.openPopup();
    await popup.waitForState('signed-out');
    await fillForm(popup, { email: 'ada@example.com', password: 'not-the-password' });
    await popup.click('#lock button[type=submit]');
    const said = await popup.text('#lock .auth0-global-message-error');
    expect(said).toBe((await dictionaryOf('he')).error.login['lock.invalid_email_password']);
  });
});

describe('read from the right', () => {
  it.each(BROWSERS)('each part of the form stands on its side, in %s', async (kind) => {
    world = await createWorld(kind, { language: 'ar' });
    const popup = await world.browser.openPopup();
    await popup.waitForState('signed-out');
    await formOf(popup);
    expect(await sideOf(popup, '.auth0-lock-input-email .auth0-lock-icon')).toBe('right');
    expect(await sideOf(popup, '.auth0-lock-show-password label')).toBe('left');
    expect(await sideOf(popup, '.auth0-lock-tabs-current')).toBe('right');
    await popup.click('.auth0-lock-alternative-link');
    await popup.page.waitForSelector('.auth0-lock-back-button', { visible: true });
    await expect.poll(() => sideOf(popup, '.auth0-lock-back-button'), { timeout: 10_000 }).toBe('right');
  });
});

describe('every language of Lock, in chromium', () => {
  it('says its own word on the button, and loads its own dictionary alone', {
    timeout: 180_000,
  }, async () => {
    world = await createWorld('chromium', { watchesRequests: true });
    const popup = await world.browser.openPopupInTab();
    const loaded: string[] = [];
    popup.page.on('request', (request) => {
      const file = /\/languages\/(.*)$/.exec(request.url())?.[1];
      if (file !== undefined) loaded.push(file);
    });
    for (const language of LOCK_LANGUAGES) {
      loaded.length = 0;
      await openIn(popup, language);
      expect([language, (await formOf(popup)).submit]).toEqual([language, await submitLabel(language)]);
      expect([language, loaded]).toEqual([language, language === 'en' ? [] : [`${language}.json`]]);
      expect([language, await tooWide(popup)]).toEqual([language, []]);
    }
    expect(popup.pageErrors).toEqual([]);
    expect(popup.consoleMessages).toEqual([]);
  });
});

/** Opens the page anew in a browser that seems to prefer `language`. */
async function openIn(popup: Popup, language: string): Promise<void> {
  const { identifier } = await popup.page.evaluateOnNewDocument((preferred) => {
    Object.defineProperty(navigator, 'languages', { get: () => [preferred] });
  }, language);
  await popup.page.reload();
  await popup.page.removeScriptToEvaluateOnNewDocument(identifier);
  await popup.waitForState('signed-out');
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

/** The texts of the form that do not fit into their places. */
function tooWide(popup: Popup): Promise<string[]> {
  return popup.page.$$eval('#lock .auth0-lock-tabs li, #lock button, #lock p, #lock a', (elements) =>
    elements
      .filter(({ scrollWidth, clientWidth }) => clientWidth > 0 && scrollWidth > clientWidth)
      .map(({ textContent }) => textContent ?? ''),
  );
}

interface LockDictionary {
  readonly loginSubmitLabel: string;
  readonly error: { readonly login: Readonly<Record<string, string>> };
}

/** What Lock itself has, evaluated from its own module. */
async function dictionaryOf(language: LockLanguage): Promise<LockDictionary> {
  const { default: module } = await import(`auth0-lock/lib/i18n/${language}.js`);
  return module.default ?? module;
}

async function submitLabel(language: LockLanguage): Promise<string> {
  return (await dictionaryOf(language)).loginSubmitLabel;
}
