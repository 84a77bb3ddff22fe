import type { english } from './en.ts';

/** The name of a text. */
export type MessageName = keyof typeof english;

/** The texts of a language, by name. */
export type Catalogue = Readonly<Record<MessageName, string>>;

/** The names in braces in a text. */
type NamesIn<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | NamesIn<Rest>
  : never;

/** The values of a text's placeholders, by name. */
type Values<Name extends MessageName> = Readonly<Record<NamesIn<(typeof english)[Name]>, string>>;

/** Parameters of `Translate` after the name: the placeholders' values, or nothing. */
type Parameters<Name extends MessageName> = [keyof Values<Name>] extends [never]
  ? []
  : [values: Values<Name>];

/** Returns a text with its values. A placeholder that is missing, or that the text does not have, is a type error. */
export type Translate = <Name extends MessageName>(name: Name, ...values: Parameters<Name>) => string;
