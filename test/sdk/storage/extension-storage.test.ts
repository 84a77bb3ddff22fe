import { beforeEach, describe, expect, it, vi } from 'vitest';
import { closeToContentScripts, extensionStorage } from '../../../src/sdk/storage/extension-storage.ts';
import { fakeBrowser, resetFakeBrowser } from '../../support/unit/fake-browser.ts';
import { describeStorageContract } from './contract.ts';

beforeEach(resetFakeBrowser);

describeStorageContract('storage.local', () => extensionStorage('local'));
describeStorageContract('storage.session', () => extensionStorage('session'));

describe('the storage of the extension', () => {
  it('is the area that was asked for, and no other', async () => {
    await extensionStorage('session').set('key', 'value');
    expect(await fakeBrowser.storage.session.get('key')).toEqual({ key: 'value' });
    expect(await fakeBrowser.storage.local.get('key')).toEqual({});
  });

  it('hears of changes that another page of the extension made', async () => {
    const heard = new Promise<void>((resolve) => {
      extensionStorage('local').subscribe('key', resolve);
    });
    await fakeBrowser.storage.local.set({ key: 'value' });
    await expect(heard).resolves.toBeUndefined();
  });

  it.each(['get', 'set', 'remove'] as const)('passes on why the browser could not %s', async (method) => {
    const failure = new Error('QUOTA_BYTES quota exceeded');
    fakeBrowser.storage.local.failure = failure;
    await expect(extensionStorage('local')[method]('key', 'value')).rejects.toBe(failure);
  });
});

describe('a browser that does not answer', () => {
  it('has failed after a while, so that nothing waits without end', async () => {
    vi.useFakeTimers();
    fakeBrowser.storage.local.get = () => new Promise(() => {});
    const read = expect(extensionStorage('local').get('key')).rejects.toThrow('No answer');
    await vi.advanceTimersByTimeAsync(10_000);
    await read;
    vi.useRealTimers();
  });
});

describe('closing the storage to content scripts', () => {
  it('closes what is on disk where the browser can, wherever the session is', async () => {
    const setAccessLevel = vi.fn(async () => {});
    fakeBrowser.storage.local.setAccessLevel = setAccessLevel;
    await closeToContentScripts();
    expect(setAccessLevel.mock.calls).toEqual([[{ accessLevel: 'TRUSTED_CONTEXTS' }]]);
  });

  it('does nothing where the browser cannot', async () => {
    await expect(closeToContentScripts()).resolves.toBeUndefined();
  });

  it('passes on why the browser did not', async () => {
    fakeBrowser.storage.local.setAccessLevel = () => Promise.reject(new Error('not now'));
    await expect(closeToContentScripts()).rejects.toThrow('not now');
  });
});
