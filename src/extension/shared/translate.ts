import type { StatusTranslate } from 'latchkey/background';
import type { Translate } from '../locales/catalogue.ts';

/** Returns a text from `_locales/` in the browser's language. The browser loads the texts before the first script runs. */
export const translate: Translate = (name, ...[values]) => chrome.i18n.getMessage(name, inPosition(values));

/** Returns a text of the toolbar button, its menu or the notification. The build copies them from the SDK to `_locales/`. */
export const translateStatus: StatusTranslate = (name, ...[values]) =>
  chrome.i18n.getMessage(name, inPosition(values));

/** Returns a text without placeholders that the HTML of a page names, or `''` if no text has this name. */
export function translateNamed(name: string): string {
  return chrome.i18n.getMessage(name);
}

/** Returns the BCP 47 locale for dates and durations: the browser's if it has the texts' language, otherwise that language. */
export function formatLocale(): string {
  const language = translate('language');
  const inBrowser = chrome.i18n.getUILanguage();
  return inBrowser.startsWith(language) ? inBrowser : language;
}

/**
 * Returns the values of a text in the order of its numbered placeholders: alphabetically by name, in every language.
 * `tooling/build/extension-messages.ts` numbers the placeholders in the same order.
 */
function inPosition(values: Readonly<Record<string, string>> = {}): string[] {
  return Object.keys(values)
    .sort()
    .map((name) => values[name] ?? '');
}

/** The part of the browser's API that returns no promises, so it needs no polyfill. */
declare const chrome: {
  readonly i18n: {
    getMessage(name: string, substitutions?: readonly string[]): string;
    getUILanguage(): string;
  };
};
