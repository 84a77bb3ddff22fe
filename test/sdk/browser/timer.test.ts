import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { callAt } from '../../../src/sdk/browser/timer.ts';
import { NOON } from '../../support/unit/session.ts';

beforeEach(() => void vi.useFakeTimers({ now: NOON }));
afterEach(() => void vi.useRealTimers());

describe('callAt', () => {
  it('calls the listener once, and not early', () => {
    const listener = vi.fn();
    callAt(NOON + 1000, listener);
    vi.advanceTimersByTime(999);
    expect(listener).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(listener).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(10_000);
    expect(listener).toHaveBeenCalledTimes(1);
  });

  it('calls the listener soon if the time has passed', () => {
    const listener = vi.fn();
    callAt(NOON - 1000, listener);
    vi.advanceTimersByTime(0);
    expect(listener).toHaveBeenCalledTimes(1);
  });

  it('does not call the listener after it was canceled', () => {
    const listener = vi.fn();
    callAt(NOON + 1000, listener)();
    vi.advanceTimersByTime(10_000);
    expect(listener).not.toHaveBeenCalled();
  });

  it('does not call the listener at once if the time exceeds the limit of timers', () => {
    const listener = vi.fn();
    callAt(8.64e15, listener);
    vi.advanceTimersByTime(24 * 3_600_000);
    expect(listener).not.toHaveBeenCalled();
  });
});
