import { expect, it } from 'vitest';
import { spokenLanguage, wantedLanguage } from '../../../src/sdk/locales/spoken-language.ts';
import { speak } from '../../support/unit/i18n.ts';

it.each([
  ['en-GB', 'en-GB', 'en-GB'],
  ['de-AT', 'de-AT', 'de'],
  ['de', 'de', 'de'],
  ['ar', 'ar', 'ar'],
  ['pl', 'en', 'pl'],
  ['ka', 'en', 'ka'],
])('in a browser in %s, moments are told in %s, and the form should speak %s', (browser, moments, form) => {
  speak(browser);
  expect(spokenLanguage().locale).toBe(moments);
  expect(wantedLanguage()).toBe(form);
});
