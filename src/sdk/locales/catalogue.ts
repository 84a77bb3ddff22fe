import type { english } from './en.ts';

/** The name of a message: English has them all. */
export type MessageName = keyof typeof english;

/** A language's messages by their names: none is missing, none is too many. */
export type Catalogue = Readonly<Record<MessageName, string>>;

/** The names in braces in a text. */
type NamesIn<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | NamesIn<Rest>
  : never;

/** What a message's placeholders are filled with, by their names. */
export type Values<Name extends MessageName> = Readonly<Record<NamesIn<(typeof english)[Name]>, string>>;
