import { beforeEach, describe, expect, it, vi } from 'vitest';
import { MemoryLocks } from '../support/unit-locks.ts';
import { settle } from '../support/unit-settle.ts';

const AUTHORIZE = new URL('https://tenant.example/authorize?client_id=unit-client');

/** The identity in a browser of its own, where `prepare` has been. */
async function identityWhere(prepare: (browser: FakeBrowser) => void = () => {}) {
  vi.resetModules();
  vi.stubGlobal('navigator', { locks: new MemoryLocks() });
  const { browserIdentity } = await import('../../src/auth/identity.ts');
  const { fakeBrowser } = await import('../support/fake-browser.ts');
  prepare(fakeBrowser);
  return { identity: browserIdentity('https://tenant.example'), browser: fakeBrowser };
}

type FakeBrowser = typeof import('../support/fake-browser.ts')['fakeBrowser'];

const withFlow = (browser: FakeBrowser) => {
  browser.identity.answer = () => new Promise(() => {});
};
const withoutFlow = (browser: FakeBrowser) => void Object.assign(browser, { identity: undefined });

beforeEach(() => vi.stubGlobal('fetch', () => new Promise(() => {})));

describe('the redirect address', () => {
  it("is the browser's where it has a flow of its own", async () => {
    const { identity, browser } = await identityWhere();
    expect(identity.redirectUrl).toBe(browser.identity.getRedirectURL());
  });

  it("is Auth0's at the tenant where it has none", async () => {
    const { identity } = await identityWhere(withoutFlow);
    expect(identity.redirectUrl).toBe('https://tenant.example/mobile');
  });
});

describe('an address that a person is to see', () => {
  it("goes to the browser's own flow where it has one", async () => {
    const { identity, browser } = await identityWhere(withFlow);
    void identity.launch(AUTHORIZE, { interactive: true });
    await settle();
    expect(browser.identity.launched).toEqual([{ url: AUTHORIZE.href, interactive: true }]);
    expect(browser.tabs.created).toEqual([]);
  });

  it('goes to a tab where it has none', async () => {
    const { identity, browser } = await identityWhere(withoutFlow);
    void identity.launch(AUTHORIZE, { interactive: true });
    await settle();
    expect(browser.tabs.created).toEqual([{ url: AUTHORIZE.href, active: true }]);
  });
});

describe.each([
  ["of the browser's own flow", withFlow],
  ['of the tab', withoutFlow],
])('while the window %s is open', (_name, prepare) => {
  it.each([
    ['a second one', true],
    ['a flow without one', false],
  ])('%s is refused as such, and does not begin', async (_second, interactive) => {
    const { identity, browser } = await identityWhere(prepare);
    void identity.launch(AUTHORIZE, { interactive: true });
    await settle();
    const second = identity.launch(AUTHORIZE, { interactive });
    await expect(second).rejects.toMatchObject({ code: 'sign-in-running' });
    expect([...(browser.identity?.launched ?? []), ...browser.tabs.created]).toHaveLength(1);
  });
});
