import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { licensesOf } from '../build/licenses.ts';
import { ROOT } from '../build/project-files.ts';
import { bundleProgram, bundleSdk } from './bundle-sdk.ts';
import { declarationsOf } from './declarations.ts';
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
    ['package.json', `${JSON.stringify(packageManifest(project, entries), null, 2)}\n`],
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
