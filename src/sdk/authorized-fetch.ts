import { LatchkeyError } from './errors.ts';

/** The signature of the browser's `fetch`. */
export type AuthorizedFetch = (input: RequestInfo | URL, init?: RequestInit) => Promise<Response>;

/** Dependencies of `createAuthorizedFetch`. */
export interface AuthorizedFetchDeps {
  /** The origins that may see the access token: `https://api.example.com`. */
  readonly origins: readonly string[];
  /** Returns a fresh access token. */
  readonly accessToken: () => Promise<string>;
  readonly fetch?: typeof globalThis.fetch;
}

/**
 * Returns a `fetch` that sends the access token (RFC 6750 section 2.1) to the listed origins and rejects with
 * `api-origin-not-listed` for others. It neither reads nor fills the browser's HTTP cache unless the caller sets `cache`. The
 * content security policy, which lists the same origins, blocks a redirect to another one. If it doesn't, as in a build for
 * no tenant, the browser removes the token first (https://fetch.spec.whatwg.org/#http-redirect-fetch), and the response is
 * not passed on. Rejects like `accessToken`, and like `fetch`.
 */
export function createAuthorizedFetch({
  origins,
  accessToken,
  fetch = globalThis.fetch.bind(globalThis),
}: AuthorizedFetchDeps): AuthorizedFetch {
  return async (input, init) => {
    // The browser's cache is shared by all users of this extension, so a response might be another user's.
    const asked = input instanceof Request && input.cache !== 'default' ? input.cache : 'no-store';
    const request = new Request(input, { ...init, cache: init?.cache ?? asked });
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
