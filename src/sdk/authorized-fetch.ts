import { LatchkeyError } from './errors.ts';

/** The signature of the browser's `fetch`. */
export type AuthorizedFetch = (input: RequestInfo | URL, init?: RequestInit) => Promise<Response>;

/** Dependencies of `createAuthorizedFetch`. */
export interface AuthorizedFetchDeps {
  /** Origins that receive the access token: `https://api.example.com`. */
  readonly origins: readonly string[];
  /** Returns a fresh access token. */
  readonly accessToken: () => Promise<string>;
  readonly fetch?: typeof globalThis.fetch;
}

/**
 * Returns a `fetch` that sends the access token (RFC 6750 section 2.1) to the listed origins and rejects with
 * `api-origin-not-listed` for others. Does not use the browser's HTTP cache unless the caller sets `cache`. The content
 * security policy lists the same origins and blocks redirects to others. If it allows them, as in a configurable build, the
 * browser removes the token from the redirected request (https://fetch.spec.whatwg.org/#http-redirect-fetch), and the
 * response is discarded with `api-origin-not-listed`. Also rejects if `accessToken` or `fetch` rejects.
 */
export function createAuthorizedFetch({
  origins,
  accessToken,
  fetch = globalThis.fetch.bind(globalThis),
}: AuthorizedFetchDeps): AuthorizedFetch {
  return async (input, init) => {
    // All users of this extension share the browser's cache, so a cached response might belong to another user.
    const ownCache = input instanceof Request && input.cache !== 'default' ? input.cache : 'no-store';
    const request = new Request(input, { ...init, cache: init?.cache ?? ownCache });
    expectListed(request.url, origins);
    request.headers.set('authorization', `Bearer ${await accessToken()}`);
    const response = await fetch(request);
    if (response.url !== '') expectListed(response.url, origins);
    return response;
  };
}

function expectListed(url: string, origins: readonly string[]): void {
  const { origin } = new URL(url);
  if (origins.includes(origin)) return;
  throw new LatchkeyError('api-origin-not-listed', { origin });
}
