import { fillPlaceholders, type PlaceholderIn } from '../placeholders.ts';
import type { english, englishStatus } from './en.ts';

/** Names of the texts of the toolbar button, its menu and the notification. */
export type StatusTextName = Exclude<keyof typeof englishStatus, 'direction'>;

/** Names of all texts. */
export type MessageName = keyof typeof englishStatus | keyof typeof english;

export type StatusTexts = Readonly<Record<keyof typeof englishStatus, string>>;

export type PageTexts = Readonly<Record<keyof typeof english, string>>;

/** All texts of a language. */
export type Catalogue = StatusTexts & PageTexts;

/** Texts that replace the SDK's own, by name. A name in braces is a placeholder, as in `{domain} couldn't be reached.` */
export type Texts = { readonly [Name in MessageName]?: string };

/** Names of the placeholders in a text. */
export type PlaceholderOf<Name extends MessageName> = PlaceholderIn<
  (typeof englishStatus & typeof english)[Name]
>;

/** The values of a text's placeholders, by name. */
type Values<Name extends MessageName> = Readonly<Record<PlaceholderOf<Name>, string>>;

/** Parameters of `Translate` after the name: the values of the placeholders, if the text has any. */
type Parameters<Name extends MessageName> = [keyof Values<Name>] extends [never]
  ? []
  : [values: Values<Name>];

/** Returns a text with its placeholders replaced. A missing or unknown placeholder is a type error. */
export type Translate<Names extends MessageName = MessageName> = <Name extends Names>(
  name: Name,
  ...values: Parameters<Name>
) => string;

/** Returns a text of the toolbar button, its menu or the notification. */
export type StatusTranslate = Translate<StatusTextName>;

/**
 * Returns the function that returns the texts of a language. `replacements` override `texts`. In right-to-left languages, puts
 * each value into Unicode isolates. Otherwise the full stop after a host would appear at the host's other end (Unicode UAX 9).
 */
export function createTranslate<Names extends MessageName>(
  texts: Readonly<Record<Names | 'direction', string>>,
  replacements: Texts = {},
): Translate<Names> {
  const isolate = texts.direction === 'rtl' ? (value: string) => `\u2068${value}\u2069` : undefined;
  return (name, ...[values = {}]) => fillPlaceholders(replacements[name] ?? texts[name], values, isolate);
}
