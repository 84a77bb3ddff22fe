/** The extension's messages in unit tests, in other languages than English, which `setup.ts` sets. */

import { english } from '../../../src/extension/locales/en.ts';
import { browserMessages, CATALOGUES } from '../../../src/tooling/build/extension-messages.ts';
import { stubBrowserI18n } from './browser-i18n.ts';

/** Sets the language of the browser (BCP 47) for the rest of a test, with the extension's messages for it. */
export function setBrowserLanguage(uiLanguage: string): void {
  stubBrowserI18n(uiLanguage, browserMessages(CATALOGUES[uiLanguage.split('-')[0] ?? ''] ?? english));
}
