const CODES = ['ar', 'de', 'en', 'es', 'fr', 'ja'] as const;

/** The languages of the SDK. */
export type LanguageCode = (typeof CODES)[number];

/**
 * Returns the language of the browser's own menus, BCP 47, which is not the one that pages are requested in. Without
 * webextension-polyfill, which has nothing to add.
 * https://developer.mozilla.org/docs/Mozilla/Add-ons/WebExtensions/API/i18n/getUILanguage
 */
export function browserLanguage(): string {
  const { chrome }: { readonly chrome?: { readonly i18n?: { getUILanguage(): string } } } =
    globalThis as object;
  return chrome?.i18n?.getUILanguage() ?? 'en';
}

/** Returns the language of the SDK for a browser in `language`, BCP 47: English for a language that the SDK does not have. */
export function languageCode(language: string): LanguageCode {
  return CODES.find((code) => code === language.split('-')[0]) ?? 'en';
}

/** Returns the language that Lock should use, BCP 47: that of the SDK, or the browser's own if the SDK does not have it. */
export function lockLanguage(): string {
  const browser = browserLanguage();
  const code = languageCode(browser);
  return code === 'en' ? browser : code;
}
