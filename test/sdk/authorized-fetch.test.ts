import { describe, expect, it, vi } from 'vitest';
import { type AuthorizedFetchDeps, createAuthorizedFetch } from '../../src/sdk/authorized-fetch.ts';
import { LatchkeyError } from '../../src/sdk/errors.ts';

const API = 'https://api.example';

/** An authorized fetch for one API, which answers, but for `changes`. `sent` is what went to the network. */
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

/** An answer that came from `url`, after redirects. */
function answerFrom(url: string): Response {
  return Object.defineProperty(new Response(), 'url', { value: url });
}

describe('authorizedFetch', () => {
  it('sends the access token in the header only', async () => {
    const { authorizedFetch, sent } = authorized();
    await authorizedFetch(`${API}/notes`);
    expect(sent[0]?.headers.get('authorization')).toBe('Bearer access-token');
    expect(sent[0]?.url).toBe('https://api.example/notes');
  });

  it.each<[string, RequestInfo | URL]>([
    ['a text', `${API}/notes?of=me`],
    ['a URL', new URL(`${API}/notes?of=me`)],
    ['a request', new Request(`${API}/notes?of=me`)],
  ])('accepts an address as %s', async (_name, input) => {
    const { authorizedFetch, sent } = authorized();
    await authorizedFetch(input);
    expect(sent[0]?.url).toBe('https://api.example/notes?of=me');
  });

  it('leaves method, body and headers unchanged', async () => {
    const { authorizedFetch, sent } = authorized();
    const headers = { 'content-type': 'application/json', 'x-trace': '7' };
    await authorizedFetch(`${API}/notes`, { method: 'PUT', body: '{}', headers });
    expect(sent[0]?.method).toBe('PUT');
    await expect(sent[0]?.text()).resolves.toBe('{}');
    expect(Object.fromEntries(sent[0]?.headers ?? [])).toMatchObject(headers);
  });

  it('replaces another authorization', async () => {
    const { authorizedFetch, sent } = authorized();
    await authorizedFetch(`${API}/notes`, { headers: { Authorization: 'Bearer other' } });
    expect(sent[0]?.headers.get('authorization')).toBe('Bearer access-token');
  });

  it.each<[string, RequestInfo, RequestInit | undefined, RequestCache]>([
    ['no-store by default, since another user might have signed in', API, undefined, 'no-store'],
    ['no-store for a request without one', new Request(API), { method: 'GET' }, 'no-store'],
    ['what the caller sets', API, { cache: 'force-cache' }, 'force-cache'],
    ['the default if the caller sets that', API, { cache: 'default' }, 'default'],
    ['what a request sets', new Request(API, { cache: 'reload' }), undefined, 'reload'],
    [
      'what the caller sets beside a request',
      new Request(API, { cache: 'reload' }),
      { cache: 'no-cache' },
      'no-cache',
    ],
  ])('has the cache mode %s', async (_name, input, init, expected) => {
    const { authorizedFetch, sent } = authorized();
    await authorizedFetch(input, init);
    expect(sent[0]?.cache).toBe(expected);
  });

  it('requests a token for each call, since the last one may have expired', async () => {
    const { authorizedFetch, accessToken } = authorized();
    await authorizedFetch(`${API}/notes`);
    await authorizedFetch(`${API}/notes`);
    expect(accessToken).toHaveBeenCalledTimes(2);
  });

  it("calls the browser's fetch with the receiver that it requires", async () => {
    const own = vi.fn(function (this: unknown) {
      return Promise.resolve(new Response(this === globalThis ? 'bound' : 'illegal invocation'));
    });
    vi.stubGlobal('fetch', own);
    const authorizedFetch = createAuthorizedFetch({
      origins: [API],
      accessToken: async () => 'access-token',
    });
    await expect((await authorizedFetch(API)).text()).resolves.toBe('bound');
  });
});

describe('an origin that is not listed', () => {
  it.each([
    ['of another host', 'https://elsewhere.example/'],
    ['of a host below', 'https://evil.api.example/'],
    ['on plain http', 'http://api.example/'],
    ['at another port', 'https://api.example:8443/'],
    ['of no host', 'data:text/plain,api.example'],
  ])('receives no request: %s', async (_name, url) => {
    const { authorizedFetch, sent } = authorized();
    await expect(authorizedFetch(url)).rejects.toMatchObject({ code: 'api-origin-not-listed' });
    expect(sent).toEqual([]);
  });

  it('receives no request, and no token is renewed for it', async () => {
    const { authorizedFetch, accessToken } = authorized();
    await expect(authorizedFetch('https://elsewhere.example/')).rejects.toThrow();
    expect(accessToken).not.toHaveBeenCalled();
  });

  it('is named in the error, without the path', async () => {
    const failing = authorized().authorizedFetch('https://elsewhere.example/path?secret=1');
    const data = { origin: 'https://elsewhere.example' };
    await expect(failing).rejects.toMatchObject({ code: 'api-origin-not-listed', data });
  });

  it('sends no readable response after a redirect', async () => {
    const { authorizedFetch } = authorized({ fetch: async () => answerFrom('https://elsewhere.example/') });
    await expect(authorizedFetch(API)).rejects.toMatchObject({ code: 'api-origin-not-listed' });
  });
});

describe('an origin that is listed', () => {
  it('is one of several', async () => {
    const { authorizedFetch, sent } = authorized({ origins: [API, 'https://files.example:8443'] });
    await authorizedFetch('https://files.example:8443/a');
    expect(sent).toHaveLength(1);
  });

  it('can redirect to another page of its own', async () => {
    const { authorizedFetch } = authorized({ fetch: async () => answerFrom(`${API}/elsewhere`) });
    await expect(authorizedFetch(API)).resolves.toBeInstanceOf(Response);
  });
});

describe('a failure', () => {
  it('to get a token rejects with its error, without a request to the API', async () => {
    const why = new LatchkeyError('session-ended', { reason: 'ended' });
    const { authorizedFetch, sent } = authorized({ accessToken: () => Promise.reject(why) });
    await expect(authorizedFetch(API)).rejects.toBe(why);
    expect(sent).toEqual([]);
  });
});
