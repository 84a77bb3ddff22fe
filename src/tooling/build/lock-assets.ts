import { readdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Plugin } from 'esbuild';
import { LOCK_LIBRARY } from './project-files.ts';
import { lockStyles } from './stylesheets.ts';

const NAMESPACE = 'latchkey-assets';

/**
 * Provides Lock's stylesheet and dictionaries as modules, so that a consumer's bundler doesn't have to copy files.
 * `latchkey-assets/lock.css` exports a string. `latchkey-assets/dictionaries` exports functions that load a dictionary, by
 * Lock's language code.
 */
export function lockAssets(): Plugin {
  return {
    name: 'lock-assets',
    async setup({ onResolve, onLoad }) {
      const dictionaries = await lockDictionaries();
      const loaders = [...dictionaries.keys()].map(
        (code) => `'${code}': () => import('${NAMESPACE}/dictionary-${code}'),`,
      );
      onResolve({ filter: /^latchkey-assets\// }, ({ path: name }) => ({
        path: name.slice(NAMESPACE.length + 1),
        namespace: NAMESPACE,
      }));
      onLoad({ filter: /^lock\.css$/, namespace: NAMESPACE }, async () => ({
        contents: await lockStyles(),
        loader: 'text',
      }));
      onLoad({ filter: /^dictionaries$/, namespace: NAMESPACE }, () => ({
        contents: `export default {\n${loaders.join('\n')}\n};`,
      }));
      onLoad({ filter: /^dictionary-/, namespace: NAMESPACE }, ({ path: name }) => {
        const dictionary = dictionaries.get(name.replace('dictionary-', ''));
        return { contents: `export default ${JSON.stringify(dictionary, null, 2)};` };
      });
    },
  };
}

/**
 * Returns Lock's dictionaries, unchanged, by Lock's language code. English is missing, because it is part of Lock's code.
 * The modules of auth0-lock are evaluated at build time, never in a browser.
 */
export async function lockDictionaries(): Promise<ReadonlyMap<string, unknown>> {
  const folder = path.join(LOCK_LIBRARY, 'i18n');
  const require = createRequire(import.meta.url);
  const files = (await readdir(folder)).filter((file) => file.endsWith('.js') && file !== 'en.js').sort();
  return new Map(files.map((file) => [path.basename(file, '.js'), require(path.join(folder, file)).default]));
}
