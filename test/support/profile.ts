/**
 * Temporary folders and processes of browsers, which end with this process at the latest. Also Vitest's global setup: one
 * folder for all that a run writes, removed when it ends. https://vitest.dev/config/globalsetup.html
 */
import type { ChildProcess } from 'node:child_process';
import { rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Milliseconds after which a browser that is closing is killed. */
const CLOSING_MS = 5_000;

/** The folder that the processes of one run share. */
export const RUN_FOLDER_VARIABLE = 'LATCHKEY_TEST_FOLDER';

export async function setup(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'latchkey-run-'));
  process.env[RUN_FOLDER_VARIABLE] = folder;
  // A browser that has just ended can still be writing.
  return () => rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 });
}

const temporary = new Set<string>();
const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) killGroup(child);
  for (const dir of temporary) rmSync(dir, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
});

/** Ends the browser when this process ends. */
export function endWithUs(child: ChildProcess | null): void {
  if (child === null) return;
  running.add(child);
  child.once('exit', () => running.delete(child));
}

/** Returns the folder of this run, or the system's temporary one. */
export function runFolder(): string {
  return process.env[RUN_FOLDER_VARIABLE] ?? tmpdir();
}

/** Creates an empty folder in `runFolder()`. It is removed when this process ends, at the latest. */
export async function temporaryDir(purpose: string): Promise<string> {
  const dir = await mkdtemp(join(runFolder(), `latchkey-${purpose}-`));
  temporary.add(dir);
  return dir;
}

/** Removes a folder of `temporaryDir`. Retries because of a browser's last writes. */
export async function removeTemporaryDir(dir: string): Promise<void> {
  await rm(dir, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  temporary.delete(dir);
}

/** Resolves when the process has ended. Kills its group if that takes too long. */
export async function processGone(child: ChildProcess | null): Promise<void> {
  if (child === null || child.exitCode !== null || child.signalCode !== null) return;
  await new Promise<void>((resolve) => {
    const timer = setTimeout(() => killGroup(child), CLOSING_MS);
    child.once('exit', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined || process.platform === 'win32') {
    child.kill('SIGKILL');
    return;
  }
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    child.kill('SIGKILL');
  }
}
