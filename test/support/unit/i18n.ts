/** The extension's messages in unit tests, in other languages than English, which `setup.ts` sets. */

import type { Catalogue } from '../../../src/extension/locales/catalogue.ts';
import { browserMessages, CATALOGUES } from '../../../src/tooling/build/extension-messages.ts';
import { stubBrowserI18n } from './browser-i18n.ts';

const catalogues: Readonly<Record<string, Catalogue>> = CATALOGUES;

/** Sets the language of the browser (BCP 47) for the rest of a test, with the extension's messages for it. */
export function setBrowserLanguage(uiLanguage: string): void {
  stubBrowserI18n(uiLanguage, browserMessages(catalogues[uiLanguage.split('-')[0] ?? ''] ?? CATALOGUES.en));
}
