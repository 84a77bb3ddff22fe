/** Vitest's global setup: packs the SDK once for a run. https://vitest.dev/config/globalsetup.html */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { ROOT } from '../../../src/tooling/build/project-files.ts';
import { runNpm } from './npm.ts';

export async function setup(): Promise<void> {
  await runNpm(ROOT, ['run', 'pack:sdk']);
}

/** Returns the path of the package that `npm run pack:sdk` writes. */
export async function packedSdk(): Promise<string> {
  const { name, version } = JSON.parse(await readFile(path.join(ROOT, 'package.json'), 'utf8'));
  return path.join(ROOT, 'dist', `${name}-${version}.tgz`);
}
