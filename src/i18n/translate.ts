import { inPosition, type Language, type Translate } from './language.ts';

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
function browserI18n(): BrowserI18n | undefined {
  return (globalThis as { readonly chrome?: { readonly i18n?: BrowserI18n } }).chrome?.i18n;
}

/** A message in the browser's language, or in English where we do not speak that. In Node: its name and its values. */
export const translate: Translate = (name, ...[values]) => lookUp(name, inPosition(values));

/** A message without placeholders, whose name stands in a page. Empty where there is none of that name. */
export function translateNamed(name: string): string {
  return lookUp(name, []);
}

function lookUp(name: string, values: readonly string[]): string {
  return browserI18n()?.getMessage(name, values) ?? [name, ...values].join(' ');
}

/** The language that `translate` speaks, in the way of the person's region where that is known. */
export function spokenLanguage(): Language {
  const language = translate('language');
  const inBrowser = browserLanguage();
  return { translate, locale: inBrowser.startsWith(language) ? inBrowser : language };
}

/** What others should speak beside `translate`, BCP 47: the same, or the browser's language where we do not speak that. */
export function wantedLanguage(): string {
  const language = translate('language');
  return language === 'en' ? browserLanguage() : language;
}

function browserLanguage(): string {
  return browserI18n()?.getUILanguage() ?? 'en';
}
