import { rmSync } from 'node:fs';
import { mkdtemp, readdir, readFile } from 'node:fs/promises';
import { SourceMap } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build as esbuild } from 'esbuild';
import { allBundles, type BuildResult, build } from '../../src/build/build.ts';

/** A build for a tenant that could be anybody's, in a temporary folder. */
export interface BuiltPackages extends BuildResult {
  readonly outDir: string;
}

const ENVIRONMENT = {
  AUTH0_DOMAIN: 'example.eu.auth0.com',
  AUTH0_CLIENT_ID: 'q5Mt1hXbTTvZ7mdCzXG0Tv4RXdE2hJRa',
};

/** Builds both packages as `npm run build` does. */
export async function buildPackages(): Promise<BuiltPackages> {
  const outDir = await mkdtemp(path.join(tmpdir(), 'latchkey-package-'));
  process.once('exit', () => rmSync(outDir, { recursive: true, force: true }));
  return { ...(await build({ environment: ENVIRONMENT, outDir })), outDir };
}

/** The files of a built package, as text, by their path in it. */
export async function packageFiles(folder: string): Promise<Map<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
  const read = async (file: string): Promise<[string, string]> => [
    path.relative(folder, file).replaceAll('\\', '/'),
    await readFile(file, 'utf8'),
  ];
  return new Map(await Promise.all(files.sort().map(read)));
}

/** Says which module a place of a script came from: the file's name, and line and column from 0. */
export type Attribute = (script: string, line: number, column: number) => string;

/** Builds the scripts again, with source maps, which the packages do not have; the scripts are the same bytes. */
export async function attributor({ config }: BuildResult): Promise<Attribute> {
  const maps = new Map<string, SourceMap>();
  for (const bundle of allBundles(config)) {
    const { outputFiles } = await esbuild({ ...bundle, write: false, sourcemap: 'external' });
    for (const file of outputFiles.filter((output) => output.path.endsWith('.map'))) {
      maps.set(withoutHash(path.basename(file.path, '.map')), new SourceMap(JSON.parse(file.text)));
    }
  }
  return (script, line, column) => {
    const found: object | undefined = maps.get(withoutHash(script))?.findEntry(line, column);
    if (found === undefined || !('originalSource' in found)) return 'unknown';
    return moduleName(String(found.originalSource));
  };
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

/** Line and column, from 0, of an offset in a text. */
export function placeOf(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length - 1, column: before.at(-1)?.length ?? 0 };
}
