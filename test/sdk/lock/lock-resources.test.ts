// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { loadLockResources } from '../../../src/sdk/lock/lock-resources.ts';
import { unitConfig } from '../../support/unit/config.ts';
import { fakeBrowser, resetFakeBrowser } from '../../support/unit/fake-browser.ts';

const SETTINGS = { id: 'unit-client', strategies: [] };

/** Loads the resources with these cached settings. The tenant is unreachable. */
function load(cached: unknown = SETTINGS, language = 'en') {
  const cache = { read: async () => cached, write: async () => {}, remove: async () => {} };
  const container = document.getElementById('lock') ?? expect.fail('There is no #lock.');
  return loadLockResources(unitConfig(), container, cache, language);
}

beforeEach(() => {
  document.adoptedStyleSheets = [];
  document.body.innerHTML = '<div id="lock"></div>';
  vi.stubGlobal('fetch', async (address: string) => {
    throw new TypeError(`${address} is unreachable.`);
  });
});

describe('loadLockResources', () => {
  it('returns stored settings without a request to the tenant', async () => {
    expect((await load()).settings).toEqual(SETTINGS);
  });

  it("returns texts in the user's language, and marks the container with it", async () => {
    expect((await load(SETTINGS, 'de-AT')).translation.dictionary).toMatchObject({
      loginSubmitLabel: 'Anmelden',
    });
    expect(document.getElementById('lock')?.lang).toBe('de');
  });

  it("loads Lock's stylesheet once for several forms", async () => {
    await load();
    await load();
    expect(document.adoptedStyleSheets).toHaveLength(1);
  });

  it('fails without the host permission, also if settings are stored', async () => {
    fakeBrowser.permissions.denied.add('https://tenant.example/*');
    onTestFinished(resetFakeBrowser);
    await expect(load()).rejects.toMatchObject({ code: 'host-not-permitted' });
  });

  it('succeeds in Firefox if no rule for the origin can be registered', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    vi.stubGlobal('location', new URL('moz-extension://0d5f6c1e-7a53-4f7e-9d0b-3f1f5a1c2b3d/popup.html'));
    fakeBrowser.declarativeNetRequest.updateSessionRules = () => Promise.reject(new Error('not here'));
    expect((await load()).settings).toEqual(SETTINGS);
  });

  it('fails without stored settings if the tenant is unreachable', async () => {
    await expect(load(null)).rejects.toMatchObject({ code: 'tenant-unreachable' });
  });
});
