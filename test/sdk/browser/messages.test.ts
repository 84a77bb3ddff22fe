import { beforeEach, describe, expect, it, vi } from 'vitest';
import { keepWorkerAlive } from '../../../src/sdk/browser/keep-worker-alive.ts';
import { type Handlers, type Request, receive, respondTo, send } from '../../../src/sdk/browser/messages.ts';
import { LatchkeyError } from '../../../src/sdk/errors.ts';
import { VERSION } from '../../../src/sdk/operation.ts';
import { allTextOf } from '../../support/unit/error-text.ts';
import { fakeBrowser, resetFakeBrowser } from '../../support/unit/fake-browser.ts';
import { unitSignedIn } from '../../support/unit/session.ts';

const SIGN_OUT = { type: 'sign-out' } as const;

const RESPONSES = {
  'sign-out': { failedSteps: ['tenant-session'] },
  'sign-in': { signedIn: true },
  'sign-in-status': { windowIsOpen: false, failure: { code: 'sign-in-cancelled', data: {} } },
  'sign-in-silently': { signedIn: false },
  'refresh-session': { done: true },
  revoke: { done: true },
  'access-token': { accessToken: 'access-token' },
} as const;

/** One request of each type. */
const REQUESTS: readonly Request[] = [
  SIGN_OUT,
  { type: 'sign-in', parameters: { connection: 'google-oauth2' } },
  { type: 'sign-in-status' },
  { type: 'sign-in-silently' },
  { type: 'refresh-session' },
  { type: 'revoke', signedIn: unitSignedIn() },
  { type: 'access-token' },
];

const { id } = fakeBrowser.runtime;
const POPUP = { id, url: `chrome-extension://${id}/popup.html` };

beforeEach(resetFakeBrowser);

/** A background that responds as in the table, except for `changes`. Returns the requests that its handlers received. */
function startBackground(changes: Partial<Handlers> = {}): Request[] {
  const received: Request[] = [];
  const handlers = Object.entries(RESPONSES).map(([type, response]) => [
    type,
    async (request: Request) => {
      received.push(request);
      return response;
    },
  ]);
  receive({ ...Object.fromEntries(handlers), ...changes }, keepWorkerAlive);
  return received;
}

/** Delivers a request as the popup sends it, or another sender. */
const deliver = (request: object, sender: Parameters<typeof fakeBrowser.runtime.deliver>[1] = POPUP) =>
  fakeBrowser.runtime.deliver(
    'type' in request ? { ...request, type: `latchkey.${request.type}` } : request,
    sender,
  );

const failing = (error: unknown) => ({ 'sign-out': () => Promise.reject(error) });

describe('send', () => {
  it.each(REQUESTS)('calls the handler of $type and returns its response', async (request) => {
    const received = startBackground();
    await expect(send(request)).resolves.toEqual(RESPONSES[request.type]);
    expect(received.map((sent) => ({ ...sent, type: request.type }))).toEqual([request]);
  });

  it('receives a response by callback, because some browsers ignore a returned promise', () => {
    startBackground();
    const responses = fakeBrowser.runtime.onMessage.emit({ type: 'latchkey.sign-out' }, POPUP, () => {});
    expect(responses).toEqual([true]);
  });

  it('rejects with extension-failed when the listener rejects', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    respondTo(() => Promise.reject(new Error('too late')));
    await expect(send(SIGN_OUT)).rejects.toMatchObject({ code: 'extension-failed' });
  });

  it('rejects with the code and data of a failure', async () => {
    startBackground(failing(new LatchkeyError('storage-failed', { reason: 'not-saved' })));
    const sent = send(SIGN_OUT);
    await expect(sent).rejects.toBeInstanceOf(LatchkeyError);
    await expect(sent).rejects.toMatchObject({
      code: 'storage-failed',
      data: { reason: 'not-saved' },
    });
  });

  it('rejects with `version-mismatch` when the background was built with another version', async () => {
    const received = startBackground();
    const reply = await deliver({ ...SIGN_OUT, version: '0.0.1' });
    const data = { sender: '0.0.1', background: VERSION };
    expect(reply).toEqual({ type: 'failed', code: 'version-mismatch', data });
    expect(received).toEqual([]);
  });

  it.each([
    ['an unknown error', new TypeError('secret-inside')],
    [
      'the cause of an error',
      new LatchkeyError('storage-failed', { reason: 'not-saved' }, { cause: new Error('secret-inside') }),
    ],
  ])('receives nothing of %s', async (_name, error) => {
    startBackground(failing(error));
    expect(await allTextOf(await send(SIGN_OUT).catch((thrown: unknown) => thrown))).not.toContain('secret');
    expect(JSON.stringify(await deliver(SIGN_OUT))).not.toContain('secret');
  });

  it('rejects with extension-failed when the background does not listen or does not respond', async () => {
    await expect(send(SIGN_OUT)).rejects.toMatchObject({
      code: 'extension-failed',
      cause: expect.objectContaining({ message: expect.stringContaining('Receiving end does not exist') }),
    });
    fakeBrowser.runtime.onMessage.addListener(() => undefined);
    await expect(send(SIGN_OUT)).rejects.toMatchObject({ code: 'extension-failed' });
  });

  it('rejects with extension-failed when no response comes in time, but not while the user signs in', async () => {
    vi.useFakeTimers();
    fakeBrowser.runtime.sendMessage = () => new Promise(() => {});
    const settled: string[] = [];
    send(SIGN_OUT).catch(({ code }) => settled.push(code));
    send({ type: 'sign-in', parameters: {} }).catch(({ code }) => settled.push(code));
    await vi.advanceTimersByTimeAsync(90_000);
    expect(settled).toEqual(['extension-failed']);
    vi.useRealTimers();
  });
});

