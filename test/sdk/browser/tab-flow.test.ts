import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { resumeTab, tabFlow } from '../../../src/sdk/browser/tab-flow.ts';
import { fakeBrowser, resetFakeBrowser } from '../../support/unit/fake-browser.ts';
import { settle } from '../../support/unit/settle.ts';

const TENANT = 'https://tenant.example';
const AUTHORIZE = new URL(`${TENANT}/authorize?client_id=unit-client`);
const BACK = `${TENANT}/mobile?code=c&state=s`;

beforeEach(resetFakeBrowser);
afterEach(() => void vi.useRealTimers());

/** Opens a tab for a person, and waits until it is there. */
async function openTab(onTab?: (tabId: number | null) => Promise<void>) {
  const redirect = tabFlow(TENANT).launch(AUTHORIZE, {
    interactive: true,
    ...(onTab === undefined ? {} : { onTab }),
  });
  // A test that wants the failure still has it.
  redirect.catch(() => {});
  await settle();
  const [id = 0] = fakeBrowser.tabs.open.keys();
  return { id, redirect };
}

/** Whether it has settled by now. */
async function isSettled(promise: Promise<unknown>): Promise<boolean> {
  let settled = false;
  const note = () => {
    settled = true;
  };
  promise.then(note, note);
  await settle();
  return settled;
}

const listeners = () => {
  const { onUpdated, onRemoved } = fakeBrowser.tabs;
  return [onUpdated.hasListeners(), onRemoved.hasListeners()];
};

describe('a sign-in in a tab', () => {
  it('resolves with the redirect address that the tab reaches, query and all', async () => {
    const { id, redirect } = await openTab();
    fakeBrowser.tabs.arrive(id, `${TENANT}/u/login?state=x`);
    fakeBrowser.tabs.arrive(id, BACK);
    expect((await redirect).href).toBe(BACK);
  });

  it('resolves where the tab is there before its id is known', async () => {
    fakeBrowser.tabs.create = async () => {
      await Promise.resolve();
      fakeBrowser.tabs.arrive(7, BACK);
      return { id: 7, url: '' };
    };
    expect((await tabFlow(TENANT).launch(AUTHORIZE, { interactive: true })).href).toBe(BACK);
  });

  it('closes the tab, and listens to tabs no longer', async () => {
    const { id, redirect } = await openTab();
    expect(listeners()).toEqual([true, true]);
    fakeBrowser.tabs.arrive(id, BACK);
    await redirect;
    expect([...fakeBrowser.tabs.open.keys()]).toEqual([]);
    expect(listeners()).toEqual([false, false]);
  });

  it.each([
    ['another path', `${TENANT}/mobile/more?code=c&state=s`],
    ['another host', 'https://other.example/mobile?code=c&state=s'],
    ['a host that begins like it', 'https://tenant.example.evil.example/mobile?code=c&state=s'],
    ['a name in front of the host', 'https://tenant.example@evil.example/mobile?code=c&state=s'],
    ['nothing that is an address', 'mobile'],
  ])('goes on where the tab reaches %s', async (_name, address) => {
    const { id, redirect } = await openTab();
    fakeBrowser.tabs.arrive(id, address);
    expect(await isSettled(redirect)).toBe(false);
  });

  it('goes on where another tab reaches the redirect address, and leaves that tab alone', async () => {
    const { id, redirect } = await openTab();
    fakeBrowser.tabs.arrive(id + 1, BACK);
    expect(await isSettled(redirect)).toBe(false);
    expect([...fakeBrowser.tabs.open.keys()]).toEqual([id, id + 1]);
  });

  it('is cancelled where the tab is closed, and listens to tabs no longer', async () => {
    const { id, redirect } = await openTab();
    await fakeBrowser.tabs.remove(id);
    await expect(redirect).rejects.toMatchObject({ code: 'sign-in-cancelled' });
    expect(listeners()).toEqual([false, false]);
  });

  it('tells the id of the tab, and when it is of no use any more', async () => {
    const told: (number | null)[] = [];
    const { id, redirect } = await openTab(async (tabId) => void told.push(tabId));
    expect(told).toEqual([id]);
    fakeBrowser.tabs.arrive(id, BACK);
    await redirect;
    expect(told).toEqual([id, null]);
  });

  it('fails as the browser does where it opens no tab', async () => {
    const cause = new Error('No current window');
    fakeBrowser.tabs.create = () => Promise.reject(cause);
    await expect(tabFlow(TENANT).launch(AUTHORIZE, { interactive: true })).rejects.toBe(cause);
    expect(listeners()).toEqual([false, false]);
  });

  it("does not begin where the tenant's host was taken away: nobody would see the redirect", async () => {
    fakeBrowser.permissions.withheld.add('https://tenant.example/*');
    const { redirect } = await openTab();
    await expect(redirect).rejects.toMatchObject({ code: 'host-not-permitted' });
    expect(fakeBrowser.tabs.created).toEqual([]);
  });
});

