import { inPosition, type Language } from './language.ts';
import { spokenLanguage } from './spoken-language.ts';

/**
 * English, whatever the browser speaks: for what goes to developers. Never rejects: where the package's English cannot
 * be read, it is the browser's language, which is better than nothing.
 */
export async function loadEnglish(fetch: typeof globalThis.fetch = globalThis.fetch): Promise<Language> {
  let messages: unknown;
  try {
    messages = await (await fetch('_locales/en/messages.json')).json();
  } catch {
    return spokenLanguage();
  }
  return {
    locale: 'en',
    translate: (name, ...[values]) => {
      const text = messageIn(messages, name);
      return text.replace(/\$(\d)/g, (_, position) => inPosition(values)[position - 1] ?? '');
    },
  };
}

/** https://developer.mozilla.org/docs/Mozilla/Add-ons/WebExtensions/API/i18n/Locale-Specific_Message_reference */
function messageIn(messages: unknown, name: string): string {
  const { [name]: entry }: Record<string, unknown> = { ...Object(messages) };
  const { message }: Record<string, unknown> = { ...Object(entry) };
  return typeof message === 'string' ? message : name;
}
