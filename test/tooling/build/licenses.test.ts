import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Metafile } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { licensesOf } from '../../../src/tooling/build/licenses.ts';
import { temporaryDir } from '../../support/profile.ts';

/** Returns a folder with packages, each with these files and a `package.json`. */
async function projectWith(
  packages: Readonly<Record<string, { license?: string; files?: Readonly<Record<string, string>> }>>,
): Promise<string> {
  const root = await temporaryDir('licenses');
  for (const [name, { license, files = {} }] of Object.entries(packages)) {
    const folder = path.join(root, 'node_modules', name);
    await mkdir(folder, { recursive: true });
    const all = { ...files, 'package.json': JSON.stringify({ name, version: '1.2.3', license }) };
    for (const [file, text] of Object.entries(all)) await writeFile(path.join(folder, file), text);
  }
  return root;
}

/** Returns esbuild's metafile of a bundle with so many bytes of each file. */
function bundleOf(bytes: Readonly<Record<string, number>>): Metafile {
  const inputs = Object.fromEntries(
    Object.entries(bytes).map(([file, bytesInOutput]) => [file, { bytesInOutput }]),
  );
  return { inputs: {}, outputs: { 'popup.js': { bytes: 0, inputs, imports: [], exports: [] } } };
}

const notice = (name: string, text: string) => `${name} 1.2.3\n\n${text}\n\n${'-'.repeat(80)}\n`;
const STAMP = bundleOf({ 'node_modules/stamp/main.js': 10, 'node_modules/unused/main.js': 0 });

describe('licensesOf', () => {
  it('returns the notice of each library with code in a bundle once, in the order of their names', async () => {
    const root = await projectWith({
      stamp: { license: 'MIT', files: { LICENSE: 'MIT, © Stamp\n' } },
      '@scope/letter': { license: 'ISC', files: { 'licence.md': 'ISC, © Letter' } },
    });
    const popup = bundleOf({
      'src/extension/popup/popup.ts': 10,
      'node_modules/stamp/one.js': 10,
      'node_modules/stamp/two.js': 10,
    });
    const background = bundleOf({ 'node_modules/stamp/one.js': 5, 'node_modules/@scope/letter/main.js': 1 });
    expect(await licensesOf(root, [popup, background])).toBe(
      [notice('@scope/letter', 'ISC, © Letter'), notice('stamp', 'MIT, © Stamp')].join('\n'),
    );
  });

  it('returns the declared license if a library has no license file, and none of unused libraries', async () => {
    const root = await projectWith({ stamp: { license: 'MIT', files: { 'README.md': '# Stamp' } } });
    expect(await licensesOf(root, [STAMP])).toBe(notice('stamp', 'MIT'));
  });

  it('rejects if a library has no license', async () => {
    const root = await projectWith({ stamp: {} });
    await expect(licensesOf(root, [STAMP])).rejects.toThrow(
      'stamp has no license file and declares no license',
    );
  });
});
