import browser from 'webextension-polyfill';
import type { SessionStatus } from '../session/status.ts';

/** Name of the alarm that rings when the session ends. */
const NAME = 'session-expiry';

/** Sets the alarm for the end of a live session; without one, clears it. */
export async function scheduleExpiryAlarm(status: SessionStatus): Promise<void> {
  if (status.kind === 'signed-in') await browser.alarms.create(NAME, { when: status.session.expiresAt });
  else await browser.alarms.clear(NAME);
}

/** Calls `listener` when the session ends. Call it in the background's first turn. */
export function onExpiryAlarm(listener: () => void): void {
  browser.alarms.onAlarm.addListener((alarm) => {
    if (alarm.name === NAME) listener();
  });
}
