import { vi } from 'vitest';

/** The text of `_locales/CODE/messages.json`. */
export type BrowserMessages = Readonly<Record<string, { readonly message: string }>>;

/** Stubs `chrome.i18n` for the rest of a test: a browser in `uiLanguage` (BCP 47) that has `messages`. */
export function stubBrowserI18n(uiLanguage: string, messages: BrowserMessages): void {
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
