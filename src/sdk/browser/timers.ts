import browser from 'webextension-polyfill';

/** Name of the alarm that fires when the session must be refreshed. */
const NAME = 'latchkey.session';

/** Sets the alarm to `timestamp` (Unix time in milliseconds). Clears it if `timestamp` is `null`. */
export async function scheduleSessionAlarm(timestamp: number | null): Promise<void> {
  if (timestamp === null) await browser.alarms.clear(NAME);
  else await browser.alarms.create(NAME, { when: timestamp });
}

/** Calls `listener` when the alarm fires. Must be called synchronously at startup. */
export function onSessionAlarm(listener: () => void): void {
  browser.alarms.onAlarm.addListener((alarm) => {
    if (alarm.name === NAME) listener();
  });
}

/** The longest delay that `setTimeout` supports, in milliseconds: the largest signed 32-bit integer. */
const LONGEST_DELAY = 2 ** 31 - 1;

/**
 * Calls `listener` at `timestamp` (Unix time in milliseconds) or soon after. If that is more than 24 days away, calls it earlier,
 * so `listener` must check the time. Returns a function that cancels the call.
 */
export function callAt(timestamp: number, listener: () => void): () => void {
  const delay = Math.min(Math.max(timestamp - Date.now(), 0), LONGEST_DELAY);
  const timer = setTimeout(listener, delay);
  return () => clearTimeout(timer);
}
