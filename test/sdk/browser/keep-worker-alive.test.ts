import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { keepWorkerAlive } from '../../../src/sdk/browser/keep-worker-alive.ts';
import { promiseOf } from '../../support/promise-of.ts';
import { fakeBrowser, resetFakeBrowser } from '../../support/unit/fake-browser.ts';

/** Milliseconds: an idle worker of Chromium is ended after thirty thousand. */
const BETWEEN = 20_000;

const signsOfLife = () => fakeBrowser.runtime.platformInfoCalls;

beforeEach(() => {
  resetFakeBrowser();
  vi.useFakeTimers();
});
afterEach(() => void vi.useRealTimers());

describe('keepWorkerAlive', () => {
  it('calls an API every 20 seconds while the work runs', () => {
    void keepWorkerAlive(() => new Promise(() => {}), { waitsForUser: true });
    const heard = [0, BETWEEN - 1, 1, BETWEEN - 1, 1, 28 * BETWEEN].map((milliseconds) => {
      vi.advanceTimersByTime(milliseconds);
      return signsOfLife();
    });
    expect(heard).toEqual([0, 0, 1, 1, 2, 30]);
  });

  it('returns the result of the work, and stops the calls', async () => {
    const [work, finish] = promiseOf<string>();
    const awake = keepWorkerAlive(() => work);
    vi.advanceTimersByTime(BETWEEN);
    finish('signed in');
    expect(await awake).toBe('signed in');
    vi.advanceTimersByTime(10 * BETWEEN);
    expect(signsOfLife()).toBe(1);
  });

  it('rejects with the error of the work, and stops the calls', async () => {
    const error = new Error('The window was closed.');
    await expect(keepWorkerAlive(() => Promise.reject(error))).rejects.toBe(error);
    vi.advanceTimersByTime(10 * BETWEEN);
    expect(signsOfLife()).toBe(0);
  });

  it('rejects after three minutes, unless the work waits for the user', async () => {
    const settled = vi.fn();
    keepWorkerAlive(() => new Promise(() => {})).catch(settled);
    keepWorkerAlive(() => new Promise(() => {}), { waitsForUser: true }).catch(settled);
    await vi.advanceTimersByTimeAsync(180_000);
    expect(settled).toHaveBeenCalledTimes(1);
  });
});
