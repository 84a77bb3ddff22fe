/** Names of the placeholders in a text, as a type: `domain` in `{domain} couldn't be reached.` */
export type PlaceholderIn<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | PlaceholderIn<Rest>
  : never;

const PLACEHOLDER = /\{(\w+)\}/g;

/** Returns the names of the placeholders in a text, in their order. */
export function placeholdersIn(text: string): string[] {
  return Array.from(text.matchAll(PLACEHOLDER), ([, name = '']) => name);
}

/**
 * Returns the text with its placeholders replaced by their values, each changed by `format`. A placeholder without a value stays.
 * Placeholders in values are not replaced.
 */
export function fillPlaceholders(
  text: string,
  values: Readonly<Record<string, string>>,
  format = (value: string) => value,
): string {
  return text.replace(PLACEHOLDER, (placeholder, name: string) => format(values[name] ?? placeholder));
}
