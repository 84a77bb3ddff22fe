/**
 * The browser's own part that has the package's messages: it chooses the language, and has read them before the first
 * script runs. It is the same in both browsers, and has no promises.
 * https://developer.mozilla.org/docs/Mozilla/Add-ons/WebExtensions/API/i18n
 */
interface BrowserI18n {
  getMessage(name: string, substitutions: readonly string[]): string;
  getUILanguage(): string;
}

/** Not by webextension-polyfill, which throws in Node: there the doctor and the bench run modules that make errors. */
export function browserI18n(): BrowserI18n | undefined {
  return (globalThis as { readonly chrome?: { readonly i18n?: BrowserI18n } }).chrome?.i18n;
}
