import type { MessageName, Values } from './catalogue.ts';

/** What goes with a message: its placeholders' values where it has placeholders, else nothing. */
type With<Name extends MessageName> = [keyof Values<Name>] extends [never] ? [] : [values: Values<Name>];

/** Puts a message into words. A placeholder that is missing, or that the message does not have, is a type error. */
export type Translate = <Name extends MessageName>(name: Name, ...values: With<Name>) => string;

/** A language that something can be told in. */
export interface Language {
  readonly translate: Translate;
  /** BCP 47, for moments, durations and numbers. */
  readonly locale: string;
}

/**
 * A message's values as browsers take them: by position. The names in alphabetical order are the positions, in every
 * language; `tooling/build/extension-messages.ts` numbers the placeholders in the same way.
 */
export function inPosition(values: Readonly<Record<string, string>> = {}): string[] {
  return Object.keys(values)
    .sort()
    .map((name) => values[name] ?? '');
}
