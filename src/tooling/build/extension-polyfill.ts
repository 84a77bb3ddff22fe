import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';
import { ROOT } from './project-files.ts';

const NAME = 'webextension-polyfill';

/** The table of methods whose callbacks the polyfill turns into promises. */
const METADATA = /(const apiMetadata = )(\{.*?\n {6}\});/s;

/**
 * Shares one `webextension-polyfill` between all modules, and evaluates it only in extensions. Elsewhere it throws, but
 * bundlers such as WXT import an extension's modules in Node to read the options in them. Only the methods of `runtime`,
 * for messages, stay in its table: Chrome has `browser` since version 148, and all methods of `chrome` return promises in
 * Manifest V3.
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

/** Removes all methods except those of `runtime` from the polyfill's table. Throws if there is no such table. */
export function withoutMethods(polyfill: string): string {
  const table = METADATA.exec(polyfill)?.[2];
  if (table === undefined) throw new Error(`${NAME} has no table of methods where it used to be.`);
  const { runtime } = JSON.parse(table);
  return polyfill.replace(METADATA, (_all, begin: string) => `${begin}${JSON.stringify({ runtime })};`);
}
