import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Plugin } from 'esbuild';

const LOCK_MODULE = /[\\/]node_modules[\\/]auth0-lock[\\/]lib[\\/].*\.js$/;

/** The shared module's name in the bundle, and the namespace that separates it from files. */
const SHARED = 'auth0-lock/babel-helpers.js';
const NAMESPACE = 'lock-helpers';

/**
 * Matches one of Babel's helper functions: a whole line, with or without a comment after it. Lock's own functions don't
 * have this form.
 */
const HELPER = /^(function (\w+)\(.*\})(?= \/[/*]|$)/gm;

/**
 * Bundles one copy of each of Babel's helper functions, which most of Lock's modules repeat unchanged. `library` is the
 * folder of these modules. The build fails if two copies differ. Line numbers stay the same.
 */
export function shareLockHelpers(library: string): Plugin {
  return {
    name: 'lock-helpers',
    setup(build) {
      build.onResolve({ filter: /^auth0-lock\/babel-helpers\.js$/ }, () => ({
        path: SHARED,
        namespace: NAMESPACE,
        sideEffects: false,
      }));
      build.onLoad({ filter: /./, namespace: NAMESPACE }, async () => ({
        contents: [...(await readHelpers(library)).values()].map((helper) => `export ${helper}\n`).join(''),
      }));
      build.onLoad({ filter: LOCK_MODULE, namespace: 'file' }, async ({ path: file }) => {
        const source = await readFile(file, 'utf8');
        const names = [...new Set(helpersIn(source).map(({ name }) => name))].join(', ');
        // Appended, because a directive must come first. Imports are hoisted.
        const shared = names === '' ? '' : `\nimport { ${names} } from '${SHARED}';\n`;
        return { contents: source.replace(HELPER, '') + shared };
      });
    },
  };
}

function helpersIn(source: string): { readonly name: string; readonly declaration: string }[] {
  return Array.from(source.matchAll(HELPER), ([, declaration = '', name = '']) => ({ name, declaration }));
}

/**
 * Returns the helper functions of all of Lock's modules, loaded by a build or not, by name. The same input gives the same
 * order. Rejects if two copies of one differ.
 */
async function readHelpers(library: string): Promise<ReadonlyMap<string, string>> {
  const files = await readdir(library, { recursive: true });
  const modules = files.filter((file) => file.endsWith('.js') && !file.includes('__tests__')).sort();
  const sources = await Promise.all(modules.map((file) => readFile(path.join(library, file), 'utf8')));
  const helpers = new Map<string, string>();
  for (const { name, declaration } of sources.flatMap(helpersIn)) {
    if ((helpers.get(name) ?? declaration) !== declaration) {
      throw new Error(
        `Two copies of ${name} in auth0-lock differ. Fix: leave that module out of tooling/build/lock-helpers.ts.`,
      );
    }
    helpers.set(name, declaration);
  }
  return helpers;
}
