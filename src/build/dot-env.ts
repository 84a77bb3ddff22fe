import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseEnv } from 'node:util';
import type { Environment } from './environment.ts';
import { ROOT } from './root.ts';

/** The variables of `.env`; none where there is no such file, as on a build machine. */
export async function readDotEnv(): Promise<Environment> {
  try {
    return parseEnv(await readFile(path.join(ROOT, '.env'), 'utf8'));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {};
    throw error;
  }
}
