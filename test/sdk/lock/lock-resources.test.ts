// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { loadLockResources } from '../../../src/sdk/lock/lock-resources.ts';
import { unitConfig } from '../../support/unit/config.ts';
import { fakeBrowser, resetFakeBrowser } from '../../support/unit/fake-browser.ts';

const SETTINGS = { id: 'unit-client', strategies: [] };

/** Gathers what the form needs where these settings are remembered, and the tenant never answers. */
function gather(remembered: unknown = SETTINGS, language = 'en') {
  const cache = { read: async () => remembered, write: async () => {}, remove: async () => {} };
  const container = document.getElementById('lock') ?? expect.fail('There is no #lock.');
  return loadLockResources(unitConfig(), { container, cache, language });
}

beforeEach(() => {
  document.adoptedStyleSheets = [];
  document.body.innerHTML = '<div id="lock"></div>';
  vi.stubGlobal('fetch', async (address: string) => {
    throw new TypeError(`Nobody answers at ${address}.`);
  });
});

describe('what the form needs', () => {
  it('are the settings of the last time, for which no tenant is asked', async () => {
    expect((await gather()).settings).toEqual(SETTINGS);
  });

  it("are the words of the person's language, in which the form's place is marked", async () => {
    expect((await gather(SETTINGS, 'de-AT')).translation.dictionary).toMatchObject({
      loginSubmitLabel: 'Anmelden',
    });
    expect(document.getElementById('lock')?.lang).toBe('de');
  });

  it("is Lock's stylesheet, once, however many forms the page shows", async () => {
    await gather();
    await gather();
    expect(document.adoptedStyleSheets).toHaveLength(1);
  });

  it('cannot be had without the permission for the host, also if the settings are stored', async () => {
    fakeBrowser.permissions.withheld.add('https://tenant.example/*');
    onTestFinished(resetFakeBrowser);
    await expect(gather()).rejects.toMatchObject({ code: 'host-not-permitted' });
  });

  it('is there in Firefox though no rule for the origin can be registered', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    vi.stubGlobal('location', new URL('moz-extension://0d5f6c1e-7a53-4f7e-9d0b-3f1f5a1c2b3d/popup.html'));
    fakeBrowser.declarativeNetRequest.updateSessionRules = () => Promise.reject(new Error('not here'));
    expect((await gather()).settings).toEqual(SETTINGS);
  });

  it('cannot be had where there are no settings and the tenant is away', async () => {
    await expect(gather(null)).rejects.toMatchObject({ code: 'tenant-unreachable' });
  });
});
