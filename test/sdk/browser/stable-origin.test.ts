import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  createStableOriginRule,
  sendStableOrigin,
  stableOrigin,
} from '../../../src/sdk/browser/stable-origin.ts';
import { fakeBrowser, resetFakeBrowser } from '../../support/unit/fake-browser.ts';

const UUID = '0d5f6c1e-7a53-4f7e-9d0b-3f1f5a1c2b3d';

beforeEach(() => {
  resetFakeBrowser();
  fakeBrowser.identity.getRedirectURL = () => 'https://0123456789abcdef.extensions.allizom.org/';
});

const inFirefox = () => vi.stubGlobal('location', new URL(`moz-extension://${UUID}/popup.html`));

/** Node's `URL` gives no origin to this scheme; a page of Chromium has one. */
const inChromium = () =>
  vi.stubGlobal('location', {
    protocol: 'chrome-extension:',
    hostname: 'abc',
    origin: 'chrome-extension://abc',
  });

describe('in Firefox', () => {
  beforeEach(inFirefox);

  it('the tenant receives the origin of the redirect address', async () => {
    expect(await stableOrigin()).toBe('https://0123456789abcdef.extensions.allizom.org');
  });

  it('a rule sets that origin in requests of this page to the tenant, and in no others', async () => {
    await sendStableOrigin('https://tenant.example');
    expect([...fakeBrowser.declarativeNetRequest.sessionRules.values()]).toEqual([
      {
        id: 52_824,
        condition: {
          urlFilter: '|https://tenant.example/',
          initiatorDomains: [UUID],
          resourceTypes: ['xmlhttprequest'],
        },
        action: {
          type: 'modifyHeaders',
          requestHeaders: [
            { header: 'origin', operation: 'set', value: 'https://0123456789abcdef.extensions.allizom.org' },
          ],
        },
      },
    ]);
  });

  it('the rule can be registered again by another popup', async () => {
    await sendStableOrigin('https://tenant.example');
    await sendStableOrigin('https://tenant.example');
    expect(fakeBrowser.declarativeNetRequest.sessionRules.size).toBe(1);
  });
});

describe('a context that sends requests repeatedly, in Firefox,', () => {
  beforeEach(inFirefox);

  const filters = () =>
    [...fakeBrowser.declarativeNetRequest.sessionRules.values()].map(
      (rule) => Object(rule).condition.urlFilter,
    );

  it('registers the rule once for a tenant', async () => {
    const registered = vi.spyOn(fakeBrowser.declarativeNetRequest, 'updateSessionRules');
    const register = createStableOriginRule();
    await Promise.all([register('https://tenant.example'), register('https://tenant.example')]);
    await register('https://tenant.example');
    expect(registered).toHaveBeenCalledTimes(1);
    expect(filters()).toEqual(['|https://tenant.example/']);
  });

  it('registers it for the current tenant, also if an earlier one is chosen again', async () => {
    const register = createStableOriginRule();
    const seen: unknown[] = [];
    for (const tenant of ['https://a.example', 'https://b.example', 'https://a.example']) {
      await register(tenant);
      seen.push(...filters());
    }
    expect(seen).toEqual(['|https://a.example/', '|https://b.example/', '|https://a.example/']);
  });

  it('registers none while no tenant is chosen', async () => {
    await createStableOriginRule()('');
    expect(filters()).toEqual([]);
  });

  describe('if the browser', () => {
    beforeEach(() => {
      vi.useFakeTimers();
      vi.spyOn(console, 'error').mockImplementation(() => {});
    });
    afterEach(() => void vi.useRealTimers());

    it.each<[string, () => Promise<void>]>([
      ['refuses it', () => Promise.reject(new Error('no such API'))],
      ['never answers', () => new Promise(() => {})],
    ])(
      '%s, the request continues, logs the failure, and tries again the next time',
      async (_name, answer) => {
        const update = vi
          .spyOn(fakeBrowser.declarativeNetRequest, 'updateSessionRules')
          .mockImplementation(answer);
        const register = createStableOriginRule();
        const registered = register('https://tenant.example');
        await vi.advanceTimersByTimeAsync(2_000);
        await expect(registered).resolves.toBeUndefined();
        expect(console.error).toHaveBeenCalledTimes(1);
        update.mockRestore();
        await register('https://tenant.example');
        expect(filters()).toEqual(['|https://tenant.example/']);
      },
    );
  });
});

describe('in Chromium', () => {
  beforeEach(inChromium);

  it("the tenant receives the extension's own origin", async () => {
    expect(await stableOrigin()).toBe('chrome-extension://abc');
  });

  it('there is no rule', async () => {
    await sendStableOrigin('https://tenant.example');
    expect(fakeBrowser.declarativeNetRequest.sessionRules.size).toBe(0);
  });
});
