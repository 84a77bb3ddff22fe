import { ENGLISH, type TextName } from '../support/texts.ts';

/** Returns a text of the extension or of the SDK in English, with values for its placeholders. */
export function message(name: TextName, values: Record<string, string> = {}): string {
  let text: string = ENGLISH[name];
  for (const [key, value] of Object.entries(values)) text = text.replace(`{${key}}`, value);
  return text;
}
