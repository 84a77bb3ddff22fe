import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { licensesOf } from '../build/licenses.ts';
import { ROOT } from '../build/project-files.ts';
import { bundleProgram, bundleSdk } from './bundle-sdk.ts';
import { packageManifest, sdkEntries } from './package-manifest.ts';

/** Writes the npm package `latchkey` into `folder`. The same sources give the same bytes. */
export async function writeSdk(folder: string): Promise<void> {
  const project = JSON.parse(await readFile(path.join(ROOT, 'package.json'), 'utf8'));
  const entries = sdkEntries(project);
  const bundles = [await bundleSdk(entries), await bundleProgram()];
  const scripts = bundles.flatMap((bundle) => bundle.scripts);
  const metafiles = bundles.map(({ metafile }) => metafile);
  const files: readonly (readonly [string, string | Uint8Array])[] = [
    ...scripts.map((script) => [path.relative(ROOT, script.path), script.contents] as const),
    ...(await declarationsOf(Object.values(entries))),
    ['package.json', `${JSON.stringify(packageManifest(project), null, 2)}\n`],
    ['README.md', await readFile(path.join(ROOT, 'src/sdk/README.md'), 'utf8')],
    ['LICENSE', await readFile(path.join(ROOT, 'LICENSE'), 'utf8')],
    ['licenses.txt', await licensesOf(ROOT, metafiles)],
  ];
  await rm(folder, { recursive: true, force: true });
  for (const [name, contents] of files) {
    const file = path.join(folder, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, contents);
  }
}

/**
 * Returns the paths and the texts of the declarations of modules of `src/sdk/` and of all modules that they import:
 * `types/popup.d.ts`. Their imports end in `.js`, which every `moduleResolution` supports. Rejects with the output of `tsc`
 * if a type is wrong.
 */
async function declarationsOf(modules: readonly string[]): Promise<[string, string][]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'latchkey-types-'));
  try {
    const tsc = path.join(ROOT, 'node_modules/typescript/bin/tsc');
    const to = ['--outDir', folder, '--rootDir', path.join(ROOT, 'src/sdk')];
    const config = path.join(ROOT, 'src/tooling/sdk/tsconfig.json');
    await promisify(execFile)(process.execPath, [tsc, '-p', config, ...to]);
    const found = new Map<string, string>();
    const waiting = modules.map((module) => module.replace(/^src\/sdk\//, '').replace(/\.tsx?$/, '.d.ts'));
    for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
      if (found.has(name)) continue;
      const text = await readFile(path.join(folder, name), 'utf8');
      found.set(name, text.replace(RELATIVE_IMPORT, '$1$2.js$3'));
      for (const [, , imported = ''] of text.matchAll(RELATIVE_IMPORT))
        waiting.push(`${path.posix.join(path.posix.dirname(name), imported)}.d.ts`);
    }
    return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, text]) => [`types/${name}`, text]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Matches the path of an import or export of another module, and captures it without its extension. */
const RELATIVE_IMPORT = /((?:from|import\()\s*['"])(\.{1,2}\/[^'"]+?)\.tsx?(['"])/g;
