import { setTimeout as pause } from 'node:timers/promises';
import { WAIT_MS } from './time-limits.ts';

/** Milliseconds between two calls. */
const INTERVAL_MS = 50;

/**
 * Calls `read` until it resolves with something else than `undefined`; a rejection counts as `undefined`. Rejects after
 * `WAIT_MS` with the message of `explain`.
 */
export async function poll<T>(
  read: () => Promise<T | undefined>,
  explain: () => string | Promise<string>,
): Promise<T> {
  const end = performance.now() + WAIT_MS;
  for (;;) {
    let cause: unknown;
    try {
      const value = await read();
      if (value !== undefined) return value;
    } catch (error) {
      cause = error;
    }
    if (performance.now() >= end) throw new Error(await explain(), { cause });
    await pause(INTERVAL_MS);
  }
}
