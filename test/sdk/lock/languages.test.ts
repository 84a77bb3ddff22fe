// @vitest-environment happy-dom
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import {
  chooseLanguage,
  LOCK_LANGUAGES,
  loadTranslation,
  markLanguage,
} from '../../../src/sdk/lock/languages.ts';
import { ROOT } from '../../../src/tooling/build/project-files.ts';

const GERMAN = { loginSubmitLabel: 'Anmelden', error: { login: { blocked_user: 'Gesperrt.' } } };

/** Finds `dictionary` for every language. */
const finding = (dictionary: unknown) => vi.fn(async (_language: string) => dictionary);

describe('LOCK_LANGUAGES', () => {
  it('are those that Lock has a dictionary for', async () => {
    const files = await readdir(path.join(ROOT, 'node_modules/auth0-lock/lib/i18n'));
    expect(LOCK_LANGUAGES).toHaveLength(44);
    expect([...LOCK_LANGUAGES].sort()).toEqual(files.map((file) => path.basename(file, '.js')).sort());
  });
});

describe('chooseLanguage', () => {
  it.each([
    ['the language itself', ['de'], 'de'],
    ['the language for a region', ['de-CH'], 'de'],
    ['the language without extensions', ['de-DE-u-co-phonebk'], 'de'],
    ['the first that Lock has', ['ka', 'eo', 'fr-CA', 'de'], 'fr'],
    ['English before a less preferred language', ['en-GB', 'de'], 'en'],
    ['English if Lock has none of them', ['ka', 'eo'], 'en'],
    ['English without a preference', [], 'en'],
    ['the first valid tag', ['', '*', 'de_DE', 'x-private', 'toolongtobeatag', 'sv'], 'sv'],
    ['Brazilian Portuguese', ['pt-BR'], 'pt-br'],
    ['European Portuguese', ['pt-PT'], 'pt'],
    ['simplified Chinese', ['zh'], 'zh'],
    ['Chinese by its simplified script', ['zh-Hans'], 'zh'],
    ['simplified Chinese in Hong Kong', ['zh-Hans-HK'], 'zh'],
    ['Chinese of Taiwan', ['zh-TW'], 'zh-tw'],
    ['Chinese by its traditional script', ['zh-Hant'], 'zh-tw'],
    ['Chinese of Hong Kong', ['zh-HK'], 'zh-tw'],
    ['Norwegian Bokmål', ['nb-NO'], 'nb'],
    ['Hebrew by its old code', ['iw-IL'], 'he'],
    ['Romanian by its old code for Moldova', ['mo'], 'ro'],
    ['Serbian in either script', ['sr-Cyrl-RS'], 'sr'],
    ['Serbian by its old code', ['sh'], 'sr'],
    ["Ukrainian by Lock's other code", ['ua'], 'ua'],
  ] as const)('returns %s', (_name, preferred, language) => {
    expect(chooseLanguage(preferred)).toBe(language);
  });

  it.each(LOCK_LANGUAGES)('returns %s for its own code, in any case', (language) => {
    expect(chooseLanguage([language, 'en'])).toBe(language);
    expect(chooseLanguage([language.toUpperCase(), 'en'])).toBe(language);
  });
});

describe('a dictionary', () => {
  it('is not loaded for English', async () => {
    const load = finding({});
    expect((await loadTranslation(['en'], load)).dictionary).toBeNull();
    expect(load).not.toHaveBeenCalled();
  });

  it.each([
    ['is missing', async () => undefined],
    ['is a list', async () => [GERMAN]],
    ['contains a value that is not a text', async () => ({ ...GERMAN, error: { login: [1] } })],
    ['cannot be loaded', () => Promise.reject(new TypeError('Failed to fetch'))],
  ])('that %s is ignored: the form is in English, from left to right', async (_name, load) => {
    expect(await loadTranslation(['ar'], load)).toEqual({ tag: 'en', direction: 'ltr', dictionary: null });
  });
});

describe('loadTranslation', () => {
  it('returns the dictionary of the chosen language', async () => {
    expect(await loadTranslation(['de-AT', 'en'])).toEqual({
      tag: 'de',
      direction: 'ltr',
      dictionary: expect.objectContaining({ loginSubmitLabel: 'Anmelden' }),
    });
  });

  it('returns the direction of the language', async () => {
    for (const language of LOCK_LANGUAGES) {
      const { tag, direction } = await loadTranslation([language], finding({}));
      const script = new Intl.Locale(tag).maximize().script ?? '';
      expect([language, direction]).toEqual([language, ['Arab', 'Hebr'].includes(script) ? 'rtl' : 'ltr']);
    }
  });

  it('isolates values in texts that are read from the right', async () => {
    const arabic = {
      title: 'دخول',
      passwordlessSMSCodeInstructions: 'تم إرسال الرمز<br/>إلى %s',
      error: { login: { blocked_user: '%s<br/>' } },
    };
    expect((await loadTranslation(['ar'], finding(arabic))).dictionary).toEqual({
      title: 'دخول',
      passwordlessSMSCodeInstructions: 'تم إرسال الرمز إلى \u2068%s\u2069',
      error: { login: { blocked_user: '\u2068%s\u2069<br/>' } },
    });
  });

  it('returns a language tag that browsers know', async () => {
    const names = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });
    for (const language of LOCK_LANGUAGES) {
      const { tag } = await loadTranslation([language], finding({}));
      expect([language, names.of(tag)]).toEqual([language, expect.any(String)]);
    }
    expect((await loadTranslation(['ua'], finding({}))).tag).toBe('uk');
  });
});

describe('markLanguage', () => {
  it('sets language and direction, and replaces them later', () => {
    const element = document.createElement('div');
    markLanguage(element, { tag: 'ar', direction: 'rtl', dictionary: {} });
    expect([element.getAttribute('lang'), element.getAttribute('dir')]).toEqual(['ar', 'rtl']);
    markLanguage(element, { tag: 'en', direction: 'ltr', dictionary: null });
    expect([element.getAttribute('lang'), element.getAttribute('dir')]).toEqual(['en', 'ltr']);
  });

  it('ignores a missing element', () => {
    expect(() => markLanguage(null, { tag: 'en', direction: 'ltr', dictionary: null })).not.toThrow();
  });
});
