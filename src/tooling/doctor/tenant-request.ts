import { oneLine } from '../../sdk/tenant/foreign-text.ts';
import { readText } from '../../sdk/tenant/read-text.ts';
import { QUICK_TIMEOUT } from '../../sdk/tenant/timeouts.ts';

/** Characters of an answer that are read; no honest one comes near. */
const LONGEST = 2_000_000;

/** Why there is no response. */
export type NetworkFailure =
  /** No such name in the domain name system, or no server of it. */
  | 'name-unknown'
  /** The name system itself, or every way out, is away. */
  | 'no-network'
  /** The computer is there and nothing listens. */
  | 'refused'
  /** Who answered could not show that it is who it should be. */
  | 'certificate'
  | 'late'
  | 'broken-off';

/** The result of one request. Times are Unix times in milliseconds. */
export type RequestResult =
  | {
      readonly kind: 'response';
      readonly status: number;
      readonly headers: Headers;
      readonly text: string;
      readonly sentAt: number;
      /** Milliseconds until its head was there. */
      readonly took: number;
    }
  | { readonly kind: 'failed'; readonly failure: NetworkFailure };

/** A complete response, whatever its status. */
export type TenantResponse = Extract<RequestResult, { kind: 'response' }>;

/** Sends one request to the tenant and reads the response, without following redirects. Never rejects. */
export type SendRequest = (
  path: string,
  request?: Pick<RequestInit, 'method' | 'headers' | 'body'>,
) => Promise<RequestResult>;

/** Dependencies of `tenantRequester`. */
export interface RequestDeps {
  readonly fetch: typeof globalThis.fetch;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Returns a function that sends requests to `tenant`, an origin: `https://example.eu.auth0.com`. */
export function tenantRequester(tenant: string, { fetch, now }: RequestDeps): SendRequest {
  return async (path, request) => {
    const sentAt = now();
    try {
      const response = await fetch(`${tenant}${path}`, {
        ...request,
        redirect: 'manual',
        cache: 'no-store',
        signal: AbortSignal.timeout(QUICK_TIMEOUT),
      });
      const took = now() - sentAt;
      const { status, headers } = response;
      return { kind: 'response', status, headers, text: await readText(response, LONGEST), sentAt, took };
    } catch (error) {
      return { kind: 'failed', failure: failureOf(error) };
    }
  };
}

const FAILURES: readonly (readonly [RegExp, NetworkFailure])[] = [
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
export function failureOf(error: unknown): NetworkFailure {
  if (error instanceof Error && error.name === 'TimeoutError') return 'late';
  for (const code of codesOf(error, 4)) {
    const known = FAILURES.find(([pattern]) => pattern.test(code));
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

/** Returns the fields of a text that is a JSON object, or `null`. */
export function jsonOf(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
  } catch {
    // Not JSON; the caller reports it.
    return null;
  }
}

/** Returns the tenant's words on one line of at most 200 characters, or an empty string if they are no text. */
export function plain(words: unknown): string {
  const line = oneLine(typeof words === 'string' ? words : '');
  return line.length > 200 ? `${line.slice(0, 200)}…` : line;
}
