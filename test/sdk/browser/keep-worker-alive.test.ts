import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { stayAwake } from '../../../src/sdk/browser/keep-worker-alive.ts';
import { promiseOf } from '../../support/promise-of.ts';
import { fakeBrowser, resetFakeBrowser } from '../../support/unit/fake-browser.ts';

/** Milliseconds: an idle worker of Chromium is ended after thirty thousand. */
const BETWEEN = 20_000;

const signsOfLife = () => fakeBrowser.runtime.platformsAsked;

beforeEach(() => {
  resetFakeBrowser();
  vi.useFakeTimers();
});
afterEach(() => void vi.useRealTimers());

describe('staying awake', () => {
  it('gives a sign of life every 20 seconds while the work goes on', () => {
    stayAwake(new Promise(() => {}));
    const heard = [0, BETWEEN - 1, 1, BETWEEN - 1, 1, 28 * BETWEEN].map((milliseconds) => {
      vi.advanceTimersByTime(milliseconds);
      return signsOfLife();
    });
    expect(heard).toEqual([0, 0, 1, 1, 2, 30]);
  });

  it('passes on what the work gives, and gives no sign of life after it', async () => {
    const [work, finish] = promiseOf<string>();
    const awake = stayAwake(work);
    vi.advanceTimersByTime(BETWEEN);
    finish('signed in');
    expect(await awake).toBe('signed in');
    vi.advanceTimersByTime(10 * BETWEEN);
    expect(signsOfLife()).toBe(1);
  });

  it('passes on the error with which the work fails, and gives no sign of life after it', async () => {
    const error = new Error('The window was closed.');
    await expect(stayAwake(Promise.reject(error))).rejects.toBe(error);
    vi.advanceTimersByTime(10 * BETWEEN);
    expect(signsOfLife()).toBe(0);
  });
});
