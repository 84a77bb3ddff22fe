import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { withTimeout } from '../../../src/sdk/browser/timeout.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('a promise with a limit of time', () => {
  it('gives what it gives, and leaves no timer', async () => {
    await expect(withTimeout(Promise.resolve('there'), 1_000)).resolves.toBe('there');
    expect(vi.getTimerCount()).toBe(0);
  });

  it('fails as it fails, and leaves no timer', async () => {
    const error = new Error('no');
    await expect(withTimeout(Promise.reject(error), 1_000)).rejects.toBe(error);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('fails when the time is over', async () => {
    const late = expect(withTimeout(new Promise(() => {}), 1_000)).rejects.toThrow('No answer in 1000 ms.');
    await vi.advanceTimersByTimeAsync(1_000);
    await late;
  });
});
