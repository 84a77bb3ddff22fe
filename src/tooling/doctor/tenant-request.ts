import { oneLine } from '../../sdk/tenant/foreign-text.ts';
import { readText } from '../../sdk/tenant/read-text.ts';

/** Milliseconds that the whole of an answer may take. */
const TIMEOUT = 10_000;

/** Characters of an answer that are read; no honest one comes near. */
const LONGEST = 2_000_000;

/** Why there is no answer, as far as a program can tell. */
export type Trouble =
  /** No such name in the domain name system, or nobody there to ask. */
  | 'name-unknown'
  /** The name system itself, or every way out, is away. */
  | 'no-network'
  /** The computer is there and nothing listens. */
  | 'refused'
  /** Who answered could not show that it is who it should be. */
  | 'certificate'
  | 'late'
  | 'broken-off';

/** What became of one request. Moments in milliseconds since 1970. */
export type Answer =
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly headers: Headers;
      readonly text: string;
      readonly sentAt: number;
      /** Milliseconds until its head was there. */
      readonly took: number;
    }
  | { readonly kind: 'unanswered'; readonly trouble: Trouble };

/** An answer that came, whatever it says. */
export type Answered = Extract<Answer, { kind: 'answered' }>;

/** Sends one request to the tenant and reads the answer, without following it elsewhere. Never rejects. */
export type Ask = (
  path: string,
  request?: Pick<RequestInit, 'method' | 'headers' | 'body'>,
) => Promise<Answer>;

/** What asking works with. */
export interface AskTools {
  readonly fetch: typeof globalThis.fetch;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Asks `tenant`, an origin: `https://example.eu.auth0.com`. */
export function askTenant(tenant: string, { fetch, now }: AskTools): Ask {
  return async (path, request) => {
    const sentAt = now();
    try {
      const response = await fetch(`${tenant}${path}`, {
        ...request,
        redirect: 'manual',
        cache: 'no-store',
        signal: AbortSignal.timeout(TIMEOUT),
      });
      const took = now() - sentAt;
      const { status, headers } = response;
      return { kind: 'answered', status, headers, text: await readText(response, LONGEST), sentAt, took };
    } catch (error) {
      return { kind: 'unanswered', trouble: troubleOf(error) };
    }
  };
}

const TROUBLES: readonly (readonly [RegExp, Trouble])[] = [
  [/^ENOTFOUND$/, 'name-unknown'],
  [/^(EAI_AGAIN|ENETUNREACH|ENETDOWN|EHOSTUNREACH|EADDRNOTAVAIL)$/, 'no-network'],
  [/^ECONNREFUSED$/, 'refused'],
  [/CERT|^ERR_(TLS|SSL)_|^UNABLE_TO_|^EPROTO$/, 'certificate'],
  [/^(UND_ERR_(CONNECT|HEADERS|BODY)_TIMEOUT|ETIMEDOUT)$/, 'late'],
];

/**
 * Node's `fetch` says "fetch failed" and keeps the reason on `cause`, where it tried several addresses on that one's
 * `errors`. https://nodejs.org/api/errors.html#nodejs-error-codes
 */
export function troubleOf(error: unknown): Trouble {
  if (error instanceof Error && error.name === 'TimeoutError') return 'late';
  for (const code of codesOf(error, 4)) {
    const known = TROUBLES.find(([pattern]) => pattern.test(code));
    if (known !== undefined) return known[1];
  }
  return 'broken-off';
}

function codesOf(error: unknown, depth: number): string[] {
  if (!(error instanceof Error) || depth === 0) return [];
  const own = 'code' in error && typeof error.code === 'string' ? [error.code] : [];
  const inner = error instanceof AggregateError ? error.errors : [];
  return [...own, ...[error.cause, ...inner].flatMap((one: unknown) => codesOf(one, depth - 1))];
}

/** The fields of an answer that is a JSON object; `null` for anything else. */
export function jsonOf({ text }: Answered): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
  } catch {
    // Somebody else's words; whoever asked says so.
    return null;
  }
}

/** Returns the tenant's words on one line of at most 200 characters, or an empty string if they are no text. */
export function plain(words: unknown): string {
  const line = oneLine(typeof words === 'string' ? words : '');
  return line.length > 200 ? `${line.slice(0, 200)}…` : line;
}
