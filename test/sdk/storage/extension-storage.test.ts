import { beforeEach, describe, expect, it, vi } from 'vitest';
import { closeToContentScripts, extensionStorage } from '../../../src/sdk/storage/extension-storage.ts';
import { fakeBrowser, resetFakeBrowser } from '../../support/unit/fake-browser.ts';
import { describeStorageContract } from './contract.ts';

beforeEach(resetFakeBrowser);

describeStorageContract('storage.local', () => extensionStorage('local'));
describeStorageContract('storage.session', () => extensionStorage('session'));

describe('extensionStorage', () => {
  it('uses the given area only', async () => {
    await extensionStorage('session').set('key', 'value');
    expect(await fakeBrowser.storage.session.get('key')).toEqual({ key: 'value' });
    expect(await fakeBrowser.storage.local.get('key')).toEqual({});
  });

  it('calls listeners for changes of another page', async () => {
    const heard = new Promise<void>((resolve) => {
      extensionStorage('local').subscribe('key', resolve);
    });
    await fakeBrowser.storage.local.set({ key: 'value' });
    await expect(heard).resolves.toBeUndefined();
  });

  it.each(['get', 'set', 'remove'] as const)(
    "rejects with the browser's reason for failing to %s",
    async (method) => {
      const failure = new Error('QUOTA_BYTES quota exceeded');
      fakeBrowser.storage.local.failure = failure;
      await expect(extensionStorage('local')[method]('key', 'value')).rejects.toBe(failure);
    },
  );
});

describe('a browser that does not respond', () => {
  it('leads to a timeout', async () => {
    vi.useFakeTimers();
    fakeBrowser.storage.local.get = () => new Promise(() => {});
    const read = expect(extensionStorage('local').get('key')).rejects.toThrow('No response');
    await vi.advanceTimersByTimeAsync(10_000);
    await read;
    vi.useRealTimers();
  });
});

describe('closing the storage to content scripts', () => {
  it('closes the area on disk if the browser can, wherever the session is', async () => {
    const setAccessLevel = vi.fn(async () => {});
    fakeBrowser.storage.local.setAccessLevel = setAccessLevel;
    await closeToContentScripts();
    expect(setAccessLevel.mock.calls).toEqual([[{ accessLevel: 'TRUSTED_CONTEXTS' }]]);
  });

  it('does nothing if the browser cannot', async () => {
    await expect(closeToContentScripts()).resolves.toBeUndefined();
  });

  it("rejects with the browser's reason", async () => {
    fakeBrowser.storage.local.setAccessLevel = () => Promise.reject(new Error('not now'));
    await expect(closeToContentScripts()).rejects.toThrow('not now');
  });
});
