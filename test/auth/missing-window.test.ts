import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { unlessNoWindowComes } from '../../src/auth/missing-window.ts';
import { fakeBrowser, resetFakeBrowser } from '../support/fake-browser.ts';

const AUTHORIZE = new URL('https://tenant.example/authorize?client_id=unit-client');

beforeEach(() => {
  resetFakeBrowser();
  vi.useFakeTimers();
});
afterEach(() => void vi.useRealTimers());

/** Runs a flow that never ends, and hears how the watch over it does. */
function watch(flow: () => Promise<string> = () => new Promise(() => {})) {
  const settled = vi.fn();
  unlessNoWindowComes(AUTHORIZE, flow).then(settled, settled);
  return settled;
}

describe('a window that does not come', () => {
  it('is told of after half a minute, and not before', async () => {
    const settled = watch();
    await vi.advanceTimersByTimeAsync(29_000);
    expect(settled).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(2_000);
    expect(settled).toHaveBeenCalledWith(
      expect.objectContaining({
        code: 'tenant-unreachable',
        message: 'tenant.example could not be reached. Check your connection and try again.',
      }),
    );
  });

  it('is not missed where one has come, however long the person takes', async () => {
    const settled = watch();
    await vi.advanceTimersByTimeAsync(10_000);
    fakeBrowser.windows.onCreated.emit({});
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(settled).not.toHaveBeenCalled();
  });

  it.each([
    ['comes back', () => Promise.resolve('https://redirect.example/')],
    ['fails', () => Promise.reject(new Error('Authorization page could not be loaded.'))],
  ])('is not missed where the flow %s without one', async (_name, flow) => {
    const settled = watch(flow);
    await vi.advanceTimersByTimeAsync(0);
    const [result] = await flow().then(
      (value) => [value],
      (error: Error) => [error],
    );
    expect(settled).toHaveBeenCalledExactlyOnceWith(result);
    expect(vi.getTimerCount()).toBe(0);
  });

  it.each([
    ['has come', () => fakeBrowser.windows.onCreated.emit({})],
    ['has not', () => vi.advanceTimersByTimeAsync(60_000)],
  ])('is not listened for any more when it %s', async (_name, happens) => {
    watch();
    await happens();
    expect(fakeBrowser.windows.onCreated.hasListeners()).toBe(false);
  });
});
