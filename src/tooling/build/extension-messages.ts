import { ar } from '../../extension/locales/ar.ts';
import type { Catalogue } from '../../extension/locales/catalogue.ts';
import { de } from '../../extension/locales/de.ts';
import { english } from '../../extension/locales/en.ts';
import { es } from '../../extension/locales/es.ts';
import { fr } from '../../extension/locales/fr.ts';
import { ja } from '../../extension/locales/ja.ts';
import { arStatus } from '../../sdk/locales/ar.ts';
import type { StatusTexts } from '../../sdk/locales/catalogue.ts';
import { deStatus } from '../../sdk/locales/de.ts';
import { englishStatus } from '../../sdk/locales/en.ts';
import { esStatus } from '../../sdk/locales/es.ts';
import { frStatus } from '../../sdk/locales/fr.ts';
import { jaStatus } from '../../sdk/locales/ja.ts';

/**
 * The texts of every supported language, by the name of its folder in `_locales/`: those of the pages, and those of the SDK that
 * the background shows.
 */
export const CATALOGUES = {
  ar: { ...arStatus, ...ar },
  de: { ...deStatus, ...de },
  en: { ...englishStatus, ...english },
  es: { ...esStatus, ...es },
  fr: { ...frStatus, ...fr },
  ja: { ...jaStatus, ...ja },
} satisfies Readonly<Record<string, Catalogue & StatusTexts>>;

/** Returns the path and the text of each file that browsers read messages from: `_locales/CODE/messages.json`. */
export function messageFiles(): [string, string][] {
  return Object.entries(CATALOGUES).map(([code, catalogue]): [string, string] => [
    `_locales/${code}/messages.json`,
    `${JSON.stringify(browserMessages(catalogue))}\n`,
  ]);
}

/**
 * Returns the messages in the browsers' format:
 * https://developer.mozilla.org/docs/Mozilla/Add-ons/WebExtensions/API/i18n/Locale-Specific_Message_reference
 */
export function browserMessages(catalogue: Catalogue): Record<string, { readonly message: string }> {
  const format = catalogue.direction === 'rtl' ? isolate : (placeholder: string) => placeholder;
  return Object.fromEntries(
    Object.entries(catalogue).map(([name, text]) => [name, { message: withNumbers(text, format) }]),
  );
}

/**
 * Isolates a placeholder from right-to-left text. Otherwise, the period after a host would be shown before it (Unicode UAX
 * 9).
 */
function isolate(placeholder: string): string {
  return `\u2068${placeholder}\u2069`;
}

/** Returns the names in braces of a text, each once, in alphabetical order: see `extension/shared/translate.ts`. */
export function placeholdersOf(text: string): string[] {
  return [...new Set(Array.from(text.matchAll(/\{(\w+)\}/g), ([, name = '']) => name))].sort();
}

/** Replaces each placeholder with its number in the alphabetical order: `$1` for the first one. */
function withNumbers(text: string, format: (placeholder: string) => string): string {
  const names = placeholdersOf(text);
  return text.replace(/\{(\w+)\}/g, (_, name) => format(`$${names.indexOf(name) + 1}`));
}