describe('receive', () => {
  it('keeps the worker alive until the handler has finished', async () => {
    vi.useFakeTimers();
    startBackground({ 'sign-in': () => new Promise(() => {}) });
    void deliver({ type: 'sign-in' });
    await vi.advanceTimersByTimeAsync(400_000);
    expect(fakeBrowser.runtime.platformInfoCalls).toBe(20);
    vi.useRealTimers();
  });

  it.each<[string, object, object]>([
    [
      'takes the four that a page can choose',
      { connection: 'acme', login_hint: 'ada@acme.example', prompt: 'login', screen_hint: 'signup' },
      { connection: 'acme', login_hint: 'ada@acme.example', prompt: 'login', screen_hint: 'signup' },
    ],
    [
      'drops all others',
      {
        connection: 'acme',
        redirect_uri: 'https://evil.example/',
        client_id: 'other',
        scope: 'x',
        state: 's',
        login_ticket: 't',
      },
      { connection: 'acme' },
    ],
    ['drops what is no text', { connection: ['acme'], prompt: 7, login_hint: null }, {}],
    ['drops what is no object', 'connection' as never, {}],
  ])('%s of the parameters of a sign-in', async (_name, parameters, expected) => {
    const received = startBackground();
    await deliver({ type: 'sign-in', parameters });
    expect(received).toEqual([{ type: 'sign-in', parameters: expected }]);
  });

  it('answers a page of the extension in a tab', async () => {
    startBackground();
    const sender = { ...POPUP, tab: { id: 7 } as never, frameId: 0 };
    await expect(deliver(SIGN_OUT, sender)).resolves.toMatchObject({ type: 'answer' });
  });

  it.each([
    ['a content script', { id, url: 'https://page.example/', tab: { id: 7 } as never }],
    [
      'a content script at a similar address',
      { id, url: `https://page.example/?chrome-extension://${id}/popup.html` },
    ],
    ['a page of an extension with a similar ID', { id, url: `chrome-extension://${id}x/popup.html` }],
    ['another extension', { id: 'other', url: 'chrome-extension://other/popup.html' }],
    ['another extension that names our page', { ...POPUP, id: 'other' }],
    ['a sender without an address', { id }],
  ])('ignores every request of %s', async (_name, sender) => {
    const received = startBackground();
    const replies = await Promise.all(REQUESTS.map((request) => deliver(request, sender)));
    expect(replies.filter((reply) => reply !== undefined)).toEqual([]);
    expect(received).toEqual([]);
  });

  it.each([
    [undefined],
    ['latchkey.sign-out'],
    [{}],
    [{ type: 'sign-out' }],
    [{ type: 'latchkey.other' }],
    [{ type: 'latchkey.toString' }],
    [{ type: ['latchkey.sign-out'] }],
    [{ type: 'latchkey.revoke', signedIn: { session: {}, tokens: {} } }],
  ])('ignores what is no request: %j', async (message) => {
    const received = startBackground();
    await expect(fakeBrowser.runtime.deliver(message, POPUP)).resolves.toBeUndefined();
    expect(received).toEqual([]);
  });
});
