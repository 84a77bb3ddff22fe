import { QUICK_TIMEOUT } from '../../sdk/browser/optional-api.ts';
import { oneLine } from '../../sdk/tenant/foreign-text.ts';

/** A complete response, with any status. Times are Unix times in milliseconds. */
export interface TenantResponse {
  readonly kind: 'response';
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly sentAt: number;
  /** Milliseconds until the response headers arrived. */
  readonly took: number;
}

/** The result of one request. `code` is Node's error code, such as `ENOTFOUND`, or the error's name. */
export type RequestResult = TenantResponse | { readonly kind: 'failed'; readonly code: string };

/** Sends a request to the tenant and reads the response, without following redirects. Never rejects. */
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

/**
 * Returns a function that sends requests to `tenant`, an origin such as `https://example.eu.auth0.com`. Sends equal requests
 * once.
 */
export function tenantRequester(tenant: string, { fetch, now }: RequestDeps): SendRequest {
  const sent = new Map<string, Promise<RequestResult>>();
  const send: SendRequest = async (path, request) => {
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
      return { kind: 'response', status, headers, text: await response.text(), sentAt, took };
    } catch (error) {
      return { kind: 'failed', code: codeOf(error) };
    }
  };
  return (path, request) => {
    const key = JSON.stringify([path, request]);
    const result = sent.get(key) ?? send(path, request);
    sent.set(key, result);
    return result;
  };
}

/**
 * Returns the code of an error of Node's `fetch`, which is in `cause`, or the error's name, such as `TimeoutError`.
 * https://nodejs.org/api/errors.html#nodejs-error-codes
 */
function codeOf(error: unknown): string {
  const { name, cause } = Object(error);
  const { code } = Object(cause);
  return String(code ?? name ?? error);
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
export function sanitize(text: unknown): string {
  const line = oneLine(typeof text === 'string' ? text : '');
  return line.length > 200 ? `${line.slice(0, 200)}…` : line;
}
