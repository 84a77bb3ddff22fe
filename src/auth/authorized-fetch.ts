import { LatchkeyError } from '../errors.ts';
import { translate } from '../i18n/translate.ts';

/** As the browser's own `fetch`. */
export type AuthorizedFetch = (input: RequestInfo | URL, init?: RequestInit) => Promise<Response>;

/** What an authorized fetch works with. */
export interface AuthorizedFetchTools {
  /** The origins that may see the access token: `https://api.example.com`. */
  readonly origins: readonly string[];
  /** An access token that is good for a while yet. */
  readonly accessToken: () => Promise<string>;
  readonly fetch?: typeof globalThis.fetch;
}

/**
 * Makes a `fetch` that sends the access token along (RFC 6750 section 2.1) to the listed origins, and reaches no
 * others: rejects with `api-origin-not-listed`. A redirect to another origin is refused by the content security
 * policy, which lists the same origins; where that lets it pass, as in a build for no tenant, the browser has taken the token
 * off before (https://fetch.spec.whatwg.org/#http-redirect-fetch), and nobody gets the answer. Rejects like `accessToken`, and like `fetch`.
 */
export function createAuthorizedFetch({
  origins,
  accessToken,
  fetch = globalThis.fetch.bind(globalThis),
}: AuthorizedFetchTools): AuthorizedFetch {
  return async (input, init) => {
    const request = new Request(input, init);
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
  throw new LatchkeyError('api-origin-not-listed', translate('apiOriginNotListed', { origin }));
}
