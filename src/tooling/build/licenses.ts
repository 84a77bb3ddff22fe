import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Metafile } from 'esbuild';

/**
 * Returns the licenses of all packages with code in a bundle, as one text: MIT and similar licenses require their notice in
 * every copy. For a package without a license file, uses the license that it declares. Rejects if it declares none.
 */
export async function licensesOf(root: string, metafiles: readonly Metafile[]): Promise<string> {
  const folders = new Set(metafiles.flatMap(bundledFiles).flatMap(packageFolder));
  const notices = await Promise.all([...folders].sort().map((folder) => notice(path.join(root, folder))));
  return notices.join('\n');
}

/** Returns the input files that contribute bytes to an output. */
function bundledFiles({ outputs }: Metafile): string[] {
  return Object.values(outputs).flatMap(({ inputs }) =>
    Object.entries(inputs).flatMap(([file, { bytesInOutput }]) => (bytesInOutput > 0 ? [file] : [])),
  );
}

/** Returns the package folder that contains a file: `node_modules/name`. Returns an empty array for the project's own files. */
function packageFolder(file: string): string[] {
  const folder = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1];
  return folder === undefined ? [] : [folder];
}

async function notice(folder: string): Promise<string> {
  const { name, version, license }: Record<string, unknown> = JSON.parse(
    await readFile(path.join(folder, 'package.json'), 'utf8'),
  );
  const text = (await licenseText(folder)) ?? license;
  if (typeof text !== 'string')
    throw new Error(`${String(name)} names no licence, so it cannot be given on.`);
  return `${String(name)} ${String(version)}\n\n${text.trim()}\n\n${'-'.repeat(80)}\n`;
}

async function licenseText(folder: string): Promise<string | undefined> {
  const file = (await readdir(folder)).sort().find((candidate) => /^licen[cs]e/i.test(candidate));
  return file === undefined ? undefined : readFile(path.join(folder, file), 'utf8');
}
