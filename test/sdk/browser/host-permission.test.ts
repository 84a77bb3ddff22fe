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

describe("where the tenant's host is permitted", () => {
  it('nothing is wrong, though the host of an API is not', async () => {
    fakeBrowser.permissions.withheld.add('https://api.example/*');
    await expect(checkHostPermission('tenant.example')).resolves.toBeUndefined();
  });
});

describe('where the browser cannot tell', () => {
  beforeEach(() => {
    fakeBrowser.permissions.contains = () => Promise.reject(new Error('Not available in this browser.'));
  });

  it('the host that the manifest requires is permitted', async () => {
    await expect(checkHostPermission('tenant.example')).resolves.toBeUndefined();
  });

  it('a host that the user has chosen is not', async () => {
    expect(await hasHostPermission('chosen.example')).toBe(false);
  });
});

describe("where the tenant's host was taken away", () => {
  const told = {
    code: 'host-not-permitted',
    data: { domain: 'tenant.example' },
  };
  beforeEach(() => void fakeBrowser.permissions.withheld.add(TENANT));

  it('that is said', async () => {
    await expect(checkHostPermission('tenant.example')).rejects.toMatchObject(told);
  });
});

describe('the pattern of a host', () => {
  it.each([
    ['tenant.example', 'https://tenant.example/*'],
    ['127.0.0.1:4180', 'http://127.0.0.1/*'],
    ['localhost:4180', 'http://localhost/*'],
  ])('of %s is %s', (domain, pattern) => {
    expect(hostPattern(domain)).toBe(pattern);
  });
});

describe('in a build for no tenant', () => {
  const CHOSEN = 'https://chosen.example/*';

  it('the host that counts is that of the chosen tenant', async () => {
    fakeBrowser.permissions.withheld.add(CHOSEN);
    expect(await hasHostPermission('chosen.example')).toBe(false);
    await expect(checkHostPermission('chosen.example')).rejects.toMatchObject({ code: 'host-not-permitted' });
    await expect(checkHostPermission('tenant.example')).resolves.toBeUndefined();
  });

  it.each([true, false])('the person is asked for that one host, and says %s', async (answer) => {
    fakeBrowser.permissions.withheld.add(CHOSEN);
    fakeBrowser.permissions.answer = answer;
    expect(await requestHostPermission('chosen.example')).toBe(answer);
    expect(fakeBrowser.permissions.asked).toEqual([{ origins: [CHOSEN] }]);
    expect(await hasHostPermission('chosen.example')).toBe(answer);
  });

  it('a browser that does not ask has said no', async () => {
    const error = vi.spyOn(console, 'error').mockImplementation(() => {});
    fakeBrowser.permissions.request = () => Promise.reject(new Error('Not from a user input handler.'));
    expect(await requestHostPermission('chosen.example')).toBe(false);
    expect(error).toHaveBeenCalledOnce();
  });

  it('a permission that is needed no more is given back', async () => {
    await removeHostPermission('former.example', 'chosen.example');
    expect([...fakeBrowser.permissions.withheld]).toEqual(['https://former.example/*']);
  });

  it.each([
    ['', 'chosen.example'],
    ['chosen.example', 'chosen.example'],
    ['127.0.0.1:4180', '127.0.0.1:4181'],
  ])('nothing is given back of %j where %j is needed', async (previous, needed) => {
    await removeHostPermission(previous, needed);
    expect([...fakeBrowser.permissions.withheld]).toEqual([]);
  });

  it('a permission that the browser does not take back harms nobody', async () => {
    const error = vi.spyOn(console, 'error').mockImplementation(() => {});
    fakeBrowser.permissions.remove = () =>
      Promise.reject(new Error('You cannot remove required permissions.'));
    await expect(removeHostPermission('former.example', '')).resolves.toBeUndefined();
    expect(error).toHaveBeenCalledOnce();
  });
});
