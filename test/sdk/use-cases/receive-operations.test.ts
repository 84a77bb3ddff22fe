import { beforeEach, describe, expect, it, vi } from 'vitest';
import { keepWorkerAlive } from '../../../src/sdk/browser/keep-worker-alive.ts';
import { LatchkeyError } from '../../../src/sdk/errors.ts';
import { type Operation, type OperationAnswer, VERSION } from '../../../src/sdk/operation.ts';
import { receiveOperations } from '../../../src/sdk/use-cases/receive-operations.ts';
import { fakeBrowser, resetFakeBrowser } from '../../support/unit/fake-browser.ts';

const PAGE = 'https://page.example';

/** Operations for content scripts of one page. */
const OPERATIONS: Record<string, Operation> = {
  'list-notes': { pages: [PAGE], request: () => ({ url: 'https://api.example/notes' }) },
  'add-note': {
    pages: [PAGE, 'https://other.example'],
    request(input) {
      if (typeof input !== 'string') throw new TypeError('A note is a text.');
      return { url: 'https://api.example/notes', method: 'POST', body: { text: input } };
    },
    answer: (body) => (Array.isArray(body) ? body.length : null),
  },
  broken: {
    pages: [PAGE],
    request() {
      throw new Error('secret-inside');
    },
  },
};

type Sender = Parameters<typeof fakeBrowser.runtime.deliver>[1] & { readonly origin?: string };

const { id } = fakeBrowser.runtime;
/** A content script in the top frame of a tab that shows the page. */
const CONTENT_SCRIPT = { id, url: `${PAGE}/path?query`, tab: { id: 7 } as never, frameId: 0 };

beforeEach(resetFakeBrowser);

/** Starts a background whose API responds like this. `request` sends the message of a content script. */
function start(
  respond: () => Promise<Response> = async () => Response.json(['a note']),
  operations = OPERATIONS,
) {
  const authorizedFetch = vi.fn((_input: RequestInfo | URL, _init?: RequestInit) => respond());
  receiveOperations(operations, { fetch: authorizedFetch, run: keepWorkerAlive });
  const request = (name: unknown, input: unknown = null, sender: Sender = CONTENT_SCRIPT) =>
    fakeBrowser.runtime.deliver({ type: 'latchkey.operation', name, input }, sender);
  return { request, authorizedFetch };
}

const answered = (answer: OperationAnswer) => ({ type: 'answer', answer });
const refused = (message: unknown) => ({ type: 'refused', message });
const FORBIDDEN = refused('The operation is not available to this page.');
const FAILED = refused('The operation failed in the extension. See its console.');

describe('an operation for a listed page', () => {
  it.each<[string, string, unknown, object, unknown]>([
    // The input can change neither the URL nor the method.
    [
      'without a body',
      'list-notes',
      { url: 'https://elsewhere.example/', method: 'DELETE' },
      { method: 'GET' },
      ['a note'],
    ],
    [
      'with a JSON body, and returns the part that `answer` selects',
      'add-note',
      'Buy milk',
      { method: 'POST', body: '{"text":"Buy milk"}', headers: { 'content-type': 'application/json' } },
      1,
    ],
  ])('sends the request that it defines: %s', async (_name, name, input, init, body) => {
    const { request, authorizedFetch } = start();
    await expect(request(name, input)).resolves.toEqual(answered({ status: 200, body }));
    expect(authorizedFetch).toHaveBeenCalledExactlyOnceWith('https://api.example/notes', {
      credentials: 'omit',
      ...init,
    });
  });

  it('runs when the browser also reports the origin of the page', async () => {
    const sender: Sender = { ...CONTENT_SCRIPT, origin: PAGE };
    await expect(start().request('list-notes', null, sender)).resolves.toMatchObject({ type: 'answer' });
  });

  it.each([
    ['an error', () => Response.json({ error: 'no' }, { status: 403 }), 403, { error: 'no' }],
    ['HTML', () => new Response('<h1>502</h1>', { status: 502 }), 502, null],
    ['nothing', () => new Response(null, { status: 204 }), 204, null],
  ])('returns status and JSON when the API sends %s', async (_name, response, status, body) => {
    const { request } = start(async () => response());
    await expect(request('list-notes')).resolves.toEqual(answered({ status, body }));
  });
});

