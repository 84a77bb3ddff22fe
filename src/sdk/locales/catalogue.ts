import type { english, englishStatus } from './en.ts';

/** Names of the texts that the background needs. */
export type StatusTextName = keyof typeof englishStatus;

/** Names of all texts. */
export type MessageName = StatusTextName | keyof typeof english;

export type StatusTexts = Readonly<Record<StatusTextName, string>>;

export type PageTexts = Readonly<Record<keyof typeof english, string>>;

/** All texts of a language. */
export type Catalogue = StatusTexts & PageTexts;

/** Texts that replace the SDK's own, by name. A name in braces is a placeholder, as in `{domain} couldn't be reached.` */
export type Texts = { readonly [Name in MessageName]?: string };

/** The names in braces in a text. */
type NamesIn<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | NamesIn<Rest>
  : never;

/** The values of a text's placeholders, by name. */
type Values<Name extends MessageName> = Readonly<
  Record<NamesIn<(typeof englishStatus & typeof english)[Name]>, string>
>;

/** Parameters of `Translate` after the name: the values of the placeholders, if the text has any. */
type Parameters<Name extends MessageName> = [keyof Values<Name>] extends [never]
  ? []
  : [values: Values<Name>];

/** Returns a text with its placeholders replaced. A missing or unknown placeholder is a type error. */
export type Translate<Names extends MessageName = MessageName> = <Name extends Names>(
  name: Name,
  ...values: Parameters<Name>
) => string;
