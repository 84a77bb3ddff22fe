/** Sanitizes text from the tenant, or from another external source, for sentences, reports and terminals. */

/** Maximum length of the tenant's text in characters. */
const MAX_LENGTH = 300;

/**
 * Returns the text on one line, without control, bidirectional or other invisible characters. Keeps the joiners that emoji and
 * some scripts need.
 */
export function oneLine(text: string): string {
  return text.replace(/(?:(?![\u200c\u200d])[\p{Cc}\p{Cf}\s])+/gu, ' ').trim();
}

/**
 * Returns the tenant's text on one line, with at most 300 characters and with `…` instead of each secret. Keeps links, addresses
 * and names, and each value in `known`, such as the client ID, which is public.
 */
export function withoutSecrets(text: unknown, known: readonly string[] = []): string {
  const line = oneLine(String(text));
  const safe = SECRETS.reduce((part, [pattern, replacement]) => part.replace(pattern, replacement), line)
    // Base64 has "+", "/" and "="; base64url has "-" and "_".
    .replace(/[\w~+/=-]{24,}/g, (run) => (known.includes(run) || !looksRandom(run) ? run : '…'));
  return safe.length > MAX_LENGTH ? `${safe.slice(0, MAX_LENGTH)}…` : safe;
}

/** Returns the text as `withoutSecrets` does, without its final period, for use in a sentence. */
export function asReason(text: unknown, known?: readonly string[]): string {
  return withoutSecrets(text, known).replace(/\.$/, '');
}

/**
 * Patterns of secrets: a JWT; a long hexadecimal number; a value after its name, in a link, or after a colon if it has a digit.
 */
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

/** Public identifiers: a user ID in an Auth0 database, and a UUID (RFC 9562). */
const PUBLIC_ID = /^(?:[0-9a-f]{24}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i;

/**
 * Returns whether a run of characters looks random. Pieces (words, numbers) are shorter in Base64 than in concatenated words.
 * If upper or lower case is missing, the alternation of letters and digits decides.
 */
function looksRandom(run: string): boolean {
  if (PUBLIC_ID.test(run)) return false;
  if (/[A-Z]/.test(run) && /[a-z]/.test(run)) {
    const pieces = run.match(/[A-Z]?[a-z]+|[A-Z]+|\d+/g) ?? [];
    return pieces.join('').length / pieces.length <= 3.5;
  }
  const alternations = run.match(/[A-Za-z](?=\d)|\d(?=[A-Za-z])/g) ?? [];
  return alternations.length / run.length >= 0.2;
}
