import { browserLanguage, type LanguageCode, languageCode } from './browser-language.ts';
import { type Catalogue, createTranslate, type Texts, type Translate } from './catalogue.ts';

const LOADERS: Readonly<Record<LanguageCode, () => Promise<Catalogue>>> = {
  ar: () => import('./ar.ts').then(({ ar, arStatus }) => ({ ...arStatus, ...ar })),
  de: () => import('./de.ts').then(({ de, deStatus }) => ({ ...deStatus, ...de })),
  en: () => import('./en.ts').then(({ english, englishStatus }) => ({ ...englishStatus, ...english })),
  es: () => import('./es.ts').then(({ es, esStatus }) => ({ ...esStatus, ...es })),
  fr: () => import('./fr.ts').then(({ fr, frStatus }) => ({ ...frStatus, ...fr })),
  ja: () => import('./ja.ts').then(({ ja, jaStatus }) => ({ ...jaStatus, ...ja })),
};

/**
 * Loads the texts of the browser's language, or of English if that fails. Resolves with the function that returns a text.
 * `replacements` override the SDK's texts. Rejects if English can't be loaded either.
 */
export async function loadTranslate(replacements: Texts = {}): Promise<Translate> {
  const texts = await LOADERS[languageCode(browserLanguage())]().catch(LOADERS.en);
  return createTranslate(texts, replacements);
}
