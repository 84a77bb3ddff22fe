import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Handlers, Request } from '../../../src/sdk/browser/messages.ts';
import { everythingSaid } from '../../support/unit/console-capture.ts';
import { fakeBrowser, resetFakeBrowser } from '../../support/unit/fake-browser.ts';
import { unitSignedIn } from '../../support/unit/session.ts';

const SIGN_OUT = { type: 'sign-out' } as const;

/** Each request, and an answer to it. */
const TABLE: readonly [request: Request, answer: object][] = [
  [SIGN_OUT, { leftBehind: ['tenant-session'] }],
  [{ type: 'sign-in', parameters: { connection: 'google-oauth2' } }, { signedIn: true }],
  [{ type: 'sign-in-news' }, { windowIsOpen: false, failure: { code: 'sign-in-cancelled', data: {} } }],
  [{ type: 'sign-in-silently' }, { signedIn: false }],
  [{ type: 'look-after-session' }, { done: true }],
  [{ type: 'revoke', signedIn: unitSignedIn() }, { done: true }],
  [{ type: 'access-token' }, { accessToken: 'access-token' }],
];

const { id } = fakeBrowser.runtime;
const POPUP = { id, url: `chrome-extension://${id}/popup.html` };

/** The modules as one context of the extension has them: nothing in them is another's. */
async function openContext() {
  vi.resetModules();
  return {
    ...(await import('../../../src/sdk/browser/messages.ts')),
    ...(await import('../../../src/sdk/errors.ts')),
  };
}

let popup: Awaited<ReturnType<typeof openContext>>;
let background: typeof popup;

beforeEach(async () => {
  resetFakeBrowser();
  vi.doMock('webextension-polyfill', () => ({ default: fakeBrowser }));
  popup = await openContext();
  background = await openContext();
});

/** A failure of the background. */
const failing = (options?: ErrorOptions) =>
  Promise.reject(new background.LatchkeyError('storage-failed', { reason: 'not-saved' }, options));

/** A background that answers as in the table, but for `changes`. */
function answering(changes: Partial<Handlers> = {}) {
  const handlers = {
    'sign-out': vi.fn<Handlers['sign-out']>(async () => ({ leftBehind: ['tenant-session'] })),
    'sign-in': vi.fn<Handlers['sign-in']>(async () => ({ signedIn: true })),
    'sign-in-news': vi.fn<Handlers['sign-in-news']>(async () => ({
      windowIsOpen: false,
      failure: { code: 'sign-in-cancelled', data: {} },
    })),
    'sign-in-silently': vi.fn<Handlers['sign-in-silently']>(async () => ({ signedIn: false })),
    'look-after-session': vi.fn<Handlers['look-after-session']>(async () => ({ done: true })),
    revoke: vi.fn<Handlers['revoke']>(async () => ({ done: true })),
    'access-token': vi.fn<Handlers['access-token']>(async () => ({ accessToken: 'access-token' })),
  };
  background.receive({ ...handlers, ...changes });
  /** What was asked of each handler, in the order of the table. */
  const asked = () => Object.values(handlers).flatMap((handler) => handler.mock.calls.flat());
  return { asked };
}

describe('the popup asks', () => {
  it.each(TABLE)('%j and has the answer of the background', async (request, answer) => {
    answering();
    await expect(popup.send(request)).resolves.toEqual(answer);
  });

  it.each(TABLE)('%j and one handler, its own, hears it', async (request) => {
    const { asked } = answering();
    await popup.send(request);
    expect(asked()).toEqual([request]);
  });

  it('and a failure arrives with its code and data', async () => {
    answering({
      'sign-out': () => failing(),
    });
    const asked = popup.send(SIGN_OUT);
    await expect(asked).rejects.toBeInstanceOf(popup.LatchkeyError);
    await expect(asked).rejects.toMatchObject({
      code: 'storage-failed',
      data: { reason: 'not-saved' },
    });
  });

  it('and a failure that nobody foresaw arrives without its own words', async () => {
    answering({ 'sign-out': () => Promise.reject(new TypeError('secret-token is not a function')) });
    const error: unknown = await popup.send(SIGN_OUT).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'extension-failed', data: { reason: 'unexpected' } });
    expect(await everythingSaid(error)).not.toContain('secret-token');
  });

  it('and no cause of a failure travels: it may say more than people should read', async () => {
    answering({
      'sign-out': () => failing({ cause: new Error('secret-cause') }),
    });
    const reply = await fakeBrowser.runtime.deliver(SIGN_OUT, POPUP);
    expect(reply).toEqual({
      type: 'failed',
      code: 'storage-failed',
      data: { reason: 'not-saved' },
    });
  });

  it('and nobody listens: extension-failed, with the cause', async () => {
    await expect(popup.send(SIGN_OUT)).rejects.toMatchObject({
      code: 'extension-failed',
      cause: expect.objectContaining({ message: expect.stringContaining('Receiving end does not exist') }),
    });
  });

  it('and the browser never delivers an answer: extension-failed, but not while the user signs in', async () => {
    vi.useFakeTimers();
    fakeBrowser.runtime.sendMessage = () => new Promise(() => {});
    const settled: string[] = [];
    popup.send(SIGN_OUT).catch(({ code }) => settled.push(code));
    popup.send({ type: 'sign-in', parameters: {} }).catch(({ code }) => settled.push(code));
    await vi.advanceTimersByTimeAsync(90_000);
    expect(settled).toEqual(['extension-failed']);
    vi.useRealTimers();
  });

  it('and nobody answers: extension-failed', async () => {
    fakeBrowser.runtime.onMessage.addListener(() => undefined);
    await expect(popup.send(SIGN_OUT)).rejects.toMatchObject({ code: 'extension-failed' });
  });
});

