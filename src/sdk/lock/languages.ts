/** Texts and nested groups of texts, by name. */
export interface Dictionary {
  readonly [name: string]: string | Dictionary;
}

/** Lock's texts in a language. */
export interface Translation {
  /** Value of the `lang` attribute: a lowercase BCP 47 tag. */
  readonly tag: string;
  readonly direction: 'ltr' | 'rtl';
  /** `null` for English, which is part of Lock. */
  readonly dictionary: Dictionary | null;
}

/** Functions that load a packaged dictionary, by Lock's code of its language. */
export type Dictionaries = Readonly<Record<string, () => Promise<{ readonly default: Dictionary }>>>;

/** BCP 47 tags of the dictionaries whose Lock code is a different tag: Latin Serbian, Ukrainian. */
const TAGS: Readonly<Record<string, string>> = { sr: 'sr-latn', ua: 'uk' };

const RIGHT_TO_LEFT: readonly string[] = ['ar', 'fa', 'he'];

const ENGLISH: Translation = { tag: 'en', direction: 'ltr', dictionary: null };

/** Returns Lock's texts in `language` (BCP 47), or in English if Lock doesn't have it or it can't be loaded. Never rejects. */
export async function loadTranslation(
  language: string,
  load: () => Promise<Dictionaries> = async () => (await import('latchkey-assets/dictionaries')).default,
): Promise<Translation> {
  if (language.startsWith('en')) return ENGLISH;
  try {
    const dictionaries = await load();
    const code = chooseLanguage(language, Object.keys(dictionaries));
    const loaded = code === null ? undefined : await dictionaries[code]?.();
    if (code === null || loaded === undefined) return ENGLISH;
    const isFromRight = RIGHT_TO_LEFT.includes(code);
    return {
      tag: TAGS[code] ?? code,
      direction: isFromRight ? 'rtl' : 'ltr',
      dictionary: isFromRight ? withIsolates(loaded.default) : loaded.default,
    };
  } catch {
    // A file is missing or damaged. The user can sign in with the English form.
    return ENGLISH;
  }
}

/**
 * Returns the dictionary with Unicode isolates around the placeholders for names, addresses and phone numbers. Without them,
 * the browser would reorder the parts of a phone number. Removes `<br/>` from sentences about codes, which Lock shows as text.
 */
function withIsolates(dictionary: Dictionary): Dictionary {
  return Object.fromEntries(
    Object.entries(dictionary).map(([name, entry]) => {
      if (typeof entry !== 'string') return [name, withIsolates(entry)];
      const text = name.endsWith('CodeInstructions') ? entry.replaceAll('<br/>', ' ') : entry;
      return [name, text.replaceAll('%s', '\u2068%s\u2069')];
    }),
  );
}

/** Returns the one of Lock's `codes` for a BCP 47 tag, or `null` if Lock doesn't have the language. Throws if the tag is invalid. */
export function chooseLanguage(tag: string, codes: readonly string[]): string | null {
  // Replaces old codes: `iw` with `he`, `in` with `id`.
  const locale = new Intl.Locale(tag);
  const { language, region } = locale;
  // The script decides. A region implies a script: Hong Kong uses the same one as Taiwan.
  if (language === 'zh') return locale.maximize().script === 'Hant' ? 'zh-tw' : 'zh';
  const candidates = [tag, `${language}-${region}`, language].map((code) => code.toLowerCase());
  return candidates.find((code) => codes.includes(code)) ?? null;
}
