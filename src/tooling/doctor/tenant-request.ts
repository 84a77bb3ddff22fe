import { oneLine } from '../../sdk/tenant/foreign-text.ts';
import { readText } from '../../sdk/tenant/read-text.ts';
import { QUICK_TIMEOUT } from '../../sdk/tenant/timeouts.ts';

/** Maximum length of a response in characters. Responses of Auth0 are far shorter. */
const LONGEST = 2_000_000;

/** Why there is no response. */
export type NetworkFailure =
  /** DNS has no record of the host. */
  | 'name-unknown'
  /** DNS itself, or the network, doesn't work. */
  | 'no-network'
  /** The computer refused the connection: no program listens on the port. */
  | 'refused'
  /** TLS failed: the server's certificate isn't valid or isn't trusted. */
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
      /** Milliseconds until the response headers arrived. */
      readonly took: number;
    }
  | { readonly kind: 'failed'; readonly failure: NetworkFailure };

/** A complete response, with any status. */
export type TenantResponse = Extract<RequestResult, { kind: 'response' }>;

/** Sends one request to the tenant and reads the response, without following redirects. Never rejects. */
export type SendRequest = (
  path: string,
  request?: Pick<RequestInit, 'method' | 'headers' | 'body'>,
) => Promise<RequestResult>;

/** Dependencies of `tenantRequester`. */
export interface RequestDeps {
  readonly fetch: typeof globalThis.fetch;
  /** Unix time in milliseconds. */
  readonly now: () => number;
}

/** Returns a function that sends requests to `tenant`, an origin such as `https://example.eu.auth0.com`. */
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
 * Returns the reason for an error of Node's `fetch`, whose message is only "fetch failed". The error code is in `cause`, or
 * in the `errors` of `cause` if several addresses failed. https://nodejs.org/api/errors.html#nodejs-error-codes
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

/** Returns the object that a JSON text contains, or `null` if it contains none. */
export function jsonOf(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
  } catch {
    // Not JSON. The caller reports it.
    return null;
  }
}

/**
 * Sanitizes text from the tenant for the terminal: one line, cut off after 200 characters. Returns an empty string if it
 * isn't a string.
 */
export function plain(words: unknown): string {
  const line = oneLine(typeof words === 'string' ? words : '');
  return line.length > 200 ? `${line.slice(0, 200)}…` : line;
}
