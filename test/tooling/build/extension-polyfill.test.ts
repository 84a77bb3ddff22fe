import { runInNewContext } from 'node:vm';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { extensionPolyfill, withoutMethods } from '../../../src/tooling/build/extension-polyfill.ts';
import { ROOT } from '../../../src/tooling/build/project-files.ts';

const script = build({
  stdin: { contents: "import browser from 'webextension-polyfill'; seen = browser;", resolveDir: ROOT },
  bundle: true,
  format: 'iife',
  plugins: [extensionPolyfill()],
  write: false,
}).then(({ outputFiles }) => outputFiles[0]?.text ?? '');

/** Returns what a script imports that runs where these globals are. */
async function importedWith(globals: object): Promise<unknown> {
  const scope = { ...globals, seen: null as unknown };
  runInNewContext(await script, scope);
  return scope.seen;
}

/** The `chrome` of an extension in a browser without `browser`. */
function chromeOf(listeners: ((...args: unknown[]) => unknown)[]) {
  return {
    runtime: {
      id: 'id',
      onMessage: { addListener: (listener: (typeof listeners)[number]) => listeners.push(listener) },
    },
    alarms: { get: (name: string) => Promise.resolve({ name }) },
  };
}

describe('extensionPolyfill', () => {
  it('is undefined outside an extension', async () => {
    expect(await importedWith({})).toBeUndefined();
  });

  it('is `browser` in a browser that has it', async () => {
    const browser = { runtime: { id: 'id' } };
    expect(await importedWith({ browser, chrome: { runtime: { id: 'id' } } })).toBe(browser);
  });

  it('is `chrome` with promises for message responses in a browser without `browser`', async () => {
    const listeners: ((...args: unknown[]) => unknown)[] = [];
    const browser = (await importedWith({ chrome: chromeOf(listeners) })) as ReturnType<typeof chromeOf>;
    browser.runtime.onMessage.addListener(async (message) => `answer to ${message}`);
    const answer = new Promise((resolve) => {
      expect(listeners[0]?.('question', {}, resolve)).toBe(true);
    });
    expect(await answer).toBe('answer to question');
    expect(await browser.alarms.get('one')).toEqual({ name: 'one' });
  });

  it('stops the build if the table of methods has moved', () => {
    expect(() => withoutMethods('const apiMetadata = load();')).toThrow(/no table of methods/);
  });
});
