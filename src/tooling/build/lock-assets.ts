import type { Plugin } from 'esbuild';
import { lockDictionaries } from './dictionaries.ts';
import { ROOT } from './project-files.ts';
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
      const dictionaries = await lockDictionaries(ROOT);
      const loaders = [...dictionaries.keys()].map(
        (code) => `'${code}': () => import('${NAMESPACE}/dictionary-${code}'),`,
      );
      onResolve({ filter: /^latchkey-assets\// }, ({ path }) => ({
        path: path.slice(NAMESPACE.length + 1),
        namespace: NAMESPACE,
      }));
      onLoad({ filter: /^lock\.css$/, namespace: NAMESPACE }, async () => ({
        contents: await lockStyles(),
        loader: 'text',
      }));
      onLoad({ filter: /^dictionaries$/, namespace: NAMESPACE }, () => ({
        contents: `export default {\n${loaders.join('\n')}\n};`,
      }));
      onLoad({ filter: /^dictionary-/, namespace: NAMESPACE }, ({ path }) => {
        const dictionary = dictionaries.get(path.replace('dictionary-', ''));
        return { contents: `export default ${JSON.stringify(dictionary, null, 2)};` };
      });
    },
  };
}
