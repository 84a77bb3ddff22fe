import { beforeEach, describe, expect, it, vi } from 'vitest';
import {
  checkHostPermission,
  hasHostPermission,
  hostPattern,
  removeHostPermission,
  requestHostPermission,
} from '../../../src/sdk/browser/host-permission.ts';
import { fakeBrowser, resetFakeBrowser } from '../../support/unit/fake-browser.ts';

const CHOSEN = 'https://chosen.example/*';

beforeEach(() => {
  resetFakeBrowser();
  fakeBrowser.runtime.manifest = { host_permissions: ['https://tenant.example/*', 'https://api.example/*'] };
});

describe('checkHostPermission', () => {
  it('resolves when the host is permitted, although another host is not', async () => {
    fakeBrowser.permissions.denied.add('https://api.example/*');
    await expect(checkHostPermission('tenant.example')).resolves.toBeUndefined();
  });

  it('rejects when the permission for the host was removed', async () => {
    fakeBrowser.permissions.denied.add('https://tenant.example/*');
    const error = { code: 'host-not-permitted', data: { domain: 'tenant.example' } };
    await expect(checkHostPermission('tenant.example')).rejects.toMatchObject(error);
  });
});

describe('hasHostPermission', () => {
  it.each([
    ['tenant.example', true],
    ['chosen.example', false],
  ])('uses the manifest when the browser cannot report permissions: %s', async (domain, expected) => {
    fakeBrowser.permissions.contains = () => Promise.reject(new Error('Not available in this browser.'));
    expect(await hasHostPermission(domain)).toBe(expected);
  });
});

describe('hostPattern', () => {
  it.each([
    ['tenant.example', 'https://tenant.example/*'],
    ['127.0.0.1:4180', 'http://127.0.0.1/*'],
  ])('of %s is %s', (domain, pattern) => {
    expect(hostPattern(domain)).toBe(pattern);
  });
});

describe('requestHostPermission', () => {
  it.each([true, false])("returns the user's decision: %s", async (decision) => {
    fakeBrowser.permissions.denied.add(CHOSEN);
    fakeBrowser.permissions.grantsRequests = decision;
    expect(await requestHostPermission('chosen.example')).toBe(decision);
    expect(fakeBrowser.permissions.requests).toEqual([{ origins: [CHOSEN] }]);
    expect(await hasHostPermission('chosen.example')).toBe(decision);
  });

  it('returns false when the browser cannot prompt', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => {});
    fakeBrowser.permissions.request = () => Promise.reject(new Error('Not from a user input handler.'));
    expect(await requestHostPermission('chosen.example')).toBe(false);
    expect(log).toHaveBeenCalledOnce();
  });
});

describe('removeHostPermission', () => {
  it.each([
    ['former.example', 'chosen.example', ['https://former.example/*']],
    ['', 'chosen.example', []],
    ['chosen.example', 'chosen.example', []],
    ['127.0.0.1:4180', '127.0.0.1:4181', []],
  ])('for %j, when %j is needed, removes %j', async (previous, needed, removed) => {
    await removeHostPermission(previous, needed);
    expect([...fakeBrowser.permissions.denied]).toEqual(removed);
  });

  it('resolves when the browser does not remove the permission', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => {});
    fakeBrowser.permissions.remove = () =>
      Promise.reject(new Error('You cannot remove required permissions.'));
    await expect(removeHostPermission('former.example', '')).resolves.toBeUndefined();
    expect(log).toHaveBeenCalledOnce();
  });
});
