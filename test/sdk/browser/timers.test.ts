import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { callAt, onSessionAlarm, scheduleSessionAlarm } from '../../../src/sdk/browser/timers.ts';
import { fakeBrowser, resetFakeBrowser } from '../../support/unit/fake-browser.ts';
import { NOON } from '../../support/unit/session.ts';

describe('the session alarm', () => {
  const times = () => [...fakeBrowser.alarms.scheduled.values()];

  beforeEach(resetFakeBrowser);

  it('is set, moved and cleared, also at 1970', async () => {
    await scheduleSessionAlarm(NOON);
    await scheduleSessionAlarm(0);
    expect(times()).toEqual([0]);
    await scheduleSessionAlarm(null);
    expect(times()).toEqual([]);
  });

  it('calls the listener when it fires, and not for other alarms', async () => {
    const listener = vi.fn();
    onSessionAlarm(listener);
    fakeBrowser.alarms.fire('another');
    expect(listener).not.toHaveBeenCalled();
    await scheduleSessionAlarm(NOON);
    for (const name of fakeBrowser.alarms.scheduled.keys()) fakeBrowser.alarms.fire(name);
    expect(listener).toHaveBeenCalledTimes(1);
  });
});

describe('callAt', () => {
  beforeEach(() => void vi.useFakeTimers({ now: NOON }));
  afterEach(() => void vi.useRealTimers());

  it('calls the listener once, and not early', () => {
    const listener = vi.fn();
    callAt(NOON + 1000, listener);
    vi.advanceTimersByTime(999);
    expect(listener).not.toHaveBeenCalled();
    vi.advanceTimersByTime(10_000);
    expect(listener).toHaveBeenCalledTimes(1);
  });

  it('calls the listener soon when the time has passed', () => {
    const listener = vi.fn();
    callAt(NOON - 1000, listener);
    vi.advanceTimersByTime(0);
    expect(listener).toHaveBeenCalledTimes(1);
  });

  it('does not call the listener when it was canceled', () => {
    const listener = vi.fn();
    callAt(NOON + 1000, listener)();
    vi.advanceTimersByTime(10_000);
    expect(listener).not.toHaveBeenCalled();
  });

  it('does not call the listener at once when the time exceeds the limit of timers', () => {
    const listener = vi.fn();
    callAt(8.64e15, listener);
    vi.advanceTimersByTime(24 * 3_600_000);
    expect(listener).not.toHaveBeenCalled();
  });
});
