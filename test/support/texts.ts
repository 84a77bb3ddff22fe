/** All texts that users read, the SDK's and the extension's, by language. */
import { ar as arExtension } from '../../src/extension/locales/ar.ts';
import { de as deExtension } from '../../src/extension/locales/de.ts';
import { english as enExtension } from '../../src/extension/locales/en.ts';
import { es as esExtension } from '../../src/extension/locales/es.ts';
import { fr as frExtension } from '../../src/extension/locales/fr.ts';
import { ja as jaExtension } from '../../src/extension/locales/ja.ts';
import { ar, arStatus } from '../../src/sdk/locales/ar.ts';
import { de, deStatus } from '../../src/sdk/locales/de.ts';
import { english, englishStatus } from '../../src/sdk/locales/en.ts';
import { es, esStatus } from '../../src/sdk/locales/es.ts';
import { fr, frStatus } from '../../src/sdk/locales/fr.ts';
import { ja, jaStatus } from '../../src/sdk/locales/ja.ts';

export const ENGLISH = { ...englishStatus, ...english, ...enExtension };

export type TextName = keyof typeof ENGLISH;

export const TEXTS = {
  ar: { ...arStatus, ...ar, ...arExtension },
  de: { ...deStatus, ...de, ...deExtension },
  en: ENGLISH,
  es: { ...esStatus, ...es, ...esExtension },
  fr: { ...frStatus, ...fr, ...frExtension },
  ja: { ...jaStatus, ...ja, ...jaExtension },
} satisfies Readonly<Record<string, Readonly<Record<TextName, string>>>>;
