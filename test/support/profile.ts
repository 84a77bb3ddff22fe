/** Profile folders that come and go with a browser, and its process, which must be gone before the folder is. */
import type { ChildProcess } from 'node:child_process';
import { rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** How long a browser that was asked to close may take before it is killed, in milliseconds. */
const CLOSING_MS = 5_000;

/** Names the folder that the processes of one run share: see `run-folder.ts`. */
export const RUN_FOLDER_VARIABLE = 'LATCHKEY_TEST_FOLDER';

const temporary = new Set<string>();
const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) killGroup(child);
  for (const dir of temporary) rmSync(dir, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
});

/** Sees to it that the browser does not outlive this process. */
export function endWithUs(child: ChildProcess | null): void {
  if (child === null) return;
  running.add(child);
  child.once('exit', () => running.delete(child));
}

/** Returns the folder of this run, or the system's temporary one. */
export function runFolder(): string {
  return process.env[RUN_FOLDER_VARIABLE] ?? tmpdir();
}

/** Makes a new empty folder in `runFolder()`. It is removed when this process ends, at the latest. */
export async function temporaryDir(purpose: string): Promise<string> {
  const dir = await mkdtemp(join(runFolder(), `latchkey-${purpose}-`));
  temporary.add(dir);
  return dir;
}

/** Removes a folder that `temporaryDir` made. A browser's last writes may still be under way, hence the retries. */
export async function removeTemporaryDir(dir: string): Promise<void> {
  await rm(dir, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  temporary.delete(dir);
}

/** Resolves when the process has ended; kills its group when that takes too long. */
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
