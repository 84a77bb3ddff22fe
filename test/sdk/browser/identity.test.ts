import { describe, expect, it, vi } from 'vitest';
import { MemoryLocks } from '../../support/unit/locks.ts';
import { settle } from '../../support/unit/settle.ts';

const AUTHORIZE = new URL('https://tenant.example/authorize?client_id=unit-client');

/** The identity in a browser of its own, where `prepare` has been. */
async function identityWhere(prepare: (browser: FakeBrowser) => void = () => {}) {
  vi.resetModules();
  vi.stubGlobal('navigator', { locks: new MemoryLocks() });
  const { browserIdentity } = await import('../../../src/sdk/browser/identity.ts');
  const { fakeBrowser } = await import('../../support/unit/fake-browser.ts');
  prepare(fakeBrowser);
  return { identity: browserIdentity('https://tenant.example'), browser: fakeBrowser };
}

type FakeBrowser = typeof import('../../support/unit/fake-browser.ts')['fakeBrowser'];

const withFlow = (browser: FakeBrowser) => {
  browser.identity.answer = () => new Promise(() => {});
};
const withoutFlow = (browser: FakeBrowser) => void Object.assign(browser, { identity: undefined });

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
  ["the browser's own flow", withFlow],
  ['tabs and requests', withoutFlow],
])('with %s, a flow that is not answered', (_name, prepare) => {
  it.each([
    ['silent', 'silent', false, false],
    ['silent', 'interactive', false, true],
    ['interactive', 'silent', true, false],
  ])('and is %s does not hold up one that is %s', async (_first, _second, first, second) => {
    const requested = vi.fn(() => new Promise(() => {}));
    vi.stubGlobal('fetch', requested);
    const { identity, browser } = await identityWhere(prepare);
    const begun = () =>
      (browser.identity?.launched.length ?? 0) + browser.tabs.created.length + requested.mock.calls.length;
    void identity.launch(AUTHORIZE, { interactive: first });
    await settle();
    expect(begun()).toBe(1);
    void identity.launch(AUTHORIZE, { interactive: second });
    await settle();
    expect(begun()).toBe(2);
  });
});
