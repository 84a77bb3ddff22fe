import { english } from '../../src/sdk/locales/en.ts';

/** Returns a message of the extension in English, with values for its placeholders. */
export function message(name: keyof typeof english, values: Record<string, string> = {}): string {
  let text: string = english[name];
  for (const [key, value] of Object.entries(values)) text = text.replace(`{${key}}`, value);
  return text;
}
