/** Vitest's global setup: one folder for the builds of a run. https://vitest.dev/config/globalsetup.html */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { BUILDS_VARIABLE } from './builds.ts';

export async function setup(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(path.join(tmpdir(), 'latchkey-builds-'));
  process.env[BUILDS_VARIABLE] = folder;
  return () => rm(folder, { recursive: true, force: true });
}
