import { english } from '../../src/sdk/locales/en.ts';

/** Returns a message of the extension in English, with values for its placeholders. */
export function message(name: keyof typeof english, values: Record<string, string> = {}): string {
  return Object.entries(values).reduce<string>(
    (text, [key, value]) => text.replace(`{${key}}`, value),
    english[name],
  );
}
