import { describe, expect, it, vi } from 'vitest';
import { chooseLanguage, type Dictionary, loadTranslation } from '../../../src/sdk/lock/languages.ts';
import { lockDictionaries } from '../../../src/tooling/build/lock-assets.ts';

/** Lock's codes of all languages except English. */
const CODES = [...(await lockDictionaries()).keys()];

/** Loads `dictionary` for every language. */
const loading = (dictionary: Dictionary) => async () =>
  Object.fromEntries(CODES.map((code) => [code, async () => ({ default: dictionary })]));

describe('chooseLanguage', () => {
  it.each([
    ['de', 'de'],
    ['de-CH', 'de'],
    ['de-DE-u-co-phonebk', 'de'],
    ['ka', null],
    ['pt-BR', 'pt-br'],
    ['pt-PT', 'pt'],
    ['zh', 'zh'],
    ['zh-Hans', 'zh'],
    ['zh-Hans-HK', 'zh'],
    ['zh-TW', 'zh-tw'],
    ['zh-Hant', 'zh-tw'],
    ['zh-HK', 'zh-tw'],
    ['nb-NO', 'nb'],
    ['iw-IL', 'he'],
    ['mo', 'ro'],
    ['sr-Cyrl-RS', 'sr'],
    ['sh', 'sr'],
    ['ua', 'ua'],
  ] as const)('returns for %s the code %s', (tag, code) => {
    expect(chooseLanguage(tag, CODES)).toBe(code);
  });

  it.each(CODES)('returns %s for itself and its capital letters', (code) => {
    expect([code, code.toUpperCase()].map((tag) => chooseLanguage(tag, CODES))).toEqual([code, code]);
  });
});

describe('loadTranslation', () => {
  it('returns the dictionary of the language', async () => {
    expect(await loadTranslation('de-AT')).toEqual({
      tag: 'de',
      direction: 'ltr',
      dictionary: expect.objectContaining({ loginSubmitLabel: 'Anmelden' }),
    });
  });

  it('loads nothing for English', async () => {
    const load = vi.fn();
    expect((await loadTranslation('en-GB', load)).dictionary).toBeNull();
    expect(load).not.toHaveBeenCalled();
  });

  it.each([
    ['the tag is invalid', 'de_DE', loading({})],
    ['Lock does not have the language', 'ka', loading({})],
    ['a file cannot be loaded', 'ar', () => Promise.reject(new TypeError('Failed to fetch'))],
  ])('returns English when %s', async (_when, language, load) => {
    expect(await loadTranslation(language, load)).toEqual({ tag: 'en', direction: 'ltr', dictionary: null });
  });

  it.each(CODES)('returns a direction and a tag that browsers support for %s', async (code) => {
    const { tag, direction } = await loadTranslation(code, loading({}));
    const script = new Intl.Locale(tag).maximize().script ?? '';
    expect(direction).toBe(['Arab', 'Hebr'].includes(script) ? 'rtl' : 'ltr');
    const names = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });
    expect(names.of(tag)).toEqual(expect.any(String));
    if (code === 'ua') expect(tag).toBe('uk');
  });

  it('isolates placeholders in a language that is read from the right', async () => {
    const arabic = {
      title: 'دخول',
      passwordlessSMSCodeInstructions: 'تم إرسال الرمز<br/>إلى %s',
      error: { login: { blocked_user: '%s<br/>' } },
    };
    expect((await loadTranslation('ar', loading(arabic))).dictionary).toEqual({
      title: 'دخول',
      passwordlessSMSCodeInstructions: 'تم إرسال الرمز إلى \u2068%s\u2069',
      error: { login: { blocked_user: '\u2068%s\u2069<br/>' } },
    });
  });
});
