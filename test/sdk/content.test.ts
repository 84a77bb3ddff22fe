import { beforeEach, describe, expect, it, vi } from 'vitest';
import project from '../../package.json' with { type: 'json' };
import { callOperation } from '../../src/sdk/content.ts';
import { VERSION } from '../../src/sdk/operation.ts';
import { fakeBrowser, resetFakeBrowser } from '../support/unit/fake-browser.ts';

beforeEach(() => {
  resetFakeBrowser();
  vi.stubGlobal('chrome', fakeBrowser);
});

/** Adds a background that replies with `reply`. Returns its listener. */
function replyWith(reply: object | undefined) {
  const listener = vi.fn((_message: unknown) => reply && Promise.resolve(reply));
  fakeBrowser.runtime.onMessage.addListener(listener);
  return listener;
}

describe('callOperation', () => {
  it.each([[{ text: 'Buy milk' }], [undefined]])(
    'sends name, input and version, and resolves with the response: input %j',
    async (input) => {
      const answer = { status: 200, body: ['a note'] };
      const listener = replyWith({ type: 'answer', answer });
      await expect(callOperation('add-note', input)).resolves.toEqual(answer);
      const message = {
        type: 'latchkey.operation',
        name: 'add-note',
        input: input ?? null,
        version: VERSION,
      };
      expect(listener.mock.calls[0]?.[0]).toEqual(message);
    },
  );

  it('rejects with the message of a refusal', async () => {
    const description = 'The operation is not available to this page.';
    replyWith({ type: 'refused', message: description });
    await expect(callOperation('list-notes')).rejects.toMatchObject({
      name: 'LatchkeyError',
      code: 'operation-refused',
      message: description,
      data: { description },
    });
  });

  it.each<[string, () => unknown]>([
    ['the background does not respond', () => replyWith(undefined)],
    ['the extension has no background any longer', () => {}],
    ['Chromium has removed the API after an update', () => vi.stubGlobal('chrome', {})],
  ])('rejects when %s', async (_condition, prepare) => {
    prepare();
    await expect(callOperation('list-notes')).rejects.toMatchObject({
      code: 'operation-refused',
      message: expect.stringMatching(/^The extension did not respond/),
    });
  });
});

describe('VERSION', () => {
  it('is the version in package.json', () => expect(VERSION).toBe(project.version));
});
