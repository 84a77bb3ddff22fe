import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/** The project's folder. */
export const ROOT = path.resolve(import.meta.dirname, '../../..');

/** The folder of Lock's compiled modules. */
export const LOCK_LIBRARY = path.join(ROOT, 'node_modules/auth0-lock/lib');

/** Files by their path in a folder, with `/` as the separator, sorted by path. */
export type Files = ReadonlyMap<string, Uint8Array>;

/** Returns all files of a folder and its subfolders. Rejects if a file can't be read. */
export async function readFolder(folder: string): Promise<Files> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
  const read = async (name: string): Promise<[string, Uint8Array]> => [
    name,
    await readFile(path.join(folder, name)),
  ];
  return new Map(await Promise.all(names.sort().map(read)));
}

/** Returns the text of a file, or `null` if it doesn't exist. Rejects if it can't be read. */
export async function readIfPresent(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}
