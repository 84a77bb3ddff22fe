const CODES = ['ar', 'de', 'en', 'es', 'fr', 'ja'] as const;

/** Codes of the languages that the SDK has texts in. */
export type LanguageCode = (typeof CODES)[number];

/**
 * Returns the BCP 47 tag of the browser's UI language, which can differ from the languages that the browser requests pages in.
 * Doesn't use webextension-polyfill, which adds nothing to this method.
 * https://developer.mozilla.org/docs/Mozilla/Add-ons/WebExtensions/API/i18n/getUILanguage
 */
export function browserLanguage(): string {
  const { chrome }: { readonly chrome?: { readonly i18n?: { getUILanguage(): string } } } =
    globalThis as object;
  return chrome?.i18n?.getUILanguage() ?? 'en';
}

/** Returns the SDK's language for the browser's `language` (BCP 47), or `en` if the SDK does not have that language. */
export function languageCode(language: string): LanguageCode {
  return CODES.find((code) => code === language.split('-')[0]) ?? 'en';
}

/** Returns the BCP 47 tag of the language for Lock: the SDK's language, or the browser's if the SDK does not have it. */
export function lockLanguage(): string {
  const browser = browserLanguage();
  const code = languageCode(browser);
  return code === 'en' ? browser : code;
}
