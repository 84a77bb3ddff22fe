import type { User } from './session.ts';

/** Graphemes of a name that are shown. */
const LONGEST = 80;
/** Code units of a name that are looked at: a single grapheme can have any number of combining marks. */
const LONGEST_READ = 1_000;

const INVISIBLE = /[\p{Bidi_Control}\p{Cs}\u00AD\u200B\u2060-\u2064\uFEFF]/gu;
const BLANK = /[\s\p{Cc}]+/gu;
/** A character that leaves something to see. */
const VISIBLE = /[^\s\p{Cc}\p{Cf}\p{Cs}\p{M}\p{Default_Ignorable_Code_Point}\u2800]/u;

const graphemes = /* @__PURE__ */ new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** Returns whether there is anything to see in a text. */
export function isVisible(text: string): boolean {
  return VISIBLE.test(text);
}

/**
 * Returns what to call a user: the name, else the email address, or `null` if neither has anything to see. Characters
 * that change the order of other text are removed, and a name of more than 80 graphemes is cut.
 */
export function displayName({ name, email }: Pick<User, 'name' | 'email'>): string | null {
  return displayText(name) ?? displayText(email);
}

/** Returns a text of a user's claims as it can be shown, or `null` if there is nothing to see. */
export function displayText(text: string | null): string | null {
  if (text === null || !isVisible(text)) return null;
  const clean = text.slice(0, LONGEST_READ).replace(BLANK, ' ').replace(INVISIBLE, '').trim();
  const shown = split(clean);
  return shown.length > LONGEST ? `${shown.slice(0, LONGEST).join('')}…` : clean;
}

/**
 * Returns up to two graphemes for a user without a picture: of the first and the last word of the name, or one of an
 * email address. Letters and emoji come first, digits if there is nothing else. Returns `''` if there is nothing at all.
 */
export function initials({ name, email }: Pick<User, 'name' | 'email'>): string {
  return initialsOf(displayText(name)) || initialsOf(displayText(email));
}

function initialsOf(text: string | null): string {
  if (text === null) return '';
  // Without remarks in brackets after the first word, and without the domain of an address.
  const own = text
    .replace(/(?<=\S)\s[([{（［【][^)\]}）］】]*[)\]}）］】]?/gu, '')
    .replace(/^(\S+)@\S+$/u, '$1');
  for (const wanted of [/[\p{L}\p{Extended_Pictographic}\p{RI}]/u, /\p{N}/u]) {
    const first = own
      .split(' ')
      .flatMap((word) => split(word).find((grapheme) => wanted.test(grapheme)) ?? []);
    if (first.length > 0) return [...first.slice(0, 1), ...first.slice(1).slice(-1)].map(capital).join('');
  }
  return '';
}

/** Georgian capitals are in few fonts and begin no names; `ß` would become two letters. */
function capital(grapheme: string): string {
  const upper = grapheme.toLocaleUpperCase();
  return split(upper).length > 1 || /\p{Script=Georgian}/u.test(grapheme) ? grapheme : upper;
}

function split(text: string): string[] {
  return Array.from(graphemes.segment(text), ({ segment }) => segment);
}

/** Right-to-left letters: those of Hebrew, Arabic and the scripts beside them. */
const RIGHT_TO_LEFT = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u;

/**
 * Returns a text for a sentence of the `direction` (`ltr` or `rtl`) so that neither changes the order of the other. Text
 * that is read from the left like its sentence stays as it is. https://www.unicode.org/reports/tr9/#Explicit_Directional_Isolates
 */
export function isolate(text: string, direction: string): string {
  return direction === 'ltr' && !RIGHT_TO_LEFT.test(text) ? text : `\u2068${text}\u2069`;
}