describe('a tab that another background has left open', () => {
  it('is gone on with, up to the redirect', async () => {
    const { id } = await fakeBrowser.tabs.create({});
    const redirect = resumeTab(id, TENANT);
    await settle();
    fakeBrowser.tabs.arrive(id, BACK);
    expect((await redirect).href).toBe(BACK);
    expect(fakeBrowser.tabs.open.size).toBe(0);
  });

  it('may have reached the redirect meanwhile', async () => {
    fakeBrowser.tabs.arrive(5, BACK);
    expect((await resumeTab(5, TENANT)).href).toBe(BACK);
    expect(fakeBrowser.tabs.open.size).toBe(0);
  });

  it('may have been closed meanwhile: then it is cancelled', async () => {
    await expect(resumeTab(5, TENANT)).rejects.toMatchObject({ code: 'sign-in-cancelled' });
  });
});

describe('where nobody is to be asked', () => {
  const launch = () => tabFlow(TENANT).launch(AUTHORIZE, { interactive: false });

  /** A tenant whose last redirect leads to `url`. */
  function answerAt(url: string) {
    const fetch = vi.fn(async (_url: URL, _init: RequestInit) => ({ url }));
    vi.stubGlobal('fetch', fetch);
    return fetch;
  }

  it("a request follows the tenant's redirects, with its cookies, and no tab opens", async () => {
    const fetch = answerAt(BACK);
    expect((await launch()).href).toBe(BACK);
    expect(fetch.mock.calls[0]?.[0].href).toBe(AUTHORIZE.href);
    expect(fetch.mock.calls[0]?.[1]).toMatchObject({ credentials: 'include', cache: 'no-store' });
    expect(fakeBrowser.tabs.created).toEqual([]);
  });

  it.each([
    ['a page of the tenant', () => answerAt(`${TENANT}/u/login?state=x`)],
    ['no answer', () => vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')))],
  ])('%s is interaction-required', async (_name, prepare) => {
    prepare();
    await expect(launch()).rejects.toMatchObject({ code: 'interaction-required' });
  });
});

describe('where the way leads over other hosts, and nobody is to be asked', () => {
  const launch = () => tabFlow(TENANT).launch(AUTHORIZE, { interactive: false, leavesTenant: true });

  it('it goes through a tab behind the others, which is closed at the redirect', async () => {
    const redirect = launch();
    await settle();
    expect(fakeBrowser.tabs.created).toEqual([{ url: AUTHORIZE.href, active: false }]);
    fakeBrowser.tabs.arrive(101, 'https://provider.example/logout');
    fakeBrowser.tabs.arrive(101, `${TENANT}/mobile`);
    expect((await redirect).href).toBe(`${TENANT}/mobile`);
    expect(fakeBrowser.tabs.open.size).toBe(0);
  });

  it('the tab is closed after a while where it stays elsewhere', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const told = expect(launch()).rejects.toMatchObject({ code: 'interaction-required' });
    await settle();
    fakeBrowser.tabs.arrive(101, 'https://provider.example/logout');
    await vi.advanceTimersByTimeAsync(20_000);
    await told;
    expect(fakeBrowser.tabs.open.size).toBe(0);
    expect(listeners()).toEqual([false, false]);
  });
});