describe('an operation is refused', () => {
  it.each(['delete-notes', 'toString'])('when its name is unknown: %s', async (name) => {
    const { request, authorizedFetch } = start();
    await expect(request(name)).resolves.toEqual(FORBIDDEN);
    expect(authorizedFetch).not.toHaveBeenCalled();
  });

  it.each<[string, Partial<Record<keyof Sender, unknown>>]>([
    ['on another page', { url: 'https://elsewhere.example/' }],
    ['on a page whose path contains the listed one', { url: `https://elsewhere.example/${PAGE}` }],
    ['on a page whose user name is the listed one', { url: 'https://page.example@elsewhere.example/' }],
    ['on the page over plain HTTP', { url: 'http://page.example/' }],
    ['on the page at another port', { url: 'https://page.example:8443/' }],
    ['on a subdomain of the page', { url: 'https://evil.page.example/' }],
    ['in a frame of the page', { frameId: 3 }],
    ['in a sandboxed document of the page, whose origin is opaque', { origin: 'null' }],
    ['in no tab', { tab: undefined }],
    ['without a URL', { url: undefined }],
    ['without a frame', { frameId: undefined }],
    ['in a page of the extension', { url: fakeBrowser.runtime.getURL('popup.html') }],
  ])('when the sender runs %s', async (_name, changes) => {
    const { request, authorizedFetch } = start();
    const sender = { ...CONTENT_SCRIPT, ...changes } as Sender;
    await expect(request('list-notes', null, sender)).resolves.toEqual(FORBIDDEN);
    expect(authorizedFetch).not.toHaveBeenCalled();
  });

  it.each([
    ['add-note', 'A note is a text.'],
    ['broken', 'The input is not what the operation takes.'],
  ])('when the input is invalid, with the message of a TypeError only: %s', async (name, message) => {
    const { request, authorizedFetch } = start();
    await expect(request(name, { text: 7 })).resolves.toEqual(refused(message));
    expect(authorizedFetch).not.toHaveBeenCalled();
  });

  it('when the sender has another version of the SDK', async () => {
    const message = { type: 'latchkey.operation', name: 'list-notes', input: null, version: '0.0.1' };
    start();
    await expect(fakeBrowser.runtime.deliver(message, CONTENT_SCRIPT)).resolves.toEqual(
      refused(expect.stringContaining(`the background has ${VERSION}, the sender 0.0.1`)),
    );
  });

  it('when no user is signed in, without the cause', async () => {
    const error = new LatchkeyError('signed-out', {}, { cause: new Error('secret-cause') });
    const { request } = start(() => Promise.reject(error));
    await expect(request('list-notes')).resolves.toEqual(refused(error.message));
  });

  it('when the API is unreachable, with details in the console only', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => {});
    const { request } = start(() => Promise.reject(new TypeError('secret-address could not be fetched')));
    await expect(request('list-notes')).resolves.toEqual(FAILED);
    expect(log).toHaveBeenCalledTimes(1);
  });

  it('when `answer` throws, with details in the console only', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    const answer = () => {
      throw new TypeError('secret-body');
    };
    const { request } = start(undefined, {
      odd: { pages: [PAGE], request: () => ({ url: 'https://api.example/' }), answer },
    });
    await expect(request('odd')).resolves.toEqual(FAILED);
  });
});

describe('a message is left to other listeners', () => {
  it.each<[string, Sender]>([
    ['from another extension', { ...CONTENT_SCRIPT, id: 'other' }],
    ['from a sender without an ID', { url: `${PAGE}/` }],
  ])('%s', async (_name, sender) => {
    const { request, authorizedFetch } = start();
    await expect(request('list-notes', null, sender)).resolves.toBeUndefined();
    expect(authorizedFetch).not.toHaveBeenCalled();
  });

  it.each([
    [null],
    ['latchkey.operation'],
    [{ type: 'sign-out' }],
    [{ type: 'latchkey.operation', name: 7 }],
    [{ type: ['latchkey.operation'], name: 'list-notes' }],
  ])('when it requests no operation: %j', async (message) => {
    start();
    await expect(fakeBrowser.runtime.deliver(message, CONTENT_SCRIPT)).resolves.toBeUndefined();
  });

  it('when there are no operations', () => {
    start(undefined, {});
    expect(fakeBrowser.runtime.onMessage.hasListeners()).toBe(false);
  });
});
