import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseEnv } from 'node:util';
import type { Environment } from './environment.ts';
import { ROOT } from './root.ts';

/** The file that a build has its variables from. */
export const DOT_ENV = path.join(ROOT, '.env');

/** The variables of `.env`; none where there is no such file, as on a build machine. */
export async function readDotEnv(file = DOT_ENV): Promise<Environment> {
  try {
    return parseEnv(await readFile(file, 'utf8'));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {};
    throw error;
  }
}
