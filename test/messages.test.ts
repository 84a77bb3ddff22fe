import { beforeEach, describe, expect, it, vi } from 'vitest';
import { LatchkeyError } from '../src/errors.ts';
import { type Response, receive, send } from '../src/messages.ts';
import { fakeBrowser, resetFakeBrowser } from './support/fake-browser.ts';
import { everythingSaid } from './support/unit-said.ts';

const SIGN_OUT = { type: 'sign-out' } as const;
const SIGNED_OUT: Response = { type: 'signed-out', leftBehind: ['tenant-session'] };

const { id } = fakeBrowser.runtime;
const POPUP = { id, url: `chrome-extension://${id}/popup.html` };

beforeEach(resetFakeBrowser);

function answering(answer: () => Promise<Response> = async () => SIGNED_OUT) {
  const answered = vi.fn(answer);
  receive(answered);
  return answered;
}

describe('the popup asks', () => {
  it('and has the answer of the background', async () => {
    const answered = answering();
    await expect(send(SIGN_OUT)).resolves.toEqual(SIGNED_OUT);
    expect(answered.mock.calls).toEqual([[SIGN_OUT]]);
  });

  it('and a failure arrives with its code and its text', async () => {
    answering(() =>
      Promise.reject(new LatchkeyError('storage-failed', 'The disk is full. Free some space.')),
    );
    const asked = send(SIGN_OUT);
    await expect(asked).rejects.toBeInstanceOf(LatchkeyError);
    await expect(asked).rejects.toMatchObject({
      code: 'storage-failed',
      message: 'The disk is full. Free some space.',
    });
  });

  it('and a failure that nobody foresaw arrives as a sentence, without its own words', async () => {
    answering(() => Promise.reject(new TypeError('secret-token is not a function')));
    const error: unknown = await send(SIGN_OUT).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'extension-failed', message: expect.stringMatching(/Try again\.$/) });
    expect(await everythingSaid(error)).not.toContain('secret-token');
  });

  it('and nobody listens: extension-failed, with the cause', async () => {
    await expect(send(SIGN_OUT)).rejects.toMatchObject({
      code: 'extension-failed',
      cause: expect.objectContaining({ message: expect.stringContaining('Receiving end does not exist') }),
    });
  });

  it('and nobody answers: extension-failed', async () => {
    fakeBrowser.runtime.onMessage.addListener(() => undefined);
    await expect(send(SIGN_OUT)).rejects.toMatchObject({ code: 'extension-failed' });
  });
});

describe('the background hears', () => {
  it.each([
    ['the popup', POPUP],
    ['a page of the extension in a tab', { ...POPUP, tab: { id: 7 } as never, frameId: 0 }],
  ])('%s', async (_name, sender) => {
    answering();
    await expect(fakeBrowser.runtime.deliver(SIGN_OUT, sender)).resolves.toEqual(SIGNED_OUT);
  });
});

describe('the background does not hear', () => {
  it.each([
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
    ['a sender without an id', { url: POPUP.url }],
  ])('%s', async (_name, sender) => {
    const answered = answering();
    await expect(fakeBrowser.runtime.deliver(SIGN_OUT, sender)).resolves.toBeUndefined();
    expect(answered).not.toHaveBeenCalled();
  });

  it.each([
    [undefined],
    [null],
    ['sign-out'],
    [{}],
    [{ type: 'other' }],
    [{ type: ['sign-out'] }],
    [[SIGN_OUT]],
  ])('what is no request: %j', async (message) => {
    const answered = answering();
    await expect(fakeBrowser.runtime.deliver(message, POPUP)).resolves.toBeUndefined();
    expect(answered).not.toHaveBeenCalled();
  });
});
