import browser from 'webextension-polyfill';
import { attempt } from './optional-api.ts';

/** Milliseconds between two signs of life: Chromium ends a worker that has been idle for 30 seconds. */
const INTERVAL = 20_000;

/**
 * Keeps the background running while `work` is under way, however long a person takes in a window. Each call
 * of an extension API puts the end off.
 * https://developer.chrome.com/docs/extensions/develop/migrate/to-service-workers#keep_a_service_worker_alive_until_a_long-running_operation_is_finished
 */
export async function stayAwake<T>(work: Promise<T>): Promise<T> {
  const timer = setInterval(() => void attempt(() => browser.runtime.getPlatformInfo()), INTERVAL);
  try {
    return await work;
  } finally {
    clearInterval(timer);
  }
}
