import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Plugin } from 'esbuild';

/** Lock's compiled modules, relative to the project's folder. */
const FOLDER = 'node_modules/auth0-lock/lib';
const LOCK_MODULE = /[\\/]node_modules[\\/]auth0-lock[\\/]lib[\\/].*\.js$/;

/** The shared module's name in the bundle, and the namespace that separates it from files. */
const SHARED = 'auth0-lock/babel-helpers.js';
const NAMESPACE = 'lock-helpers';

/**
 * Matches one of Babel's helper functions: a whole line, with or without a comment after it. Lock's own functions don't
 * have this form.
 */
const HELPER = /^(function (\w+)\(.*\})(?= \/[/*]|$)/gm;

/** The source text of each helper function, by name. */
export type Helpers = ReadonlyMap<string, string>;

/** A module's text without its helper functions, and these functions. */
interface Split {
  readonly text: string;
  readonly helpers: Helpers;
}

/**
 * Bundles one copy of each of Babel's helper functions, which most of Lock's modules repeat unchanged. The build fails if
 * two copies differ. Line numbers stay the same.
 */
export function shareLockHelpers(root: string): Plugin {
  return {
    name: 'lock-helpers',
    setup(build) {
      build.onResolve({ filter: /^auth0-lock\/babel-helpers\.js$/ }, () => ({
        path: SHARED,
        namespace: NAMESPACE,
        sideEffects: false,
      }));
      build.onLoad({ filter: /./, namespace: NAMESPACE }, async () => ({
        contents: moduleOf(await readHelpers(path.join(root, FOLDER))),
      }));
      build.onLoad({ filter: LOCK_MODULE, namespace: 'file' }, async ({ path: file }) => {
        const { text, helpers } = splitHelpers(await readFile(file, 'utf8'));
        const names = [...helpers.keys()].join(', ');
        // Appended, because a directive must come first. Imports are hoisted.
        return { contents: names === '' ? text : `${text}\nimport { ${names} } from '${SHARED}';\n` };
      });
    },
  };
}

/** Removes the helper functions from the text of a module. Throws if the module declares one twice with different text. */
export function splitHelpers(source: string): Split {
  const helpers = new Map<string, string>();
  const text = source.replace(HELPER, (_line, declaration: string, name: string) => {
    addHelper(helpers, name, declaration);
    return '';
  });
  return { text, helpers };
}

/** Returns the helper functions of several modules. Throws if two copies of one differ. */
function mergeHelpers(all: Iterable<Helpers>): Helpers {
  const merged = new Map<string, string>();
  for (const helpers of all) {
    for (const [name, declaration] of helpers) addHelper(merged, name, declaration);
  }
  return merged;
}

function addHelper(helpers: Map<string, string>, name: string, declaration: string): void {
  if ((helpers.get(name) ?? declaration) !== declaration) {
    throw new Error(
      `Two copies of ${name} in auth0-lock differ, so one can't serve all modules. Fix: leave that module out of tooling/build/lock-helpers.ts.`,
    );
  }
  helpers.set(name, declaration);
}

/**
 * Returns the helper functions of all of Lock's modules, loaded by a build or not, in sorted order. The same input gives
 * the same bytes.
 */
async function readHelpers(folder: string): Promise<Helpers> {
  const files = await readdir(folder, { recursive: true });
  const modules = files.filter((file) => file.endsWith('.js') && !file.includes('__tests__')).sort();
  const texts = await Promise.all(modules.map((file) => readFile(path.join(folder, file), 'utf8')));
  return mergeHelpers(texts.map((text) => splitHelpers(text).helpers));
}

function moduleOf(helpers: Helpers): string {
  return [...helpers.values()].map((declaration) => `export ${declaration}\n`).join('');
}
