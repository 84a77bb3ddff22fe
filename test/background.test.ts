import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SESSION_KEY } from '../src/storage/session-store.ts';
import { NOON, unitSession } from './support/unit-session.ts';
import { settle } from './support/unit-settle.ts';

type FakeBrowser = typeof import('./support/fake-browser.ts')['fakeBrowser'];

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOON });
  vi.stubGlobal('fetch', async () => new Response());
});
afterEach(() => void vi.useRealTimers());

/** Starts the background script in a browser of its own, where `prepare` has been. */
async function startBackground(prepare: (browser: FakeBrowser) => unknown = () => {}): Promise<FakeBrowser> {
  vi.resetModules();
  const { fakeBrowser } = await import('./support/fake-browser.ts');
  await prepare(fakeBrowser);
  await import('../src/background.ts');
  await settle();
  return fakeBrowser;
}

const keep = (browser: FakeBrowser, session: unknown) =>
  browser.storage.local.set({ [SESSION_KEY]: session });

const askToSignOut = (browser: FakeBrowser) => browser.runtime.sendMessage({ type: 'sign-out' });

describe('the background, when it starts,', () => {
  it.each<[string, (browser: FakeBrowser) => unknown, string]>([
    ['nobody is signed in', () => {}, ''],
    ['somebody is', (browser) => keep(browser, unitSession()), '✓'],
    ['a session has ended', (browser) => keep(browser, unitSession({ expiresAt: NOON })), '!'],
    ['the record is damaged', (browser) => keep(browser, { version: 2 }), ''],
    [
      'the storage fails',
      (browser) => {
        browser.storage.local.failure = new Error('disk');
      },
      '?',
    ],
  ])('paints the badge where %s', async (_name, prepare, text) => {
    const browser = await startBackground((fake) => {
      fake.action.text = 'what another run left';
      return prepare(fake);
    });
    expect(browser.action.text).toBe(text);
  });

  it('listens to everything in its first turn, while the storage still reads', async () => {
    const browser = await startBackground((fake) => {
      fake.storage.local.get = () => new Promise(() => {});
    });
    const { alarms, runtime, storage } = browser;
    const events = [
      alarms.onAlarm,
      runtime.onInstalled,
      runtime.onMessage,
      runtime.onStartup,
      storage.local.onChanged,
    ];
    expect(events.map((event) => event.hasListeners())).toEqual(events.map(() => true));
  });

  it('closes the storage to content scripts where the browser can', async () => {
    const setAccessLevel = vi.fn(async () => {});
    await startBackground((fake) => {
      fake.storage.local.setAccessLevel = setAccessLevel;
    });
    expect(setAccessLevel).toHaveBeenCalledTimes(1);
  });

  it('sets the alarm for the end of the session', async () => {
    const browser = await startBackground((fake) => keep(fake, unitSession()));
    expect([...browser.alarms.scheduled.values()]).toEqual([unitSession().expiresAt]);
  });
});

describe('the badge', () => {
  it('follows the session as it comes and goes', async () => {
    const browser = await startBackground();
    await keep(browser, unitSession());
    await settle();
    expect(browser.action.text).toBe('✓');
    await browser.storage.local.remove(SESSION_KEY);
    await settle();
    expect(browser.action.text).toBe('');
  });

  it('loses its tick when the session ends and nobody looks', async () => {
    const browser = await startBackground((fake) => keep(fake, unitSession()));
    vi.setSystemTime(unitSession().expiresAt);
    for (const name of browser.alarms.scheduled.keys()) browser.alarms.ring(name);
    await settle();
    expect(browser.action.text).toBe('!');
  });

  it.each(['onInstalled', 'onStartup'] as const)('is painted again %s: browsers forget it', async (event) => {
    const browser = await startBackground((fake) => keep(fake, unitSession()));
    browser.action.text = '';
    browser.runtime[event].emit();
    await settle();
    expect(browser.action.text).toBe('✓');
  });

  it('that could not be painted is told on the console, and painted at the next change', async () => {
    const told = vi.spyOn(console, 'error').mockImplementation(() => {});
    const browser = await startBackground((fake) => {
      fake.action.setIcon = () => Promise.reject(new Error('no such icon'));
    });
    expect(told).toHaveBeenCalledTimes(1);
    browser.action.setIcon = async () => {};
    await keep(browser, unitSession());
    await settle();
    expect(browser.action.text).toBe('✓');
  });
});

describe('asked to sign out', () => {
  it('removes the session, tells the tenant, and says that nothing was left behind', async () => {
    const browser = await startBackground((fake) => {
      fake.identity.answer = async () => fake.identity.getRedirectURL();
      return keep(fake, unitSession());
    });
    await expect(askToSignOut(browser)).resolves.toEqual({ type: 'signed-out', leftBehind: [] });
    await settle();
    expect(browser.action.text).toBe('');
  });

  it('says what was left behind where the tenant is away', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
    const browser = await startBackground((fake) => {
      fake.identity.answer = () => Promise.reject(new Error('Authorization page could not be loaded.'));
      return keep(fake, unitSession());
    });
    await expect(askToSignOut(browser)).resolves.toEqual({
      type: 'signed-out',
      leftBehind: ['refresh-token', 'tenant-session'],
    });
  });

  it('says why where the session could not be removed', async () => {
    const browser = await startBackground((fake) => keep(fake, unitSession()));
    browser.storage.local.remove = () => Promise.reject(new Error('disk'));
    await expect(askToSignOut(browser)).resolves.toMatchObject({ type: 'failed', code: 'storage-failed' });
  });
});
