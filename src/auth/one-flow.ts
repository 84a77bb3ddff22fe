import { signInRunning } from '../errors.ts';
import { locks } from '../locks.ts';

const WINDOW = 'latchkey.sign-in-window';
const SILENT = 'latchkey.silent-flow';

/**
 * Runs an interactive flow alone: where another one's window is open, rejects with `sign-in-running`; flows
 * without a window that have begun end first. A browser knows one flow at a time: Chromium refuses a second
 * one, Firefox lets it replace the first.
 */
export async function runWithWindow<T>(flow: () => Promise<T>): Promise<T> {
  const manager = locks();
  if (manager === undefined) return flow();
  return manager.request(WINDOW, { ifAvailable: true }, async (lock) => {
    if (lock === null) throw signInRunning();
    await manager.request(SILENT, () => {});
    return flow();
  });
}

/** Runs a flow without a window, after others of its kind; rejects with `sign-in-running` while a window is open. */
export async function runSilently<T>(flow: () => Promise<T>): Promise<T> {
  const manager = locks();
  if (manager === undefined) return flow();
  return manager.request(SILENT, async () => {
    const { held = [] } = await manager.query();
    if (held.some(({ name }) => name === WINDOW)) throw signInRunning();
    return flow();
  });
}
