// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import { around, translatePage } from '../../../src/extension/shared/page-messages.ts';
import { translate } from '../../../src/extension/shared/translate.ts';
import {
  element,
  openDiagnosticsPage,
  openOptionsPage,
  openPopupPage,
} from '../../support/unit/extension-pages.ts';
import { setBrowserLanguage } from '../../support/unit/i18n.ts';

describe('the texts of the popup', () => {
  beforeEach(openPopupPage);

  it('are in the language of the browser', () => {
    setBrowserLanguage('de');
    translatePage();
    expect(element('btn-logout').textContent).toBe('Abmelden');
    expect(element('account').getAttribute('aria-label')).toBe('Konto');
  });

  it.each([
    ['ar', 'ar', 'rtl'],
    ['ja', 'ja', 'ltr'],
    ['pl', 'en', 'ltr'],
  ])('set language and direction of the page in a browser in %s', (browser, lang, dir) => {
    setBrowserLanguage(browser);
    translatePage();
    expect(document.documentElement.lang).toBe(lang);
    expect(document.documentElement.dir).toBe(dir);
  });
});

it.each([
  ['diagnostics', openDiagnosticsPage],
  ['options', openOptionsPage],
])('leave no element of the %s with a message empty', (_name, openPage) => {
  openPage();
  translatePage();
  const named = Array.from(document.querySelectorAll('[data-i18n]'));
  expect(named.length).toBeGreaterThan(2);
  expect(named.filter(({ textContent }) => textContent === '')).toEqual([]);
});

it.each([
  ['en', 'Signed in until ', ''],
  ['ja', 'ログインの有効期限: ', ''],
])('replace a placeholder with an element: %s', (browser, before, behind) => {
  setBrowserLanguage(browser);
  const time = document.createElement('time');
  expect(around(time, (moment) => translate('signedInUntil', { moment }))).toEqual([before, time, behind]);
});
