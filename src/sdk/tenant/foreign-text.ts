/** Text from the tenant, or from anything else outside, before it stands in a sentence, a report or a terminal. */

/** Characters of a tenant's sentence that are shown. */
const MAX_LENGTH = 300;

/**
 * Returns the text on one line and without control, bidirectional or other invisible characters, so that it steers no
 * terminal and ends no Markdown block. The joiners that emoji and some scripts need stay.
 */
export function oneLine(text: string): string {
  return text.replace(/(?:(?![\u200c\u200d])[\p{Cc}\p{Cf}\s])+/gu, ' ').trim();
}

/**
 * Returns the tenant's words: on one line, at most 300 characters, and with `…` for each secret. Links, addresses and names
 * stay, and so does each of `known`, such as the client ID, which is public.
 */
export function withoutSecrets(words: unknown, known: readonly string[] = []): string {
  const line = oneLine(String(words));
  const text = SECRETS.reduce((rest, [pattern, replacement]) => rest.replace(pattern, replacement), line)
    // Base64 has "+", "/" and "="; base64url has "-" and "_".
    .replace(/[\w~+/=-]{24,}/g, (run) => (known.includes(run) || !looksRandom(run) ? run : '…'));
  return text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH)}…` : text;
}

/** Returns the tenant's words as `withoutSecrets` does, but without their full stop, to stand in a sentence of ours. */
export function asReason(words: unknown, known?: readonly string[]): string {
  return withoutSecrets(words, known).replace(/\.$/, '');
}

/** A JWT in either form (RFC 7519); a long hexadecimal number; a value by its name, in a link or after a colon if it has a digit. */
const SECRETS: readonly (readonly [RegExp, string])[] = [
  [/\beyJ[\w-]{8,}(?:\.[\w-]*)*/g, '…'],
  [/(?=[a-f]*\d)[0-9a-f]{28,}/gi, '…'],
  [
    /(\b(?:[\w-]*(?:token|ticket|secret|password|verifier|assertion)|code|nonce)["']?=["']?)[^\s&"'#,;<>]+/gi,
    '$1…',
  ],
  [
    /(\b(?:\w*(?:token|ticket|secret|password|verifier|assertion)|code|nonce)["']?:?\s+["']?|"\s*:\s*")(?=[\w~+/=-]*\d)[\w~+/=-]{12,}/gi,
    '$1…',
  ],
];

/** A user's ID in Auth0's databases, and a UUID (RFC 9562): they name something and open nothing. */
const PUBLIC_ID = /^(?:[0-9a-f]{24}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i;

/**
 * Returns whether a run of characters looks drawn at random. Pieces of Base64 (words, numbers) have two characters on
 * average, and words written together have four. Without capitals, letters and digits must take turns.
 */
function looksRandom(run: string): boolean {
  if (PUBLIC_ID.test(run)) return false;
  if (/[A-Z]/.test(run) && /[a-z]/.test(run)) {
    const pieces = run.match(/[A-Z]?[a-z]+|[A-Z]+|\d+/g) ?? [];
    return pieces.join('').length / pieces.length <= 3.5;
  }
  const turns = run.match(/[A-Za-z](?=\d)|\d(?=[A-Za-z])/g) ?? [];
  return turns.length / run.length >= 0.2;
}
