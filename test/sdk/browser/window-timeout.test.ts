import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { failIfNoWindowOpens } from '../../../src/sdk/browser/window-timeout.ts';
import { LatchkeyError } from '../../../src/sdk/errors.ts';
import { fakeBrowser, resetFakeBrowser } from '../../support/unit/fake-browser.ts';

const UNREACHABLE = new LatchkeyError('tenant-unreachable', { domain: 'tenant.example' });
const FAILURE = new Error('Authorization page could not be loaded.');

beforeEach(() => {
  resetFakeBrowser();
  vi.useFakeTimers();
});
afterEach(() => void vi.useRealTimers());

/** Watches a flow, by default one that doesn't end. The result is called when it settles. */
function watch(flow: Promise<string> = new Promise(() => {})) {
  const settled = vi.fn();
  failIfNoWindowOpens(flow, async () => UNREACHABLE).then(settled, settled);
  return settled;
}

const open = (type: string) => fakeBrowser.windows.onCreated.emit({ type });
const isWatching = () => fakeBrowser.windows.onCreated.hasListeners();

describe('failIfNoWindowOpens', () => {
  it('rejects after 30 seconds, and not before, and stops watching', async () => {
    const settled = watch();
    await vi.advanceTimersByTimeAsync(29_000);
    expect(settled).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(2_000);
    expect(settled).toHaveBeenCalledExactlyOnceWith(UNREACHABLE);
    expect(isWatching()).toBe(false);
  });

  it('does not reject, and stops watching, when a popup window has opened', async () => {
    const settled = watch();
    open('popup');
    expect(isWatching()).toBe(false);
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(settled).not.toHaveBeenCalled();
  });

  it.each<[string, () => unknown]>([
    ['another window opens', () => open('normal')],
    ['the browser has no event for windows', () => Object.assign(fakeBrowser, { windows: undefined })],
  ])('rejects when %s', async (_condition, prepare) => {
    prepare();
    const settled = watch();
    await vi.advanceTimersByTimeAsync(30_000);
    expect(settled).toHaveBeenCalledExactlyOnceWith(UNREACHABLE);
  });

  it.each([
    ['resolves', () => Promise.resolve('https://redirect.example/'), 'https://redirect.example/'],
    ['rejects', () => Promise.reject(FAILURE), FAILURE],
  ])('settles as the flow does when it %s without a window', async (_name, flow, result) => {
    const settled = watch(flow());
    await vi.advanceTimersByTimeAsync(0);
    expect(settled).toHaveBeenCalledExactlyOnceWith(result);
    expect(vi.getTimerCount()).toBe(0);
  });
});
