import { runInNewContext } from 'node:vm';
import { build } from 'esbuild';
import { expect, it } from 'vitest';
import { extensionPolyfill } from '../../../src/tooling/build/extension-polyfill.ts';
import { ROOT } from '../../../src/tooling/build/project-files.ts';

const BROWSER = { runtime: { id: 'id' } };

it.each([
  ['the browser has it', { browser: BROWSER, chrome: {} }, BROWSER],
  ['the browser has `chrome` only', { chrome: BROWSER }, BROWSER],
  ['the code runs outside an extension', {}, undefined],
])('imports `browser` when %s', async (_condition, globals, expected) => {
  const { outputFiles } = await build({
    stdin: { contents: "import browser from 'webextension-polyfill'; seen = browser;", resolveDir: ROOT },
    bundle: true,
    format: 'iife',
    plugins: [extensionPolyfill()],
    write: false,
  });
  const scope = { ...globals, seen: null as unknown };
  runInNewContext(outputFiles[0]?.text ?? '', scope);
  expect(scope.seen).toBe(expected);
});
