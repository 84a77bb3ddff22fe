import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Metafile } from 'esbuild';

/**
 * Returns the licenses of all packages with code in a bundle, as one text: MIT and similar licenses require their notice in
 * every copy. For a package without a license file, uses the license that it declares. Rejects if it declares none.
 */
export async function licensesOf(root: string, metafiles: readonly Metafile[]): Promise<string> {
  const outputs = metafiles.flatMap((metafile) => Object.values(metafile.outputs));
  const bundled = outputs.flatMap(({ inputs }) =>
    Object.entries(inputs).flatMap(([file, { bytesInOutput }]) => (bytesInOutput > 0 ? [file] : [])),
  );
  const folders = new Set(bundled.flatMap((file) => PACKAGE_FOLDER.exec(file)?.[0] ?? []));
  const notices = await Promise.all([...folders].sort().map((folder) => notice(path.join(root, folder))));
  return notices.join('\n');
}

/** Matches the folder of a file's package: `node_modules/name`. The project's own files have none. */
const PACKAGE_FOLDER = /^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/;

async function notice(folder: string): Promise<string> {
  const { name, version, license }: Record<string, unknown> = JSON.parse(
    await readFile(path.join(folder, 'package.json'), 'utf8'),
  );
  const file = (await readdir(folder)).sort().find((candidate) => /^licen[cs]e/i.test(candidate));
  const text = file === undefined ? license : await readFile(path.join(folder, file), 'utf8');
  if (typeof text !== 'string') {
    throw new Error(`${name} has no license file and declares no license, so it can't be distributed.`);
  }
  return `${name} ${version}\n\n${text.trim()}\n\n${'-'.repeat(80)}\n`;
}
