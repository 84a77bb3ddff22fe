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

describe('callOperation', () => {
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

  it("returns the API's response", async () => {
    replying(Promise.resolve({ type: 'answer', answer: ANSWER }));
    await expect(callOperation('list-notes')).resolves.toEqual(ANSWER);
  });

  it('rejects with the message of a refusal', async () => {
    replying(Promise.resolve({ type: 'refused', message: 'This page may not ask for that.' }));
    await expect(callOperation('list-notes')).rejects.toMatchObject({
      name: 'LatchkeyError',
      code: 'operation-refused',
      message: 'This page may not ask for that.',
      data: { description: 'This page may not ask for that.' },
    });
  });

  it('rejects if the extension does not respond', async () => {
    replying(undefined);
    await expect(callOperation('list-notes')).rejects.toMatchObject({
      code: 'operation-refused',
      message: expect.stringMatching(/^The extension did not respond/),
    });
  });

  it('rejects if Chromium has removed the API, as after an update of the extension', async () => {
    vi.stubGlobal('chrome', {});
    await expect(callOperation('list-notes')).rejects.toMatchObject({ code: 'operation-refused' });
  });

  it('rejects with the cause if the extension was reloaded or removed', async () => {
    await expect(callOperation('list-notes')).rejects.toMatchObject({
      code: 'operation-refused',
      message: expect.stringMatching(/^The extension did not respond/),
      cause: expect.objectContaining({ message: expect.stringContaining('Receiving end does not exist') }),
    });
  });
});