describe('the background asks itself', () => {
  it.each(TABLE)(
    '%j and has its own answer, without a message: none comes back to its sender',
    async (request, answer) => {
      answering();
      const sent = vi.spyOn(fakeBrowser.runtime, 'sendMessage');
      await expect(background.send(request)).resolves.toEqual(answer);
      expect(sent).not.toHaveBeenCalled();
    },
  );

  it('and a failure arrives as it is', async () => {
    answering({ 'access-token': () => failing() });
    await expect(background.send({ type: 'access-token' })).rejects.toMatchObject({ code: 'storage-failed' });
  });
});

describe('the background hears', () => {
  it.each([
    ['the popup', POPUP],
    ['a page of the extension in a tab', { ...POPUP, tab: { id: 7 } as never, frameId: 0 }],
  ])('%s', async (_name, sender) => {
    answering();
    await expect(fakeBrowser.runtime.deliver(SIGN_OUT, sender)).resolves.toEqual({
      type: 'answer',
      answer: { leftBehind: ['tenant-session'] },
    });
  });
});

describe('of the parameters of a sign-in the background hears', () => {
  /** What the handler is given for these parameters. */
  async function parametersHeard(message: object): Promise<unknown> {
    const heard = vi.fn<Handlers['sign-in']>(async () => ({ signedIn: true }));
    answering({ 'sign-in': heard });
    await fakeBrowser.runtime.deliver({ type: 'sign-in', ...message }, POPUP);
    return heard.mock.calls[0]?.[0].parameters;
  }

  it('the four that a page may choose', async () => {
    const parameters = {
      connection: 'acme',
      login_hint: 'ada@acme.example',
      prompt: 'select_account',
      screen_hint: 'signup',
    };
    await expect(parametersHeard({ parameters })).resolves.toEqual(parameters);
  });

  it.each([
    ['redirect_uri', 'https://evil.example/'],
    ['client_id', 'other'],
    ['scope', 'openid admin'],
    ['state', 'chosen'],
    ['login_ticket', 'ticket'],
    ['toString', 'connection'],
  ])('no other: %s', async (name, value) => {
    await expect(parametersHeard({ parameters: { connection: 'acme', [name]: value } })).resolves.toEqual({
      connection: 'acme',
    });
  });

  it.each([[7], [null], [['acme']], [{ toString: 'acme' }], [true]])(
    'none that is no text: %j',
    async (value) => {
      await expect(parametersHeard({ parameters: { connection: value, prompt: 'login' } })).resolves.toEqual({
        prompt: 'login',
      });
    },
  );

  it.each([
    ['there are none', {}],
    ['they are null', { parameters: null }],
    ['they are a text', { parameters: 'connection' }],
  ])('nothing where %s', async (_name, message) => {
    await expect(parametersHeard(message)).resolves.toEqual({});
  });
});

describe('the background does not hear', () => {
  const STRANGERS = [
    [
      'a content script, which has the same id',
      { id, url: 'https://page.example/', tab: { id: 7 } as never },
    ],
    [
      'a content script in a page whose address begins like ours',
      { id, url: `https://page.example/?chrome-extension://${id}/popup.html` },
    ],
    ['a page of an extension whose id begins like ours', { id, url: `chrome-extension://${id}x/popup.html` }],
    ['another extension', { id: 'other', url: 'chrome-extension://other/popup.html' }],
    ['another extension that names our page', { ...POPUP, id: 'other' }],
    ['a sender without an address', { id }],
  ] as const;

  it.each(STRANGERS.flatMap(([name, sender]) => TABLE.map(([request]) => [name, request, sender] as const)))(
    '%s, whatever it asks: %j',
    async (_name, request, sender) => {
      const { asked } = answering();
      await expect(fakeBrowser.runtime.deliver(request, sender)).resolves.toBeUndefined();
      expect(asked()).toEqual([]);
    },
  );

  it.each([
    [undefined],
    [null],
    ['sign-out'],
    [{}],
    [{ type: 'other' }],
    [{ type: 'toString' }],
    [{ type: ['sign-out'] }],
    [[SIGN_OUT]],
  ])('what is no request: %j', async (message) => {
    const { asked } = answering();
    await expect(fakeBrowser.runtime.deliver(message, POPUP)).resolves.toBeUndefined();
    expect(asked()).toEqual([]);
  });
});
