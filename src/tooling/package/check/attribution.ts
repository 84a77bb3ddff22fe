import { SourceMap } from 'node:module';
import path from 'node:path';
import { build as esbuild } from 'esbuild';
import type { Config } from '../../../sdk/config.ts';
import { allBundles } from '../../build/build.ts';
import { type StandIns, standIns } from '../../build/overrides.ts';

/** Says which module a place of a built file came from: the file's name, and line and column from 0. */
export type Attribute = (file: string, line: number, column: number) => string;

/** What esbuild was given for a build. */
export interface Bundled {
  readonly config: Config;
  readonly standIns?: StandIns;
}

/**
 * Knows the module behind each place of the scripts. Builds them again, with source maps, which the packages do not
 * have; the scripts are the same bytes. esbuild's metafile knows which modules are in a file, but not where.
 */
export async function attributor({ config, standIns: modules = {} }: Bundled): Promise<Attribute> {
  const maps = new Map<string, SourceMap>();
  for (const bundle of allBundles(config)) {
    const plugins = [standIns(modules), ...(bundle.plugins ?? [])];
    const { outputFiles = [] } = await esbuild({ ...bundle, plugins, write: false, sourcemap: 'external' });
    for (const file of outputFiles.filter((output) => output.path.endsWith('.map'))) {
      maps.set(withoutHash(path.basename(file.path, '.map')), new SourceMap(JSON.parse(file.text)));
    }
  }
  return (file, line, column) => {
    if (!file.endsWith('.js')) return sourceOf(file);
    const found: object | undefined = maps.get(withoutHash(file))?.findEntry(line, column);
    if (found === undefined || !('originalSource' in found)) return 'unknown';
    return moduleName(String(found.originalSource));
  };
}

/** Where a file comes from that is no script. */
function sourceOf(file: string): string {
  if (file.startsWith('languages/')) return 'auth0-lock';
  if (file.startsWith('icons/')) return `src/extension/${file}`;
  if (file === 'lock.css') return 'auth0-lock and src/sdk/lock/lock.css';
  return file.endsWith('.css') ? `src/extension/${file}` : file;
}

/** The hash in a shared script's name is another one where there are source maps. */
function withoutHash(script: string): string {
  return script.replace(/^shared-\w+/, 'shared');
}

/** A module as people know it: `react-dom`, or the path in the project. */
function moduleName(source: string): string {
  const inPackage = /node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*node_modules)/.exec(source)?.[1];
  return inPackage ?? source.replace(/^(\.\.?\/)+/, '');
}
