import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { failIfNoWindowOpens } from '../../../src/sdk/browser/window-timeout.ts';
import { LatchkeyError } from '../../../src/sdk/errors.ts';
import { fakeBrowser, resetFakeBrowser } from '../../support/unit/fake-browser.ts';

const UNREACHABLE = new LatchkeyError('tenant-unreachable', { domain: 'tenant.example' });

beforeEach(() => {
  resetFakeBrowser();
  vi.useFakeTimers();
});
afterEach(() => void vi.useRealTimers());

/** Watches a flow, by default one that does not end; returns what is called when the watch is over. */
function watch(flow: Promise<string> = new Promise(() => {})) {
  const settled = vi.fn();
  failIfNoWindowOpens(flow, async () => UNREACHABLE).then(settled, settled);
  return settled;
}

const opens = (type: string) => fakeBrowser.windows.onCreated.emit({ type });

describe('a window that does not open', () => {
  it('is reported after half a minute, and not before', async () => {
    const settled = watch();
    await vi.advanceTimersByTimeAsync(29_000);
    expect(settled).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(2_000);
    expect(settled).toHaveBeenCalledExactlyOnceWith(UNREACHABLE);
  });

  it.each([
    ['a sign-in window', 'popup', false],
    ['a window of the user', 'normal', true],
  ])('is reported, or not, if what opens is %s', async (_name, type, isReported) => {
    const settled = watch();
    await vi.advanceTimersByTimeAsync(10_000);
    opens(type);
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(settled).toHaveBeenCalledTimes(isReported ? 1 : 0);
  });

  it.each([['no event for windows', () => Object.assign(fakeBrowser, { windows: undefined }), 1]])(
    'is reported, or not, in a browser with %s',
    async (_name, prepare, times) => {
      prepare();
      const settled = watch();
      await vi.advanceTimersByTimeAsync(60_000);
      expect(settled).toHaveBeenCalledTimes(times);
    },
  );

  it.each([
    ['returns', () => Promise.resolve('https://redirect.example/')],
    ['fails', () => Promise.reject(new Error('Authorization page could not be loaded.'))],
  ])('is not reported if the flow %s without one', async (_name, flow) => {
    const settled = watch(flow());
    await vi.advanceTimersByTimeAsync(0);
    const [result] = await flow().then(
      (value) => [value],
      (error: Error) => [error],
    );
    expect(settled).toHaveBeenCalledExactlyOnceWith(result);
    expect(vi.getTimerCount()).toBe(0);
  });

  it.each([
    ['has opened', () => opens('popup')],
    ['has not', () => vi.advanceTimersByTimeAsync(60_000)],
  ])('is no longer watched for when it %s', async (_name, happens) => {
    watch();
    await happens();
    expect(fakeBrowser.windows.onCreated.hasListeners()).toBe(false);
  });
});
