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
