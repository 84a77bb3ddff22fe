/** Lock's codes of the languages that it has dictionaries for. Each dictionary except `en` is a separate module. */
export const LOCK_LANGUAGES = [
  ...(['af', 'ar', 'az', 'bg', 'ca', 'cs', 'da', 'de', 'el', 'en', 'es', 'et', 'fa', 'fi', 'fr'] as const),
  ...(['he', 'hr', 'hu', 'id', 'it', 'ja', 'ko', 'lt', 'lv', 'ms', 'nb', 'nl', 'nn', 'no', 'pl'] as const),
  ...(['pt', 'pt-br', 'ro', 'ru', 'sk', 'sl', 'sr', 'sv', 'tr', 'ua', 'uk', 'vi', 'zh', 'zh-tw'] as const),
] as const;

export type LockLanguage = (typeof LOCK_LANGUAGES)[number];

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

/** BCP 47 tags of the dictionaries whose Lock code is a different tag: Latin Serbian, Ukrainian. */
const TAGS: Partial<Record<LockLanguage, string>> = { sr: 'sr-latn', ua: 'uk' };

const RIGHT_TO_LEFT: ReadonlySet<LockLanguage> = new Set(['ar', 'fa', 'he']);

const ENGLISH: Translation = { tag: 'en', direction: 'ltr', dictionary: null };

/**
 * Returns Lock's texts in the first of the `preferred` languages (BCP 47) that Lock has. Never rejects: returns English if
 * the dictionary can't be loaded.
 */
export async function loadTranslation(
  preferred: readonly string[],
  load: DictionaryLoader = loadPackaged,
): Promise<Translation> {
  const language = chooseLanguage(preferred);
  const dictionary = await loadDictionary(language, load);
  if (dictionary === null) return ENGLISH;
  const isFromRight = RIGHT_TO_LEFT.has(language);
  return {
    tag: TAGS[language] ?? language,
    direction: isFromRight ? 'rtl' : 'ltr',
    dictionary: isFromRight ? withIsolates(dictionary) : dictionary,
  };
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

/** Returns Lock's code of the first of the `preferred` languages (BCP 47) that Lock has, or `en` if it has none of them. */
export function chooseLanguage(preferred: readonly string[]): LockLanguage {
  for (const tag of preferred) {
    const language = languageOf(tag);
    if (language !== undefined) return language;
  }
  return 'en';
}

function languageOf(tag: string): LockLanguage | undefined {
  const exact = known(tag);
  if (exact !== undefined) return exact;
  const locale = parseTag(tag);
  if (locale === undefined) return undefined;
  // The script decides. A region implies a script: Hong Kong uses the same one as Taiwan.
  if (locale.language === 'zh') return locale.maximize().script === 'Hant' ? 'zh-tw' : 'zh';
  return known(`${locale.language}-${locale.region ?? ''}`) ?? known(locale.language);
}

function known(code: string): LockLanguage | undefined {
  const wanted = code.toLowerCase();
  return LOCK_LANGUAGES.find((language) => language === wanted);
}

/** Parses a BCP 47 tag, or returns `undefined` if it is invalid. Replaces old codes: `iw` with `he`, `in` with `id`. */
function parseTag(tag: string): Intl.Locale | undefined {
  try {
    return new Intl.Locale(tag);
  } catch {
    // The caller continues with the next preferred language.
    return undefined;
  }
}

/** Loads the dictionary of a language. */
type DictionaryLoader = (language: LockLanguage) => Promise<unknown>;

const loadPackaged: DictionaryLoader = async (language) => {
  const { default: dictionaries } = await import('latchkey-assets/dictionaries');
  return (await dictionaries[language]?.())?.default;
};

/** Returns the packaged dictionary. Returns `null` for English, which is not packaged, or if the dictionary can't be loaded. */
async function loadDictionary(language: LockLanguage, load: DictionaryLoader): Promise<Dictionary | null> {
  if (language === 'en') return null;
  try {
    const dictionary = await load(language);
    return isDictionary(dictionary) ? dictionary : null;
  } catch {
    // The file is missing or damaged. The user can sign in with the English form.
    return null;
  }
}

function isDictionary(value: unknown): value is Dictionary {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return Object.values(value).every((entry) => typeof entry === 'string' || isDictionary(entry));
}

/** Sets the `lang` and `dir` attributes of `element`. */
export function markLanguage(element: HTMLElement | null, { tag, direction }: Translation): void {
  element?.setAttribute('lang', tag);
  element?.setAttribute('dir', direction);
}
