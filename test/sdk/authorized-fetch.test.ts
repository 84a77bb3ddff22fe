import { describe, expect, it, vi } from 'vitest';
import { type AuthorizedFetchDeps, createAuthorizedFetch } from '../../src/sdk/authorized-fetch.ts';
import { LatchkeyError } from '../../src/sdk/errors.ts';

const API = 'https://api.example';

/** An authorized fetch for one API. `sent` has the requests that it received. */
function authorized(changes: Partial<AuthorizedFetchDeps> = {}) {
  const sent: Request[] = [];
  const accessToken = vi.fn(async () => 'access-token');
  const fetch: typeof globalThis.fetch = async (request) => {
    if (request instanceof Request) sent.push(request);
    return new Response('answer');
  };
  const authorizedFetch = createAuthorizedFetch({ origins: [API], accessToken, fetch, ...changes });
  return { authorizedFetch, sent, accessToken };
}

/** Returns a response from `url` after redirects. */
function responseFrom(url: string): Response {
  return Object.defineProperty(new Response(), 'url', { value: url });
}

const NOT_LISTED = { code: 'api-origin-not-listed', data: { origin: 'https://elsewhere.example' } };

describe('createAuthorizedFetch', () => {
  it.each<[string, RequestInfo | URL]>([
    ['a string', `${API}/notes?of=me`],
    ['a URL', new URL(`${API}/notes?of=me`)],
    ['a request', new Request(`${API}/notes?of=me`)],
  ])('sends the access token in its header when the input is %s', async (_name, input) => {
    const { authorizedFetch, sent } = authorized();
    await authorizedFetch(input);
    expect(sent[0]?.url).toBe('https://api.example/notes?of=me');
    expect(sent[0]?.headers.get('authorization')).toBe('Bearer access-token');
  });

  it('keeps method, body and headers, and replaces another authorization', async () => {
    const { authorizedFetch, sent } = authorized();
    const headers = { 'content-type': 'application/json', authorization: 'Bearer other' };
    await authorizedFetch(`${API}/notes`, { method: 'PUT', body: '{}', headers });
    expect(sent[0]?.method).toBe('PUT');
    await expect(sent[0]?.text()).resolves.toBe('{}');
    expect(Object.fromEntries(sent[0]?.headers ?? [])).toEqual({
      ...headers,
      authorization: 'Bearer access-token',
    });
  });

  it.each<[string, RequestInfo, RequestInit | undefined, RequestCache]>([
    ['no-store by default, because another user might have signed in since', API, undefined, 'no-store'],
    ['no-store for a request without a mode', new Request(API), { method: 'GET' }, 'no-store'],
    ["the caller's", API, { cache: 'default' }, 'default'],
    ["the request's", new Request(API, { cache: 'reload' }), undefined, 'reload'],
    [
      "the caller's before the request's",
      new Request(API, { cache: 'reload' }),
      { cache: 'no-cache' },
      'no-cache',
    ],
  ])('uses the cache mode: %s', async (_name, input, init, expected) => {
    const { authorizedFetch, sent } = authorized();
    await authorizedFetch(input, init);
    expect(sent[0]?.cache).toBe(expected);
  });

  it("calls the browser's fetch with globalThis, which it requires", async () => {
    vi.stubGlobal('fetch', function (this: unknown) {
      return Promise.resolve(new Response(this === globalThis ? 'bound' : 'illegal invocation'));
    });
    const authorizedFetch = createAuthorizedFetch({ origins: [API], accessToken: async () => 'token' });
    await expect((await authorizedFetch(API)).text()).resolves.toBe('bound');
  });

  it.each([
    ['another host', 'https://elsewhere.example/'],
    ['a subdomain', 'https://evil.api.example/'],
    ['plain HTTP', 'http://api.example/'],
    ['another port', 'https://api.example:8443/'],
    ['no host', 'data:text/plain,api.example'],
  ])('rejects without a request and without a token when the URL has %s', async (_name, url) => {
    const { authorizedFetch, accessToken, sent } = authorized();
    await expect(authorizedFetch(url)).rejects.toMatchObject({ code: NOT_LISTED.code });
    expect(sent).toEqual([]);
    expect(accessToken).not.toHaveBeenCalled();
  });

  it('names the origin without the path when it rejects', async () => {
    const rejected = authorized().authorizedFetch('https://elsewhere.example/path?secret=1');
    await expect(rejected).rejects.toMatchObject(NOT_LISTED);
  });

  it('rejects when a redirect led to another origin', async () => {
    const redirected = authorized({ fetch: async () => responseFrom('https://elsewhere.example/') });
    await expect(redirected.authorizedFetch(API)).rejects.toMatchObject(NOT_LISTED);
  });

  it('accepts each listed origin, and redirects within it', async () => {
    const origins = [API, 'https://files.example:8443'];
    const { authorizedFetch } = authorized({ origins, fetch: async () => responseFrom(`${API}/elsewhere`) });
    await expect(authorizedFetch('https://files.example:8443/a')).resolves.toBeInstanceOf(Response);
  });

  it('rejects without a request when no token can be returned', async () => {
    const error = new LatchkeyError('session-ended', { reason: 'ended' });
    const { authorizedFetch, sent } = authorized({ accessToken: () => Promise.reject(error) });
    await expect(authorizedFetch(API)).rejects.toBe(error);
    expect(sent).toEqual([]);
  });
});
