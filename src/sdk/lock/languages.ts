/** The languages that Lock has a dictionary of, by Lock's own codes. Each but `en` is a module of its own. */
export const LOCK_LANGUAGES = [
  ...(['af', 'ar', 'az', 'bg', 'ca', 'cs', 'da', 'de', 'el', 'en', 'es', 'et', 'fa', 'fi', 'fr'] as const),
  ...(['he', 'hr', 'hu', 'id', 'it', 'ja', 'ko', 'lt', 'lv', 'ms', 'nb', 'nl', 'nn', 'no', 'pl'] as const),
  ...(['pt', 'pt-br', 'ro', 'ru', 'sk', 'sl', 'sr', 'sv', 'tr', 'ua', 'uk', 'vi', 'zh', 'zh-tw'] as const),
] as const;

export type LockLanguage = (typeof LOCK_LANGUAGES)[number];

/** Texts, and groups of them, by name. */
export interface Dictionary {
  readonly [name: string]: string | Dictionary;
}

/** What Lock needs to speak a language. */
export interface Translation {
  /** The language as `lang` wants it: BCP 47, in small letters. */
  readonly tag: string;
  readonly direction: 'ltr' | 'rtl';
  /** `null` where it is English, which Lock has already. */
  readonly dictionary: Dictionary | null;
}

/** Where Lock's code is not the BCP 47 tag of what its dictionary is written in: Latin Serbian, Ukrainian. */
const TAGS: Partial<Record<LockLanguage, string>> = { sr: 'sr-latn', ua: 'uk' };

const RIGHT_TO_LEFT: ReadonlySet<LockLanguage> = new Set(['ar', 'fa', 'he']);

const ENGLISH: Translation = { tag: 'en', direction: 'ltr', dictionary: null };

/**
 * Returns Lock's texts in the first preferred language that it has. Never rejects: if the dictionary can't be loaded, the
 * form is in English.
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
 * Returns the dictionary with isolates around names, addresses and phone numbers, which are put into its sentences: a phone
 * number would be shown with its parts in another order. Lock shows the sentences about codes as text, so without `<br/>`.
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

/** The first of `preferred`, BCP 47 tags, that Lock can speak; English if it can none. */
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
  // The script decides, which a region implies: Hong Kong uses the same as Taiwan.
  if (locale.language === 'zh') return locale.maximize().script === 'Hant' ? 'zh-tw' : 'zh';
  return known(`${locale.language}-${locale.region ?? ''}`) ?? known(locale.language);
}

function known(code: string): LockLanguage | undefined {
  const wanted = code.toLowerCase();
  return LOCK_LANGUAGES.find((language) => language === wanted);
}

/** Parses a tag. Old codes are replaced: `iw` by `he`, `in` by `id`. */
function parseTag(tag: string): Intl.Locale | undefined {
  try {
    return new Intl.Locale(tag);
  } catch {
    // Not a language tag: the next preferred language applies.
    return undefined;
  }
}

/** Loads a dictionary by Lock's code of its language. */
type DictionaryLoader = (language: LockLanguage) => Promise<unknown>;

const loadPackaged: DictionaryLoader = async (language) => {
  const { default: dictionaries } = await import('latchkey-assets/dictionaries');
  return (await dictionaries[language]?.())?.default;
};

/** Returns the packaged dictionary, or `null` for English, which is not packaged, and if it cannot be loaded. */
async function loadDictionary(language: LockLanguage, load: DictionaryLoader): Promise<Dictionary | null> {
  if (language === 'en') return null;
  try {
    const dictionary = await load(language);
    return isDictionary(dictionary) ? dictionary : null;
  } catch {
    // The package lacks the file or has a damaged one. The user gets the form in English and can sign in.
    return null;
  }
}

function isDictionary(value: unknown): value is Dictionary {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return Object.values(value).every((entry) => typeof entry === 'string' || isDictionary(entry));
}

/** Says to the browser in which language `element` is, and from which side it is read. */
export function markLanguage(element: HTMLElement | null, { tag, direction }: Translation): void {
  element?.setAttribute('lang', tag);
  element?.setAttribute('dir', direction);
}
