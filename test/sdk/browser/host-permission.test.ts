import { beforeEach, describe, expect, it, vi } from 'vitest';
import {
  checkHostPermission,
  hasHostPermission,
  hostPattern,
  removeHostPermission,
  requestHostPermission,
} from '../../../src/sdk/browser/host-permission.ts';
import { fakeBrowser, resetFakeBrowser } from '../../support/unit/fake-browser.ts';

const TENANT = 'https://tenant.example/*';

beforeEach(() => {
  resetFakeBrowser();
  fakeBrowser.runtime.manifest = { host_permissions: [TENANT, 'https://api.example/*'] };
});

describe("if the tenant's host is permitted", () => {
  it("nothing is missing, although an API's host is not permitted", async () => {
    fakeBrowser.permissions.denied.add('https://api.example/*');
    await expect(checkHostPermission('tenant.example')).resolves.toBeUndefined();
  });
});

describe('if the browser cannot report permissions', () => {
  beforeEach(() => {
    fakeBrowser.permissions.contains = () => Promise.reject(new Error('Not available in this browser.'));
  });

  it('the host that the manifest requires is permitted', async () => {
    await expect(checkHostPermission('tenant.example')).resolves.toBeUndefined();
  });

  it('a host that the user has chosen is not permitted', async () => {
    expect(await hasHostPermission('chosen.example')).toBe(false);
  });
});

describe("if the permission for the tenant's host was removed", () => {
  const told = {
    code: 'host-not-permitted',
    data: { domain: 'tenant.example' },
  };
  beforeEach(() => void fakeBrowser.permissions.denied.add(TENANT));

  it('it is reported', async () => {
    await expect(checkHostPermission('tenant.example')).rejects.toMatchObject(told);
  });
});

describe('hostPattern', () => {
  it.each([
    ['tenant.example', 'https://tenant.example/*'],
    ['127.0.0.1:4180', 'http://127.0.0.1/*'],
    ['localhost:4180', 'http://localhost/*'],
  ])('of %s is %s', (domain, pattern) => {
    expect(hostPattern(domain)).toBe(pattern);
  });
});

describe('in a configurable build', () => {
  const CHOSEN = 'https://chosen.example/*';

  it('the host of the chosen tenant is checked', async () => {
    fakeBrowser.permissions.denied.add(CHOSEN);
    expect(await hasHostPermission('chosen.example')).toBe(false);
    await expect(checkHostPermission('chosen.example')).rejects.toMatchObject({ code: 'host-not-permitted' });
    await expect(checkHostPermission('tenant.example')).resolves.toBeUndefined();
  });

  it.each([true, false])('the user is prompted for that host, and %s', async (answer) => {
    fakeBrowser.permissions.denied.add(CHOSEN);
    fakeBrowser.permissions.grantsRequests = answer;
    expect(await requestHostPermission('chosen.example')).toBe(answer);
    expect(fakeBrowser.permissions.requests).toEqual([{ origins: [CHOSEN] }]);
    expect(await hasHostPermission('chosen.example')).toBe(answer);
  });

  it('a browser without the prompt denies it', async () => {
    const error = vi.spyOn(console, 'error').mockImplementation(() => {});
    fakeBrowser.permissions.request = () => Promise.reject(new Error('Not from a user input handler.'));
    expect(await requestHostPermission('chosen.example')).toBe(false);
    expect(error).toHaveBeenCalledOnce();
  });

  it('a permission that is no longer needed is removed', async () => {
    await removeHostPermission('former.example', 'chosen.example');
    expect([...fakeBrowser.permissions.denied]).toEqual(['https://former.example/*']);
  });

  it.each([
    ['', 'chosen.example'],
    ['chosen.example', 'chosen.example'],
    ['127.0.0.1:4180', '127.0.0.1:4181'],
  ])('none of %j is removed if %j is needed', async (previous, needed) => {
    await removeHostPermission(previous, needed);
    expect([...fakeBrowser.permissions.denied]).toEqual([]);
  });

  it('a permission that the browser does not remove causes no failure', async () => {
    const error = vi.spyOn(console, 'error').mockImplementation(() => {});
    fakeBrowser.permissions.remove = () =>
      Promise.reject(new Error('You cannot remove required permissions.'));
    await expect(removeHostPermission('former.example', '')).resolves.toBeUndefined();
    expect(error).toHaveBeenCalledOnce();
  });
});
