import { beforeEach, describe, expect, it, vi } from 'vitest';
import { callOperation } from '../../src/sdk/content.ts';
import { VERSION } from '../../src/sdk/version.ts';
import { fakeBrowser, resetFakeBrowser } from '../support/unit/fake-browser.ts';

beforeEach(() => {
  resetFakeBrowser();
  vi.stubGlobal('chrome', fakeBrowser);
});

/** A background that replies like this. `heard` is what it was sent. */
function replying(reply: Promise<unknown> | undefined) {
  const heard = vi.fn((_message: unknown) => reply);
  fakeBrowser.runtime.onMessage.addListener(heard);
  return heard;
}

const ANSWER = { status: 200, body: ['a note'] };

describe('calling an operation', () => {
  it('sends its name and the input to the background', async () => {
    const heard = replying(Promise.resolve({ type: 'answer', answer: ANSWER }));
    await callOperation('add-note', { text: 'Buy milk' });
    expect(heard.mock.calls[0]?.[0]).toEqual({
      type: 'latchkey.operation',
      name: 'add-note',
      input: { text: 'Buy milk' },
      version: VERSION,
    });
  });

  it('needs no input', async () => {
    const heard = replying(Promise.resolve({ type: 'answer', answer: ANSWER }));
    await callOperation('list-notes');
    expect(heard.mock.calls[0]?.[0]).toMatchObject({ name: 'list-notes', input: null });
  });

  it('yields what the API answered', async () => {
    replying(Promise.resolve({ type: 'answer', answer: ANSWER }));
    await expect(callOperation('list-notes')).resolves.toEqual(ANSWER);
  });

  it('fails with the words of a refusal', async () => {
    replying(Promise.resolve({ type: 'refused', message: 'This page may not ask for that.' }));
    await expect(callOperation('list-notes')).rejects.toMatchObject({
      name: 'LatchkeyError',
      code: 'operation-refused',
      message: 'This page may not ask for that.',
      data: { description: 'This page may not ask for that.' },
    });
  });

  it('fails where the extension does not answer', async () => {
    replying(undefined);
    await expect(callOperation('list-notes')).rejects.toMatchObject({
      code: 'operation-refused',
      message: expect.stringMatching(/^The extension did not respond/),
    });
  });

  it('fails where Chromium has taken the API away, as after an update of the extension', async () => {
    vi.stubGlobal('chrome', {});
    await expect(callOperation('list-notes')).rejects.toMatchObject({ code: 'operation-refused' });
  });

  it('fails, with the cause, where the extension was reloaded or taken away under the page', async () => {
    await expect(callOperation('list-notes')).rejects.toMatchObject({
      code: 'operation-refused',
      message: expect.stringMatching(/^The extension did not respond/),
      cause: expect.objectContaining({ message: expect.stringContaining('Receiving end does not exist') }),
    });
  });
});
