import { arStatus } from './ar.ts';
import { browserLanguage, type LanguageCode, languageCode } from './browser-language.ts';
import type { StatusTextName, StatusTexts, Translate } from './catalogue.ts';
import { deStatus } from './de.ts';
import { englishStatus } from './en.ts';
import { esStatus } from './es.ts';
import { frStatus } from './fr.ts';
import { jaStatus } from './ja.ts';
import { createTranslate } from './translate.ts';

/** Texts in every language: a service worker can't use `import()`. https://github.com/w3c/webextensions/issues/212 */
const TEXTS: Readonly<Record<LanguageCode, StatusTexts>> = {
  ar: arStatus,
  de: deStatus,
  en: englishStatus,
  es: esStatus,
  fr: frStatus,
  ja: jaStatus,
};

/** Returns the function that returns the background's texts in the browser's language. */
export function statusTranslate(): Translate<StatusTextName> {
  return createTranslate<StatusTextName>(TEXTS[languageCode(browserLanguage())]);
}
