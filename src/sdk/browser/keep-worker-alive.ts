import browser from 'webextension-polyfill';
import { answerOf, attempt } from './optional-api.ts';

/** Milliseconds between two calls that keep the worker alive: Chromium stops a worker that has been idle for 30 seconds. */
const INTERVAL = 20_000;

/** Milliseconds that work may take that waits for no user: more than two renewals with all their time limits. */
const TIME_LIMIT = 180_000;

/** How the background runs all of its work. */
export type Run = typeof keepWorkerAlive;

/**
 * Runs `work` and keeps the background running until it ends. Rejects as `work` does, or if it takes longer than three
 * minutes, for example because the storage never answers. `waitsForUser` is for work without that limit.
 * https://developer.chrome.com/docs/extensions/develop/migrate/to-service-workers#keep_a_service_worker_alive_until_a_long-running_operation_is_finished
 */
export async function keepWorkerAlive<T>(
  work: () => Promise<T>,
  { waitsForUser = false }: { readonly waitsForUser?: boolean } = {},
): Promise<T> {
  const timer = setInterval(() => void attempt(() => browser.runtime.getPlatformInfo()), INTERVAL);
  try {
    return await (waitsForUser ? work() : answerOf(work, TIME_LIMIT));
  } finally {
    clearInterval(timer);
  }
}
