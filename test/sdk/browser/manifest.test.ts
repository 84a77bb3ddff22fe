import { beforeEach, describe, expect, it, vi } from 'vitest';
import { extensionIcon, extensionVersion, readPermissions } from '../../../src/sdk/browser/manifest.ts';
import { fakeBrowser, resetFakeBrowser } from '../../support/unit/fake-browser.ts';

const TENANT = { domain: 'tenant.example' };

beforeEach(resetFakeBrowser);

describe('the permissions', () => {
  it('are those of the manifest, in its order', async () => {
    expect(await readPermissions(TENANT)).toEqual([
      { kind: 'api', name: 'alarms', isGranted: true },
      { kind: 'api', name: 'storage', isGranted: true },
      { kind: 'host', name: 'https://tenant.example/*', isGranted: true },
    ]);
  });

  it.each(['storage', 'https://tenant.example/*'])('are marked if one is not granted: %s', async (name) => {
    fakeBrowser.permissions.denied.add(name);
    const missing = (await readPermissions(TENANT)).filter(({ isGranted }) => !isGranted);
    expect(missing.map((permission) => permission.name)).toEqual([name]);
  });

  it('are not granted when the browser does not know them', async () => {
    fakeBrowser.permissions.contains = () =>
      Promise.reject(new Error("'alarms' is not a recognized permission."));
    expect((await readPermissions(TENANT)).map(({ isGranted }) => isGranted)).toEqual([false, false, false]);
  });

  it('are not granted when the browser does not respond', async () => {
    vi.useFakeTimers();
    fakeBrowser.permissions.contains = () => new Promise(() => {});
    const permissions = readPermissions(TENANT);
    await vi.advanceTimersByTimeAsync(2_000);
    expect((await permissions).map(({ isGranted }) => isGranted)).toEqual([false, false, false]);
    vi.useRealTimers();
  });

  it('begin with the host of the chosen tenant in a configurable build', async () => {
    fakeBrowser.permissions.denied.add('https://chosen.example/*');
    const hosts = async (domain: string) =>
      (await readPermissions({ domain, configurable: 'https' }))
        .filter(({ kind }) => kind === 'host')
        .map(({ name, isGranted }) => [name, isGranted]);
    const own = ['https://tenant.example/*', true];
    expect(await hosts('chosen.example')).toEqual([['https://chosen.example/*', false], own]);
    expect(await hosts('')).toEqual([own]);
  });

  it('are empty when the manifest has none', async () => {
    fakeBrowser.runtime.manifest = { version: '1.2.3' };
    expect(await readPermissions(TENANT)).toEqual([]);
  });
});

it("extensionVersion returns the manifest's version", () => {
  expect(extensionVersion()).toBe('1.2.3');
});

describe('the icon', () => {
  // Firefox gives fields that a manifest lacks as `null`.
  it.each([undefined, null])('is null if the manifest has %s', (icons) => {
    fakeBrowser.runtime.manifest = { version: '1.2.3', icons };
    expect(extensionIcon()).toBe('');
  });
});
