import type { User } from './session.ts';

/** Maximum number of graphemes in a displayed text. */
const LONGEST = 80;
/** Maximum number of UTF-16 code units that are read: a grapheme can have any number of combining marks. */
const LONGEST_READ = 1_000;

const INVISIBLE = /[\p{Bidi_Control}\p{Cs}\u00AD\u200B\u2060-\u2064\uFEFF]/gu;
const BLANK = /[\s\p{Cc}]+/gu;
/** A visible character. */
const VISIBLE = /[^\s\p{Cc}\p{Cf}\p{Cs}\p{M}\p{Default_Ignorable_Code_Point}\u2800]/u;

const graphemes = /* @__PURE__ */ new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** Returns whether a text has a visible character. */
export function isVisible(text: string): boolean {
  return VISIBLE.test(text);
}

/**
 * Returns the user's name, else the email address, cleaned and cut for display, or `null` if neither has a visible character.
 */
export function displayName({ name, email }: Pick<User, 'name' | 'email'>): string | null {
  return displayText(name) ?? displayText(email);
}

/** Returns a text from the user's claims, cleaned and cut for display, or `null` if it has no visible character. */
export function displayText(text: string | null): string | null {
  if (text === null || !isVisible(text)) return null;
  const clean = text.slice(0, LONGEST_READ).replace(BLANK, ' ').replace(INVISIBLE, '').trim();
  const shown = split(clean);
  return shown.length > LONGEST ? `${shown.slice(0, LONGEST).join('')}…` : clean;
}

/**
 * Returns up to two graphemes, from the first and the last word of the name, else from the email address, or `''`. Prefers
 * letters and emoji to digits.
 */
export function initials({ name, email }: Pick<User, 'name' | 'email'>): string {
  return initialsOf(displayText(name)) || initialsOf(displayText(email));
}

function initialsOf(text: string | null): string {
  if (text === null) return '';
  // Removes remarks in brackets after the first word, and the domain of an email address.
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

/** Returns the uppercase grapheme. Keeps Georgian letters, whose capitals few fonts have, and `ß`, which becomes two letters. */
function capital(grapheme: string): string {
  const upper = grapheme.toLocaleUpperCase();
  return split(upper).length > 1 || /\p{Script=Georgian}/u.test(grapheme) ? grapheme : upper;
}

function split(text: string): string[] {
  return Array.from(graphemes.segment(text), ({ segment }) => segment);
}
