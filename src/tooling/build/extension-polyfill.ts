import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';
import { ROOT } from './project-files.ts';

const NAME = 'webextension-polyfill';

/** The table of methods whose callbacks the polyfill turns into promises. */
const METADATA = /(const apiMetadata = )(\{.*?\n {6}\});/s;

/**
 * Gives all modules one `webextension-polyfill`. It is evaluated in extensions alone: outside it throws, but bundlers import the
 * modules of an extension in Node, as WXT does for options in them. Its table of methods is left out but for messages: since
 * version 148 Chrome has `browser` itself, and in Manifest V3 all methods of `chrome` return promises.
 */
export function extensionPolyfill(): Plugin {
  return {
    name: 'extension-polyfill',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^webextension-polyfill$/ }, ({ kind }) =>
        kind === 'require-call' ? undefined : { path: NAME, namespace: 'extension' },
      );
      onLoad({ filter: /./, namespace: 'extension' }, () => ({
        contents: `export default /* @__PURE__ */ (() => (globalThis.chrome?.runtime?.id ? require('${NAME}') : undefined))();`,
        resolveDir: ROOT,
      }));
      onLoad({ filter: /[\\/]browser-polyfill\.js$/ }, async ({ path: file }) => ({
        contents: withoutMethods(await readFile(file, 'utf8')),
      }));
    },
  };
}

/** Leaves the methods of `runtime` in the polyfill's table. Throws if there is no such table. */
export function withoutMethods(polyfill: string): string {
  const table = METADATA.exec(polyfill)?.[2];
  if (table === undefined) throw new Error(`${NAME} has no table of methods where it used to be.`);
  const { runtime } = JSON.parse(table);
  return polyfill.replace(METADATA, (_all, begin: string) => `${begin}${JSON.stringify({ runtime })};`);
}
