import browser from 'webextension-polyfill';
import { attempt, withTimeLimit } from './optional-api.ts';

/** Interval of the calls that keep the worker alive, in milliseconds. Chromium stops a worker after 30 seconds of inactivity. */
const INTERVAL = 20_000;

/** Time limit of work that doesn't wait for the user, in milliseconds. Longer than two renewals with all their time limits. */
const TIME_LIMIT = 180_000;

/** The type of `keepWorkerAlive`, which runs all work of the background. */
export type Run = typeof keepWorkerAlive;

/**
 * Runs `work` and keeps the background running until it ends. Rejects as `work` does, or if it takes longer than three
 * minutes, for example because the storage never responds. `waitsForUser` removes that limit.
 * https://developer.chrome.com/docs/extensions/develop/migrate/to-service-workers#keep_a_service_worker_alive_until_a_long-running_operation_is_finished
 */
export async function keepWorkerAlive<T>(
  work: () => Promise<T>,
  { waitsForUser = false }: { readonly waitsForUser?: boolean } = {},
): Promise<T> {
  const timer = setInterval(() => void attempt(() => browser.runtime.getPlatformInfo()), INTERVAL);
  try {
    return await (waitsForUser ? work() : withTimeLimit(work, TIME_LIMIT));
  } finally {
    clearInterval(timer);
  }
}
