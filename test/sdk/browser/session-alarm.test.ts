import { beforeEach, describe, expect, it, vi } from 'vitest';
import { onSessionAlarm, scheduleSessionAlarm } from '../../../src/sdk/browser/session-alarm.ts';
import { fakeBrowser, resetFakeBrowser } from '../../support/unit/fake-browser.ts';
import { NOON } from '../../support/unit/session.ts';

const moments = () => [...fakeBrowser.alarms.scheduled.values()];

beforeEach(resetFakeBrowser);

describe('the alarm', () => {
  it('is set for the time of the next refresh', async () => {
    await scheduleSessionAlarm(NOON);
    expect(moments()).toEqual([NOON]);
  });

  it('moves with that time, so that there is one alarm', async () => {
    await scheduleSessionAlarm(NOON);
    await scheduleSessionAlarm(NOON + 1);
    expect(moments()).toEqual([NOON + 1]);
  });

  it('is cleared if no refresh is due', async () => {
    await scheduleSessionAlarm(NOON);
    await scheduleSessionAlarm(null);
    expect(moments()).toEqual([]);
  });

  it('is set for 1970 like any other time', async () => {
    await scheduleSessionAlarm(0);
    expect(moments()).toEqual([0]);
  });

  it('calls the listener when it rings', async () => {
    const listener = vi.fn();
    onSessionAlarm(listener);
    await scheduleSessionAlarm(NOON);
    for (const name of fakeBrowser.alarms.scheduled.keys()) fakeBrowser.alarms.fire(name);
    expect(listener).toHaveBeenCalledTimes(1);
  });

  it('ignores other alarms', () => {
    const listener = vi.fn();
    onSessionAlarm(listener);
    fakeBrowser.alarms.fire('another');
    expect(listener).not.toHaveBeenCalled();
  });
});
