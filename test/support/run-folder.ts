/**
 * Vitest's global setup: one folder for all that a run writes, removed when it ends, whatever became of its processes.
 * https://vitest.dev/config/globalsetup.html
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { RUN_FOLDER_VARIABLE } from './profile.ts';

export async function setup(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(path.join(tmpdir(), 'latchkey-run-'));
  process.env[RUN_FOLDER_VARIABLE] = folder;
  // A browser that has just ended may still be writing.
  return () => rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 });
}
