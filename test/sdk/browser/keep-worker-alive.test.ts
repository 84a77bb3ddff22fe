import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { keepWorkerAlive } from '../../../src/sdk/browser/keep-worker-alive.ts';
import { fakeBrowser, resetFakeBrowser } from '../../support/unit/fake-browser.ts';

const never = () => new Promise<never>(() => {});
const calls = () => fakeBrowser.runtime.platformInfoCalls;

beforeEach(() => {
  resetFakeBrowser();
  vi.useFakeTimers();
});
afterEach(() => void vi.useRealTimers());

describe('keepWorkerAlive', () => {
  it('calls an API every 20 seconds while the work runs', () => {
    void keepWorkerAlive(never, { waitsForUser: true });
    const counts = [0, 19_999, 1, 19_999, 1, 560_000].map((milliseconds) => {
      vi.advanceTimersByTime(milliseconds);
      return calls();
    });
    expect(counts).toEqual([0, 0, 1, 1, 2, 30]);
  });

  it.each([
    ['resolves', async () => 'signed in'],
    ['rejects', () => Promise.reject('closed')],
  ])('settles as the work does, and stops the calls, when it %s', async (_name, work) => {
    const outcome = (promise: Promise<string>) => promise.catch((error: unknown) => error);
    expect(await outcome(keepWorkerAlive(work))).toBe(await outcome(work()));
    vi.advanceTimersByTime(200_000);
    expect(calls()).toBe(0);
  });

  it('rejects after three minutes, unless the work waits for the user', async () => {
    const settled = vi.fn();
    keepWorkerAlive(never).catch(settled);
    keepWorkerAlive(never, { waitsForUser: true }).catch(settled);
    await vi.advanceTimersByTimeAsync(180_000);
    expect(settled).toHaveBeenCalledTimes(1);
  });
});
