import { beforeEach, describe, expect, it, vi } from 'vitest';
import { closeToContentScripts, extensionStorage } from '../../../src/sdk/storage/extension-storage.ts';
import { fakeBrowser, resetFakeBrowser } from '../../support/unit/fake-browser.ts';
import { describeStorageContract } from './contract.ts';

beforeEach(resetFakeBrowser);

describeStorageContract('storage.local', () => extensionStorage('local'));
describeStorageContract('storage.session', () => extensionStorage('session'));

describe('extensionStorage', () => {
  it('uses only its own area', async () => {
    await extensionStorage('session').set('key', 'value');
    expect(await fakeBrowser.storage.session.get('key')).toEqual({ key: 'value' });
    expect(await fakeBrowser.storage.local.get('key')).toEqual({});
  });

  it('calls listeners after a change by another page', async () => {
    const called = new Promise<void>((resolve) => void extensionStorage('local').subscribe('key', resolve));
    await fakeBrowser.storage.local.set({ key: 'value' });
    await expect(called).resolves.toBeUndefined();
  });

  it.each(['get', 'set', 'remove'] as const)("rejects %s with the browser's error", async (method) => {
    const failure = new Error('QUOTA_BYTES quota exceeded');
    fakeBrowser.storage.local.failure = failure;
    await expect(extensionStorage('local')[method]('key', 'value')).rejects.toBe(failure);
  });

  it('rejects get if the browser does not respond within ten seconds', async () => {
    vi.useFakeTimers();
    fakeBrowser.storage.local.get = () => new Promise(() => {});
    const read = expect(extensionStorage('local').get('key')).rejects.toThrow();
    await vi.advanceTimersByTimeAsync(10_000);
    await read;
    vi.useRealTimers();
  });
});

describe('closeToContentScripts', () => {
  it('closes storage.local if the browser supports it, and rejects if that fails', async () => {
    await expect(closeToContentScripts()).resolves.toBeUndefined();
    const setAccessLevel = vi.fn(async () => {});
    fakeBrowser.storage.local.setAccessLevel = setAccessLevel;
    await closeToContentScripts();
    expect(setAccessLevel.mock.calls).toEqual([[{ accessLevel: 'TRUSTED_CONTEXTS' }]]);
    setAccessLevel.mockRejectedValue(new Error('not now'));
    await expect(closeToContentScripts()).rejects.toThrow('not now');
  });
});
