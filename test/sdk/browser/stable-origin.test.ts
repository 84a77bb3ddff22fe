import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createStableOriginRule, stableOrigin } from '../../../src/sdk/browser/stable-origin.ts';
import { fakeBrowser, resetFakeBrowser } from '../../support/unit/fake-browser.ts';

const UUID = '0d5f6c1e-7a53-4f7e-9d0b-3f1f5a1c2b3d';
const STABLE = 'https://0123456789abcdef.extensions.allizom.org';
const TENANT = 'https://tenant.example';

beforeEach(() => {
  resetFakeBrowser();
  fakeBrowser.identity.getRedirectURL = () => `${STABLE}/`;
});

const rules = () => [...fakeBrowser.declarativeNetRequest.sessionRules.values()];
const filters = () => rules().map(({ condition }) => condition.urlFilter);

describe('in Firefox', () => {
  beforeEach(() => void vi.stubGlobal('location', new URL(`moz-extension://${UUID}/popup.html`)));

  it('the stable origin is that of the redirect URL', () => {
    expect(stableOrigin()).toBe(STABLE);
  });

  it('the rule sets the stable origin in requests of this extension to the tenant', async () => {
    await createStableOriginRule()(TENANT);
    expect(rules()).toEqual([
      {
        id: 52_824,
        condition: {
          urlFilter: '|https://tenant.example/',
          initiatorDomains: [UUID],
          resourceTypes: ['xmlhttprequest'],
        },
        action: {
          type: 'modifyHeaders',
          requestHeaders: [{ header: 'origin', operation: 'set', value: STABLE }],
        },
      },
    ]);
  });

  it('the rule is registered once for a tenant in a context, and again in another context', async () => {
    const update = vi.spyOn(fakeBrowser.declarativeNetRequest, 'updateSessionRules');
    const register = createStableOriginRule();
    await Promise.all([register(TENANT), register(TENANT)]);
    await register(TENANT);
    expect(update).toHaveBeenCalledTimes(1);
    await createStableOriginRule()(TENANT);
    expect(filters()).toEqual(['|https://tenant.example/']);
  });

  it('the rule is for the current tenant when an earlier one is chosen again', async () => {
    const register = createStableOriginRule();
    const seen: unknown[] = [];
    for (const tenant of ['https://a.example', 'https://b.example', 'https://a.example']) {
      await register(tenant);
      seen.push(...filters());
    }
    expect(seen).toEqual(['|https://a.example/', '|https://b.example/', '|https://a.example/']);
  });

  it('no rule is registered when no tenant is chosen', async () => {
    await createStableOriginRule()('');
    expect(rules()).toEqual([]);
  });

  describe('when the browser', () => {
    beforeEach(() => {
      vi.useFakeTimers();
      vi.spyOn(console, 'error').mockImplementation(() => {});
    });
    afterEach(() => void vi.useRealTimers());

    it.each<[string, () => Promise<void>]>([
      ['rejects the rule', () => Promise.reject(new Error('no such API'))],
      ['never responds', () => new Promise(() => {})],
    ])('%s, that is logged, and the next request tries again', async (_condition, respond) => {
      const update = vi.spyOn(fakeBrowser.declarativeNetRequest, 'updateSessionRules');
      update.mockImplementation(respond);
      const register = createStableOriginRule();
      const registered = register(TENANT);
      await vi.advanceTimersByTimeAsync(2_000);
      await expect(registered).resolves.toBeUndefined();
      expect(console.error).toHaveBeenCalledTimes(1);
      update.mockRestore();
      await register(TENANT);
      expect(filters()).toEqual(['|https://tenant.example/']);
    });
  });
});

describe('in Chromium', () => {
  // `URL` in Node returns no origin for this scheme.
  const location = { protocol: 'chrome-extension:', hostname: 'abc', origin: 'chrome-extension://abc' };
  beforeEach(() => void vi.stubGlobal('location', location));

  it("the stable origin is the extension's own, without a rule", async () => {
    expect(stableOrigin()).toBe('chrome-extension://abc');
    await createStableOriginRule()(TENANT);
    expect(rules()).toEqual([]);
  });
});
