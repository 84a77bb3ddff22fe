import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { callAt } from '../../../src/sdk/browser/timer.ts';
import { NOON } from '../../support/unit/session.ts';

beforeEach(() => void vi.useFakeTimers({ now: NOON }));
afterEach(() => void vi.useRealTimers());

describe('at a moment', () => {
  it('the listener is called, once, and not before', () => {
    const listener = vi.fn();
    callAt(NOON + 1000, listener);
    vi.advanceTimersByTime(999);
    expect(listener).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(listener).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(10_000);
    expect(listener).toHaveBeenCalledTimes(1);
  });

  it('that has passed the listener is called soon', () => {
    const listener = vi.fn();
    callAt(NOON - 1000, listener);
    vi.advanceTimersByTime(0);
    expect(listener).toHaveBeenCalledTimes(1);
  });

  it('that was undone the listener is not called', () => {
    const listener = vi.fn();
    callAt(NOON + 1000, listener)();
    vi.advanceTimersByTime(10_000);
    expect(listener).not.toHaveBeenCalled();
  });

  it('further away than a timer can be set the listener is not called at once', () => {
    const listener = vi.fn();
    callAt(8.64e15, listener);
    vi.advanceTimersByTime(24 * 3_600_000);
    expect(listener).not.toHaveBeenCalled();
  });
});
