/** `latchkey/status-texts`: the background's texts in all languages of the SDK. A service worker can't use `import()`. */
import { arStatus } from './ar.ts';
import { browserLanguage, type LanguageCode, languageCode } from './browser-language.ts';
import { createTranslate, type StatusTextName, type StatusTexts, type StatusTranslate } from './catalogue.ts';
import { deStatus } from './de.ts';
import { englishStatus } from './en.ts';
import { esStatus } from './es.ts';
import { frStatus } from './fr.ts';
import { jaStatus } from './ja.ts';

export type { StatusTextName, StatusTranslate };

const TEXTS: Readonly<Record<LanguageCode, StatusTexts>> = {
  ar: arStatus,
  de: deStatus,
  en: englishStatus,
  es: esStatus,
  fr: frStatus,
  ja: jaStatus,
};

/**
 * Returns the `translate` of `startBackground` for the browser's language: English, German, French, Spanish, Japanese or Arabic,
 * else English. `replacements` override texts of every language.
 *
 * @example
 * startBackground(config, { translate: createStatusTranslate({ signIn: 'Sign in to Acme' }) });
 */
export function createStatusTranslate(
  replacements: { readonly [Name in StatusTextName]?: string } = {},
): StatusTranslate {
  return createTranslate<StatusTextName>(TEXTS[languageCode(browserLanguage())], replacements);
}
