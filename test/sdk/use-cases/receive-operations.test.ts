import { beforeEach, describe, expect, it, vi } from 'vitest';
import { keepWorkerAlive } from '../../../src/sdk/browser/keep-worker-alive.ts';
import { LatchkeyError } from '../../../src/sdk/errors.ts';
import type { Operation, OperationAnswer } from '../../../src/sdk/operation.ts';
import { receiveOperations } from '../../../src/sdk/use-cases/receive-operations.ts';
import { VERSION } from '../../../src/sdk/version.ts';
import { fakeBrowser, resetFakeBrowser } from '../../support/unit/fake-browser.ts';

const PAGE = 'https://page.example';

/** Notes of whoever is signed in, for content scripts of one page. */
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

/** A background that does the operations, at an API that answers `body`, or as `answer` does it. */
function start(
  answer: () => Promise<Response> = async () => Response.json(['a note']),
  operations = OPERATIONS,
) {
  const authorizedFetch = vi.fn((_input: RequestInfo | URL, _init?: RequestInit) => answer());
  receiveOperations(operations, { fetch: authorizedFetch, run: keepWorkerAlive });
  const ask = (name: unknown, input: unknown = null, sender: Sender = CONTENT_SCRIPT) =>
    fakeBrowser.runtime.deliver({ type: 'latchkey.operation', name, input }, sender);
  return { ask, authorizedFetch };
}

const answered = (answer: OperationAnswer) => ({ type: 'answer', answer });
const refused = (message: unknown) => ({ type: 'refused', message });
const FORBIDDEN = refused('The operation is not available to this page.');

describe('a content script of a listed page', () => {
  it("runs the operation, and receives what it returns of the API's response", async () => {
    await expect(start().ask('list-notes')).resolves.toEqual(answered({ status: 200, body: ['a note'] }));
  });

  it('runs it if the browser passes the origin too', async () => {
    const sender: Sender = { ...CONTENT_SCRIPT, origin: PAGE };
    await expect(start().ask('list-notes', null, sender)).resolves.toMatchObject({ type: 'answer' });
  });

  it('cannot choose address and method', async () => {
    const { ask, authorizedFetch } = start();
    await ask('list-notes', { url: 'https://elsewhere.example/', method: 'DELETE' });
    expect(authorizedFetch).toHaveBeenCalledExactlyOnceWith('https://api.example/notes', {
      method: 'GET',
      credentials: 'omit',
    });
  });

  it('has its input sent as JSON if the operation does that', async () => {
    const { ask, authorizedFetch } = start();
    await ask('add-note', 'Buy milk');
    expect(authorizedFetch).toHaveBeenCalledExactlyOnceWith('https://api.example/notes', {
      method: 'POST',
      credentials: 'omit',
      body: '{"text":"Buy milk"}',
      headers: { 'content-type': 'application/json' },
    });
  });

  it('receives only the response that the operation returns', async () => {
    await expect(start().ask('add-note', 'Buy milk')).resolves.toEqual(answered({ status: 200, body: 1 }));
  });

  it("receives the API's refusal", async () => {
    const { ask } = start(async () => Response.json({ error: 'no' }, { status: 403 }));
    await expect(ask('list-notes')).resolves.toEqual(answered({ status: 403, body: { error: 'no' } }));
  });

  it.each([
    ['HTML', () => new Response('<h1>502</h1>', { status: 502 }), 502],
    ['nothing', () => new Response(null, { status: 204 }), 204],
    ['half JSON', () => new Response('{"a":'), 200],
  ])('receives the status only if the API sends %s', async (_name, response, status) => {
    const { ask } = start(async () => response());
    await expect(ask('list-notes')).resolves.toEqual(answered({ status, body: null }));
  });
});

