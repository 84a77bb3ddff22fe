/** The browser's messages in unit tests: those of the package, in English unless a test has it speak otherwise. */
import { beforeEach, vi } from 'vitest';
import { browserMessages, CATALOGUES } from '../../src/build/messages.ts';
import { loadEnglish } from '../../src/i18n/english.ts';
import { english } from '../../src/locales/en.ts';

/** English, whatever the browser speaks. */
export const ENGLISH = await loadEnglish(async () => Response.json(browserMessages(english)));

/** A browser in `uiLanguage` (BCP 47), with the package's messages in the language that it chooses for that. */
export function speak(uiLanguage: string): void {
  const messages = browserMessages(CATALOGUES[uiLanguage.split('-')[0] ?? ''] ?? english);
  vi.stubGlobal('chrome', {
    i18n: {
      getUILanguage: () => uiLanguage,
      getMessage: (name: string, substitutions: readonly string[] = []) =>
        (messages[name]?.message ?? '').replace(
          /\$(\d)/g,
          (_, position) => substitutions[position - 1] ?? '',
        ),
    },
  });
}

beforeEach(() => speak('en-US'));
