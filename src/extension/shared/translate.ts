import type { Translate } from '../locales/catalogue.ts';

/** Returns a text of `_locales/`, which the browser has read before the first script runs, in the browser's language. */
export const translate: Translate = (name, ...[values]) => chrome.i18n.getMessage(name, inPosition(values));

/** Returns a text without placeholders, whose name is in a page, or `''` if there is none of that name. */
export function translateNamed(name: string): string {
  return chrome.i18n.getMessage(name);
}

/** Returns the locale for dates and durations, BCP 47: the browser's, if it has the language of the texts. */
export function formatLocale(): string {
  const language = translate('language');
  const inBrowser = chrome.i18n.getUILanguage();
  return inBrowser.startsWith(language) ? inBrowser : language;
}

/**
 * Returns a text's values as browsers take them. The names in alphabetical order are the positions, in every language:
 * `tooling/build/extension-messages.ts` numbers the placeholders in the same way.
 */
function inPosition(values: Readonly<Record<string, string>> = {}): string[] {
  return Object.keys(values)
    .sort()
    .map((name) => values[name] ?? '');
}

/** The part of the browser's API that needs no promises. */
declare const chrome: {
  readonly i18n: {
    getMessage(name: string, substitutions?: readonly string[]): string;
    getUILanguage(): string;
  };
};