describe('a content script is rejected', () => {
  it.each([
    ['an unknown operation', 'delete-notes'],
    ['a property of every object', 'toString'],
    ['the prototype', '__proto__'],
    ['an operation without a name', ''],
  ])('%s', async (_name, name) => {
    const { ask, authorizedFetch } = start();
    await expect(ask(name)).resolves.toEqual(FORBIDDEN);
    expect(authorizedFetch).not.toHaveBeenCalled();
  });

  it.each<[string, Partial<Sender>]>([
    ['on another page', { url: 'https://elsewhere.example/' }],
    ['on a page whose address has the listed one in it', { url: `https://elsewhere.example/${PAGE}` }],
    ['on a page whose user is the listed one', { url: 'https://page.example@elsewhere.example/' }],
    ['on the page on plain http', { url: 'http://page.example/' }],
    ['on the page at another port', { url: 'https://page.example:8443/' }],
    ['on a page below', { url: 'https://evil.page.example/' }],
    ['in a frame of the page, whose parent is not listed', { frameId: 3 }],
    ['on a document of the page whose origin is opaque, as under `CSP: sandbox`', { origin: 'null' }],
  ])('%s', async (_name, changes) => {
    const { ask, authorizedFetch } = start();
    await expect(ask('list-notes', null, { ...CONTENT_SCRIPT, ...changes })).resolves.toEqual(FORBIDDEN);
    expect(authorizedFetch).not.toHaveBeenCalled();
  });

  it.each<[string, keyof typeof CONTENT_SCRIPT]>([
    ['without a tab', 'tab'],
    ['without an address', 'url'],
    ['without a frame', 'frameId'],
  ])('%s', async (_name, missing) => {
    const { [missing]: _removed, ...sender } = CONTENT_SCRIPT;
    await expect(start().ask('list-notes', null, sender)).resolves.toEqual(FORBIDDEN);
  });

  it('with invalid input, and receives the reason', async () => {
    const { ask, authorizedFetch } = start();
    await expect(ask('add-note', { text: 7 })).resolves.toEqual(refused('A note is a text.'));
    expect(authorizedFetch).not.toHaveBeenCalled();
  });

  it('with another version of the SDK, and receives both versions', async () => {
    const message = { type: 'latchkey.operation', name: 'list-notes', input: null, version: '0.0.1' };
    start();
    await expect(fakeBrowser.runtime.deliver(message, CONTENT_SCRIPT)).resolves.toEqual(
      refused(expect.stringContaining(`the background has ${VERSION}, the sender 0.0.1`)),
    );
  });

  it('with input that makes the operation fail, without internals', async () => {
    await expect(start().ask('broken')).resolves.toEqual(
      refused('The input is not what the operation takes.'),
    );
  });

  it('if no user is signed in, and receives that', async () => {
    const why = new LatchkeyError('signed-out', {}, { cause: new Error('secret-cause') });
    const { ask } = start(() => Promise.reject(why));
    await expect(ask('list-notes')).resolves.toEqual(refused(why.message));
  });

  it('if the API is unreachable, without internals', async () => {
    const told = vi.spyOn(console, 'error').mockImplementation(() => {});
    const { ask } = start(() => Promise.reject(new TypeError('secret-address could not be fetched')));
    await expect(ask('list-notes')).resolves.toEqual(
      refused('The operation failed in the extension. See its console.'),
    );
    expect(told).toHaveBeenCalledTimes(1);
  });

  it('if the response makes the operation fail, without internals', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    const answer = () => {
      throw new TypeError('secret-body');
    };
    const request = () => ({ url: 'https://api.example/' });
    const { ask } = start(undefined, { odd: { pages: [PAGE], request, answer } });
    await expect(ask('odd')).resolves.toEqual(
      refused('The operation failed in the extension. See its console.'),
    );
  });
});

describe('no response is sent', () => {
  it.each<[string, Sender]>([
    ['another extension', { ...CONTENT_SCRIPT, id: 'other' }],
    ['a sender without an id', { url: `${PAGE}/` }],
  ])('%s', async (_name, sender) => {
    const { ask, authorizedFetch } = start();
    await expect(ask('list-notes', null, sender)).resolves.toBeUndefined();
    expect(authorizedFetch).not.toHaveBeenCalled();
  });

  it.each([
    [undefined],
    [null],
    ['latchkey.operation'],
    [{}],
    [{ type: 'sign-out' }],
    [{ type: 'latchkey.operation' }],
    [{ type: 'latchkey.operation', name: 7 }],
    [{ type: ['latchkey.operation'], name: 'list-notes' }],
  ])('to what is not an operation: %j', async (message) => {
    start();
    await expect(fakeBrowser.runtime.deliver(message, CONTENT_SCRIPT)).resolves.toBeUndefined();
  });

  it('without operations, and no listener is added', () => {
    start(undefined, {});
    expect(fakeBrowser.runtime.onMessage.hasListeners()).toBe(false);
  });
});

describe('a page of the extension', () => {
  it('is rejected, since it can call the API itself', async () => {
    const sender = { id, url: fakeBrowser.runtime.getURL('popup.html') };
    await expect(start().ask('list-notes', null, sender)).resolves.toEqual(FORBIDDEN);
  });
});
