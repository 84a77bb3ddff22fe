import { browserLanguage, type LanguageCode, languageCode } from './browser-language.ts';
import type { Catalogue, Texts, Translate } from './catalogue.ts';
import { createTranslate } from './translate.ts';

/** The language in which the SDK addresses the user of a page. */
export interface Language {
  readonly translate: Translate;
  /** BCP 47, for Lock: the browser's own language if the SDK does not have it. */
  readonly wanted: string;
}

const LOADERS: Readonly<Record<LanguageCode, () => Promise<Catalogue>>> = {
  ar: () => import('./ar.ts').then(({ ar, arStatus }) => ({ ...arStatus, ...ar })),
  de: () => import('./de.ts').then(({ de, deStatus }) => ({ ...deStatus, ...de })),
  en: () => import('./en.ts').then(({ english, englishStatus }) => ({ ...englishStatus, ...english })),
  es: () => import('./es.ts').then(({ es, esStatus }) => ({ ...esStatus, ...es })),
  fr: () => import('./fr.ts').then(({ fr, frStatus }) => ({ ...frStatus, ...fr })),
  ja: () => import('./ja.ts').then(({ ja, jaStatus }) => ({ ...jaStatus, ...ja })),
};

/**
 * Loads the texts of the browser's language, or English if they cannot be loaded. `replacements` are preferred. Rejects if English
 * cannot be loaded either.
 */
export async function loadLanguage(replacements: Texts = {}): Promise<Language> {
  const browser = browserLanguage();
  const texts = await LOADERS[languageCode(browser)]().catch(LOADERS.en);
  return {
    translate: createTranslate(texts, replacements),
    wanted: texts.language === 'en' ? browser : texts.language,
  };
}
