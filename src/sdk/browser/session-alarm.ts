import browser from 'webextension-polyfill';

/** Name of the alarm that rings when the session needs looking after. */
const NAME = 'latchkey.session';

/** Sets the alarm for `moment`, milliseconds since 1970; for `null`, clears it. */
export async function scheduleSessionAlarm(moment: number | null): Promise<void> {
  if (moment === null) await browser.alarms.clear(NAME);
  else await browser.alarms.create(NAME, { when: moment });
}

/** Calls `listener` when the alarm rings. Call it in the background's first turn. */
export function onSessionAlarm(listener: () => void): void {
  browser.alarms.onAlarm.addListener((alarm) => {
    if (alarm.name === NAME) listener();
  });
}
