// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { expectElement, insertElement, translatePage } from '../../../src/extension/shared/page.ts';
import { translate } from '../../../src/extension/shared/translate.ts';
import {
  element,
  openDiagnosticsPage,
  openOptionsPage,
  openPopupPage,
} from '../../support/unit/extension-pages.ts';
import { setBrowserLanguage } from '../../support/unit/i18n.ts';

describe('expectElement', () => {
  it('returns the element with the ID', () => {
    openPopupPage();
    expect(expectElement('btn-login', HTMLButtonElement).type).toBe('button');
  });

  it.each([
    ['does not exist', 'btn-other'],
    ['has another type', 'main'],
  ])('throws an error with the ID when the element %s', (_when, id) => {
    openPopupPage();
    expect(() => expectElement(id, HTMLButtonElement)).toThrow(`id "${id}"`);
  });
});

describe('translatePage', () => {
  it.each([
    ['de', 'Abmelden', 'Konto', 'de', 'ltr'],
    ['ar', 'تسجيل الخروج', 'الحساب', 'ar', 'rtl'],
    ['pl', 'Sign out', 'Account', 'en', 'ltr'],
  ])('sets texts, labels, language and direction in a browser in %s', (browser, text, label, lang, dir) => {
    setBrowserLanguage(browser);
    openPopupPage();
    translatePage();
    expect(element('btn-logout').textContent).toBe(text);
    expect(element('account').getAttribute('aria-label')).toBe(label);
    expect([document.documentElement.lang, document.documentElement.dir]).toEqual([lang, dir]);
  });

  it.each([
    ['diagnostics', openDiagnosticsPage],
    ['options', openOptionsPage],
  ])('leaves no element with a message empty on the %s page', (_name, openPage) => {
    openPage();
    translatePage();
    const named = Array.from(document.querySelectorAll('[data-i18n]'));
    expect(named.length).toBeGreaterThan(2);
    expect(named.filter(({ textContent }) => textContent === '')).toEqual([]);
  });
});

describe('insertElement', () => {
  it.each([
    ['en', 'Signed in until '],
    ['ja', 'ログインの有効期限: '],
  ])('returns the element between the parts of the sentence in %s', (browser, before) => {
    setBrowserLanguage(browser);
    const until = document.createElement('time');
    const parts = insertElement(until, (time) => translate('signedInUntil', { time }));
    expect(parts).toEqual([before, until, '']);
  });
});
