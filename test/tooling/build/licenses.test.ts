import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Metafile } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { licensesOf } from '../../../src/tooling/build/licenses.ts';
import { temporaryDir } from '../../support/profile.ts';

/** A folder with packages in it, each with these files beside its package.json. */
async function projectWith(
  packages: Readonly<Record<string, { license?: string; files?: Readonly<Record<string, string>> }>>,
): Promise<string> {
  const root = await temporaryDir('licenses');
  for (const [place, { license, files = {} }] of Object.entries(packages)) {
    const folder = path.join(root, 'node_modules', place);
    await mkdir(folder, { recursive: true });
    const name = place.replace(/^.*node_modules\//, '');
    const all = { ...files, 'package.json': JSON.stringify({ name, version: '1.2.3', license }) };
    for (const [file, text] of Object.entries(all)) await writeFile(path.join(folder, file), text);
  }
  return root;
}

/** What esbuild tells of a bundle that has so many bytes of each file. */
function bundleOf(bytes: Readonly<Record<string, number>>): Metafile {
  const inputs = Object.fromEntries(
    Object.entries(bytes).map(([file, bytesInOutput]) => [file, { bytesInOutput }]),
  );
  return { inputs: {}, outputs: { 'popup.js': { bytes: 0, inputs, imports: [], exports: [] } } };
}

const notice = (name: string, text: string) => `${name} 1.2.3\n\n${text}\n\n${'-'.repeat(80)}\n`;

describe('the licenses of a package', () => {
  it('contain the notice of each bundled library once, in alphabetical order', async () => {
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

  it('omit a library without code in a bundle', async () => {
    const root = await projectWith({ stamp: { license: 'MIT' }, unused: { license: 'MIT' } });
    const bundle = bundleOf({ 'node_modules/stamp/main.js': 10, 'node_modules/unused/main.js': 0 });
    expect(await licensesOf(root, [bundle])).toBe(notice('stamp', 'MIT'));
  });

  it('name the declared license of a library without a license file', async () => {
    const root = await projectWith({ stamp: { license: 'BSD-3-Clause', files: { 'README.md': '# Stamp' } } });
    expect(await licensesOf(root, [bundleOf({ 'node_modules/stamp/main.js': 10 })])).toBe(
      notice('stamp', 'BSD-3-Clause'),
    );
  });

  it('throw for a library without a license', async () => {
    const root = await projectWith({ stamp: {} });
    await expect(licensesOf(root, [bundleOf({ 'node_modules/stamp/main.js': 10 })])).rejects.toThrow(
      'stamp names no licence, so it cannot be given on.',
    );
  });
});
