import path from 'node:path';
import type { Plugin } from 'esbuild';
import { ROOT } from './root.ts';

/** Absolute paths of modules, by the path of the module whose place they take: `src/extension/branding.ts`. */
export type StandIns = Readonly<Record<string, string>>;

/** Puts a module in the place of another, wherever that is imported from. A stand-in may import the original. */
export function standIns(modules: StandIns): Plugin {
  return {
    name: 'stand-ins',
    setup(build) {
      build.onResolve({ filter: /^\./ }, ({ path: name, importer, resolveDir }) => {
        const asked = path.relative(ROOT, path.resolve(resolveDir, name)).replaceAll('\\', '/');
        const standIn = modules[asked];
        return standIn === undefined || importer === standIn ? undefined : { path: standIn };
      });
    },
  };
}
