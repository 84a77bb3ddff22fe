import path from 'node:path';
import type { Plugin } from 'esbuild';
import { ROOT } from './project-files.ts';

/** Absolute paths of overrides, by the path of the module that each replaces: `src/extension/branding.ts`. */
export type Overrides = Readonly<Record<string, string>>;

/** Replaces modules wherever they are imported by a relative path. An override can import the original. */
export function overrideModules(overrides: Overrides): Plugin {
  return {
    name: 'overrides',
    setup(build) {
      build.onResolve({ filter: /^\./ }, ({ path: name, importer, resolveDir }) => {
        const requested = path.relative(ROOT, path.resolve(resolveDir, name)).replaceAll('\\', '/');
        const override = overrides[requested];
        return override === undefined || importer === override ? undefined : { path: override };
      });
    },
  };
}
