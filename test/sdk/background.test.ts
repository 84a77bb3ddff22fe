import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startBackground as start } from '../../src/sdk/background.ts';
import type { Request } from '../../src/sdk/browser/messages.ts';
import {
  JOURNAL,
  SESSION_KEY,
  SIGN_IN_FAILURE,
  SIGN_OUT_FAILURE,
  SIGNED_OUT_KEY,
} from '../../src/sdk/storage/items.ts';
import { promiseOf } from '../support/promise-of.ts';
import {
  holdWindow,
  MANIFEST,
  responseWith,
  sendRequest,
  startBackground,
  startRenewingTenant,
  startTenant,
  storeOptions,
  storeUserActions,
} from '../support/unit/background.ts';
import { unitConfig } from '../support/unit/config.ts';
import { fakeBrowser as browser, FakeNotifications, resetFakeBrowser } from '../support/unit/fake-browser.ts';
import { MemoryLocks } from '../support/unit/locks.ts';
import { html } from '../support/unit/provider.ts';
import { refusal } from '../support/unit/refresh.ts';
import { readSealed, storeSealed } from '../support/unit/sealed-session.ts';
import {
  NOON,
  unitEndingSession,
  unitRecord,
  unitSession,
  unitSignedIn,
  unitTokens,
  unitUser,
} from '../support/unit/session.ts';
import { eventually, settle } from '../support/unit/settle.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOON });
  vi.stubGlobal('fetch', async () => new Response());
  vi.stubGlobal('indexedDB', new IDBFactory());
  vi.stubGlobal('location', { protocol: 'moz-extension:' });
  vi.stubGlobal('navigator', { locks: new MemoryLocks() });
  vi.spyOn(console, 'error').mockImplementation(() => {});
});
afterEach(async () => {
  vi.useRealTimers();
  await settle();
});

const TIMERS = ['Date', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] as const;

const store = (record: unknown = unitRecord()) => storeSealed(browser, record);
const stored = () => readSealed(browser);
const storing =
  (record: unknown = unitRecord()) =>
  () =>
    store(record);

/** The record of a sign-in without a refresh token, which is over at that time. */
const ending = (expiresAt: number) =>
  unitRecord({ session: unitEndingSession({ expiresAt }), tokens: unitTokens({ refreshToken: null }) });
const ENDED = ending(NOON);
const STALE = unitRecord(unitSignedIn({ expiresAt: NOON }));

/** Tokens that were encrypted with a key that is lost. */
const SEALED_ELSEWHERE = { encrypted: 1, iv: 'A'.repeat(16), data: 'A'.repeat(200) };

const SIGN_IN: Request = { type: 'sign-in', parameters: {} };
const SIGN_OUT: Request = { type: 'sign-out' };
const STATUS: Request = { type: 'sign-in-status' };
const SILENTLY: Request = { type: 'sign-in-silently' };
const REFRESH: Request = { type: 'refresh-session' };
const TOKEN: Request = { type: 'access-token' };

const breakStorage = () => {
  browser.storage.local.failure = new Error('disk');
};
const unreachable = () => Promise.reject(new TypeError('Failed to fetch'));

/** Waits until the alarm isn't the one for a stopped background, then fires it at its time. */
async function fireAlarm(): Promise<void> {
  const next = () => browser.alarms.scheduled.get('latchkey.session') ?? 0;
  await eventually(() => {
    expect(next()).toBeGreaterThan(0);
    expect(Math.abs(next() - Date.now() - 120_000)).toBeGreaterThan(10_000);
  });
  vi.setSystemTime(next());
  browser.alarms.fire('latchkey.session');
  await settle();
}

/** Returns the logged events after the start of the background. */
async function logged(): Promise<unknown[]> {
  const { [JOURNAL.key]: journal } = await browser.storage.local.get(JOURNAL.key);
  const events = (Array.isArray(journal) ? journal : []).map(({ event }) => event);
  expect(events.shift()).toEqual({ kind: 'background-started' });
  return events;
}

describe('startBackground', () => {
  it('shows that the session is unreadable when the storage fails', async () => {
    await startBackground({ prepare: breakStorage });
    await eventually(() => expect(browser.action.text).toBe('?'));
  });

  it('registers its listeners synchronously when the storage does not respond', async () => {
    await startBackground({
      prepare: () => {
        browser.storage.local.get = () => new Promise(() => {});
      },
    });
    const { alarms, contextMenus, permissions, runtime, storage } = browser;
    const events = [
      alarms.onAlarm,
      contextMenus.onClicked,
      permissions.onAdded,
      runtime.onInstalled,
      runtime.onMessage,
      runtime.onStartup,
      storage.local.onChanged,
      storage.managed.onChanged,
    ];
    expect(events.map((event) => event.hasListeners())).toEqual(events.map(() => true));
  });

  it('closes the storage to content scripts when the browser supports it', async () => {
    const setAccessLevel = vi.fn(async () => {});
    await startBackground({ prepare: () => Object.assign(browser.storage.local, { setAccessLevel }) });
    expect(setAccessLevel).toHaveBeenCalledTimes(1);
  });

  it('sends the access token when a content script requests an operation', async () => {
    const fetched = vi.fn(async (_request: globalThis.Request) => Response.json(['a note']));
    vi.stubGlobal('fetch', fetched);
    const request = () => ({ url: 'https://api.example/notes' });
    await startBackground({
      prepare: storing(),
      config: { apiOrigins: ['https://api.example'] },
      options: { operations: { 'list-notes': { pages: ['https://page.example'], request } } },
    });
    const sender = { id: browser.runtime.id, url: 'https://page.example/', tab: { id: 7 }, frameId: 0 };
    const message = { type: 'latchkey.operation', name: 'list-notes', input: null };
    const reply = await browser.runtime.deliver(message, sender as never);
    expect(reply).toEqual(responseWith({ status: 200, body: ['a note'] }));
    expect(fetched.mock.calls[0]?.[0].headers.get('authorization')).toBe('Bearer access-token');
  });
});

describe('the client that startBackground returns', () => {
  const startWithClient = async () => {
    resetFakeBrowser();
    browser.runtime.manifest = MANIFEST;
    await store();
    return start(unitConfig({ logout: 'local' }));
  };

  it('signs in and out without messages', async () => {
    const sent = vi.spyOn(browser.runtime, 'sendMessage');
    const client = await startWithClient();
    const users: unknown[] = [];
    client.onSessionChange((user) => users.push(user));
    await expect(client.getUser()).resolves.toEqual(unitUser());
    await expect(client.getAccessToken()).resolves.toBe('access-token');
    startTenant();
    await client.signOut();
    await expect(client.signIn()).resolves.toMatchObject({ sub: unitUser().sub });
    await eventually(() => expect(users.map((user) => user !== null)).toEqual([true, false, true]));
    expect(sent).not.toHaveBeenCalled();
  });

  it('is not returned when startBackground was called before', async () => {
    await startWithClient();
    expect(() => start(unitConfig())).toThrow('startBackground was called twice');
  });

  it('is not returned, and no listener is registered, when the manifest is incomplete', () => {
    resetFakeBrowser();
    expect(() => start(unitConfig())).toThrow(/manifest\.json lacks .* Add:\n"permissions": \["identity"/);
    expect(browser.runtime.onMessage.hasListeners()).toBe(false);
  });
});

describe('the host extension', () => {
  /** Starts the background with default options in a host that uses the same APIs. */
  const startBesideHost = (options = {}) =>
    startBackground({
      options: { menu: false, notifications: false, closeStorage: false, ...options },
      prepare: async () => {
        Object.assign(browser.storage.local, { setAccessLevel: vi.fn() });
        browser.notifications = new FakeNotifications();
        await browser.notifications.create('host', { type: 'basic', title: 'Host', message: '' });
        await browser.alarms.create('session', { when: NOON });
        await browser.alarms.create('host', { when: NOON });
        browser.contextMenus.create({ id: 'options', title: 'Host' });
        browser.action.icon = { 16: 'host.png' };
        await browser.declarativeNetRequest.updateSessionRules({ addRules: [{ id: 1 } as never] });
        await browser.storage.local.set({ session: 'host', options: 'host' });
        await storeOptions({ notify: true });
        await store(ENDED);
      },
    });

  it('keeps its alarms, menu, notifications, icon, rules and storage', async () => {
    await startBesideHost();
    await eventually(() => expect(browser.action.text).toBe('!'));
    await sendRequest(SIGN_OUT);
    await settle();
    expect([...browser.alarms.scheduled.keys()]).toEqual(['session', 'host']);
    expect(browser.contextMenus.entries.map(({ id }) => id)).toEqual(['options']);
    expect([...(browser.notifications?.shown.keys() ?? [])]).toEqual(['host']);
    expect(browser.action.icon).toEqual({ 16: 'host.png' });
    expect([...browser.declarativeNetRequest.sessionRules.keys()]).toContain(1);
    expect(await browser.storage.local.get('session')).toEqual({ session: 'host' });
    expect(browser.storage.local.setAccessLevel).not.toHaveBeenCalled();
  });

  it('keeps its badge and title when `badge` is off', async () => {
    await startBesideHost({ badge: false });
    Object.assign(browser.action, { text: '7', title: 'Seven messages' });
    await sendRequest(SIGN_OUT);
    await settle();
    expect(browser.action).toMatchObject({ text: '7', title: 'Seven messages', badgeColor: undefined });
  });

  it('receives its own messages, to which the background does not reply', async () => {
    await startBesideHost();
    const popup = { id: browser.runtime.id, url: browser.runtime.getURL('popup.html') };
    for (const message of ['sign-out', { type: 'sign-out' }, { type: 'host.sign-out' }, undefined]) {
      await expect(browser.runtime.deliver(message, popup)).resolves.toBeUndefined();
    }
  });
});

describe('the badge', () => {
  it('changes when the stored session changes', async () => {
    await startBackground();
    await store();
    await eventually(() => expect(browser.action.text).toBe('✓'));
    await browser.storage.local.remove(SESSION_KEY);
    await eventually(() => expect(browser.action.text).toBe(''));
  });

  it('changes when a session ends that cannot be renewed', async () => {
    await startBackground({ prepare: storing(ending(NOON + 60_000)) });
    expect(browser.action.text).toBe('✓');
    await fireAlarm();
    await eventually(() => expect(browser.action.text).toBe('!'));
  });

  it.each<[string, () => unknown]>([
    ['the extension is installed', () => browser.runtime.onInstalled.emit()],
    ['the browser starts', () => browser.runtime.onStartup.emit()],
    ['a popup opens and shows the session', () => sendRequest(REFRESH)],
    ['a popup opens and shows the form', () => sendRequest(STATUS)],
  ])('is painted again when %s', async (_name, change) => {
    await startBackground({ prepare: storing() });
    browser.action.text = '?';
    await change();
    await eventually(() => expect(browser.action.text).toBe('✓'));
  });
});

describe('the session', () => {
  it('is renewed, and the next alarm is set, when the alarm fires', async () => {
    const tenant = startRenewingTenant();
    await startBackground({ prepare: storing() });
    await eventually(() => expect([...browser.alarms.scheduled.values()]).toEqual([unitSession().renewAt]));
    await fireAlarm();
    await eventually(async () => expect(await stored()).not.toMatchObject({ createdAt: NOON }));
    expect(tenant.refreshTokensSent).toEqual(['refresh-token']);
    await eventually(() => {
      const [next = 0] = browser.alarms.scheduled.values();
      expect(next).toBeGreaterThan(Date.now() + 120_000);
      expect(next).toBeLessThan(Date.now() + 3_600_000);
    });
  });

  it('has an alarm during its renewal, in case the background stops', async () => {
    const tenant = startRenewingTenant({ tokenResponse: () => new Promise<never>(() => {}) });
    await startBackground({ prepare: storing() });
    await fireAlarm();
    await eventually(() => expect(tenant.refreshTokensSent).toHaveLength(1));
    expect([...browser.alarms.scheduled.values()]).toEqual([expect.any(Number)]);
  });

  it('is refreshed a minute later when the storage fails', async () => {
    await startBackground({ prepare: storing() });
    const get = browser.storage.local.get.bind(browser.storage.local);
    browser.storage.local.get = (key) => (key === SESSION_KEY ? Promise.reject(new Error('disk')) : get(key));
    await fireAlarm();
    await eventually(() => {
      const [next = 0] = browser.alarms.scheduled.values();
      expect(next - Date.now()).toBeGreaterThan(50_000);
      expect(next - Date.now()).toBeLessThanOrEqual(60_000);
    });
    browser.storage.local.get = get;
    await eventually(async () => expect(await logged()).toContainEqual({ kind: 'storage-failed' }));
  });

  it('keeps the worker alive no longer than its refresh when the storage never responds', async () => {
    vi.useFakeTimers({ toFake: [...TIMERS], now: NOON });
    await startBackground({
      prepare: async () => {
        await store();
        browser.storage.local.get = () => new Promise(() => {});
      },
    });
    await vi.advanceTimersByTimeAsync(100_000);
    expect(browser.alarms.scheduled.get('latchkey.session')).toBeGreaterThan(Date.now());
    const calls = browser.runtime.platformInfoCalls;
    await vi.advanceTimersByTimeAsync(40_000);
    expect(browser.runtime.platformInfoCalls).toBe(calls);
  });

  it('keeps the worker alive during a retry when the response of a renewal was lost', async () => {
    vi.useFakeTimers({ toFake: [...TIMERS], now: NOON });
    const responses = [unreachable, () => new Promise<never>(() => {})];
    const tenant = startRenewingTenant({ tokenResponse: () => responses.shift()?.() ?? html(500) });
    await startBackground({ prepare: storing() });
    await fireAlarm();
    await eventually(() => expect(tenant.refreshTokensSent).toHaveLength(1));
    await vi.advanceTimersByTimeAsync(3_000);
    await eventually(() => expect(tenant.refreshTokensSent).toHaveLength(2));
    const calls = browser.runtime.platformInfoCalls;
    await vi.advanceTimersByTimeAsync(20_000);
    expect(browser.runtime.platformInfoCalls).toBeGreaterThan(calls);
  });

  it('ends, and no alarm is left, when the tenant refuses to renew it', async () => {
    startRenewingTenant({ tokenResponse: () => refusal('invalid_grant', 403) });
    await startBackground({ prepare: storing() });
    await fireAlarm();
    await eventually(() => expect(browser.action.text).toBe('!'));
    await eventually(() => expect(browser.alarms.scheduled.size).toBe(0));
    expect(await logged()).toContainEqual({ kind: 'session-ended', end: 'ended' });
  });

  it('is renewed when the missing host permission is granted', async () => {
    const tenant = startRenewingTenant();
    await startBackground({ prepare: storing() });
    browser.permissions.denied.add('https://tenant.example/*');
    vi.setSystemTime(NOON + 3_600_000);
    await sendRequest(REFRESH);
    expect(tenant.requests).toEqual([]);
    browser.permissions.denied.clear();
    browser.permissions.onAdded.emit();
    await eventually(() => expect(tenant.refreshTokensSent).toEqual(['refresh-token']));
  });

  it('is replaced by a silent sign-in a minute after its settings changed', async () => {
    const audience = 'https://api.example/';
    await startBackground({
      prepare: () => {
        startTenant();
        return store();
      },
      config: { audience },
    });
    await expect(sendRequest(TOKEN)).resolves.toMatchObject({ code: 'session-ended' });
    await fireAlarm();
    await eventually(async () => expect(await stored()).toMatchObject({ audience }));
    expect(browser.identity.launched.map(({ interactive }) => interactive)).toEqual([false]);
  });

  it('is renewed with the stable origin in Firefox when no popup has opened', async () => {
    const origin = 'https://0123456789abcdef.extensions.allizom.org';
    vi.stubGlobal(
      'location',
      new URL('moz-extension://0d5f6c1e-7a53-4f7e-9d0b-3f1f5a1c2b3d/background.html'),
    );
    let rules: unknown[] = [];
    await startBackground({
      prepare: () => {
        browser.identity.getRedirectURL = () => `${origin}/`;
        startRenewingTenant({
          tokenResponse: () => {
            rules = [...browser.declarativeNetRequest.sessionRules.values()].map(({ condition, action }) => [
              condition.urlFilter,
              action.requestHeaders?.[0]?.value,
            ]);
            return refusal('invalid_grant', 403);
          },
        });
        return store(unitRecord(unitSignedIn({ renewAt: NOON })));
      },
    });
    await eventually(() => expect(rules).toEqual([['|https://tenant.example/', origin]]));
  });
});

describe('access-token', () => {
  it('opens the database once, decrypts once and sends no request when the token is fresh', async () => {
    const tenant = startRenewingTenant();
    await startBackground({ prepare: storing() });
    await eventually(() =>
      expect(browser.alarms.scheduled.get('latchkey.session')).toBe(unitSession().renewAt),
    );
    const opened = vi.spyOn(indexedDB, 'open');
    const decrypted = vi.spyOn(crypto.subtle, 'decrypt');
    await expect(sendRequest(TOKEN)).resolves.toEqual(responseWith({ accessToken: 'access-token' }));
    expect(opened.mock.calls.length).toBeLessThanOrEqual(1);
    expect(decrypted).toHaveBeenCalledTimes(1);
    expect(tenant.requests).toEqual([]);
  });
});

describe('refresh-session', () => {
  it('responds after the renewal when the token is stale', async () => {
    await startBackground({ prepare: storing(STALE) });
    startRenewingTenant();
    await expect(sendRequest(REFRESH)).resolves.toEqual(responseWith({ done: true }));
    expect(await stored()).toMatchObject({ expiresAt: NOON + 3_600_000 });
    await eventually(async () => expect(await logged()).toContainEqual({ kind: 'renewed' }));
  });
});

describe('a session whose tokens cannot be decrypted', () => {
  const LOCKED = { ...unitRecord(), tokens: SEALED_ELSEWHERE };
  const write = () => browser.storage.local.set({ [SESSION_KEY]: LOCKED });

  it.each<[string, () => Promise<unknown>]>([
    ['the background starts', () => startBackground({ prepare: write })],
    ['it is written', () => startBackground().then(write)],
  ])('is quarantined when %s, and that is logged', async (_name, change) => {
    await change();
    await eventually(async () => expect(await logged()).toContainEqual({ kind: 'session-key-lost' }));
    expect((await browser.storage.local.get(SESSION_KEY))[SESSION_KEY]).toBeUndefined();
    await eventually(() => expect(browser.action.text).toBe(''));
    await expect(sendRequest(TOKEN)).resolves.toMatchObject({ code: 'signed-out' });
  });
});

describe('a session of an application that is not active', () => {
  const switchTo = (clientId?: string) => {
    browser.storage.managed.change(clientId === undefined ? {} : { clientId });
    return sendRequest(REFRESH);
  };

  it('counts as signed out until its application is active again', async () => {
    const tenant = startRenewingTenant();
    await startBackground({ prepare: storing() });
    await switchTo('other-client');
    vi.setSystemTime(NOON + 3_600_000);
    await expect(sendRequest(TOKEN)).resolves.toMatchObject({ code: 'signed-out' });
    await eventually(() => expect(browser.action.text).toBe(''));
    expect(tenant.refreshTokensSent).toEqual([]);
    vi.setSystemTime(NOON);
    await switchTo();
    await eventually(() => expect(browser.action.text).toBe('✓'));
    expect(await stored()).toEqual(unitRecord());
    await expect(sendRequest(TOKEN)).resolves.toMatchObject({ type: 'answer' });
  });
});

describe('sign-out', () => {
  it('removes the session and ends the sessions that the user has chosen', async () => {
    await startBackground({ prepare: storing() });
    browser.identity.respond = async () => browser.identity.getRedirectURL();
    await storeOptions({ logout: 'federated' });
    await expect(sendRequest(SIGN_OUT)).resolves.toEqual(responseWith({ failedSteps: [] }));
    await eventually(() => expect(browser.action.text).toBe(''));
    const urls = browser.identity.launched.map(({ url }) => new URL(url));
    expect(urls.map(({ pathname, searchParams }) => [pathname, searchParams.has('federated')])).toEqual([
      ['/v2/logout', true],
    ]);
  });
});

describe('sign-in', () => {
  it('opens a window with the parameters, saves the session, and changes the badge', async () => {
    await startBackground();
    const { launched } = startTenant();
    const parameters = { connection: 'acme', prompt: 'login' };
    await expect(sendRequest({ type: 'sign-in', parameters })).resolves.toEqual(
      responseWith({ signedIn: true }),
    );
    expect(launched.map(({ interactive }) => interactive)).toEqual([true]);
    expect(Object.fromEntries(launched[0]?.url.searchParams ?? [])).toMatchObject(parameters);
    expect(await stored()).toMatchObject({ user: { email: 'ada@example.com' }, createdAt: NOON });
    await eventually(() => expect(browser.action.text).toBe('✓'));
    expect(await logged()).toEqual([{ kind: 'signed-in', method: 'window' }]);
  });

  it('opens one window for two requests, and returns its failure to the next popup only', async () => {
    await startBackground();
    const window = holdWindow();
    const requests = [sendRequest(SIGN_IN), sendRequest(SIGN_IN)];
    await window.opened;
    await expect(sendRequest(STATUS)).resolves.toEqual(responseWith({ windowIsOpen: true, failure: null }));
    await expect(sendRequest(SILENTLY)).resolves.toEqual(responseWith({ signedIn: false }));
    window.close();
    const cancelled = { code: 'sign-in-cancelled' };
    await expect(Promise.all(requests)).resolves.toMatchObject([cancelled, cancelled]);
    expect(browser.identity.launched).toHaveLength(1);
    const failure = { code: 'sign-in-cancelled', data: {} };
    await expect(sendRequest(STATUS)).resolves.toEqual(responseWith({ windowIsOpen: false, failure }));
    await expect(sendRequest(STATUS)).resolves.toEqual(responseWith({ windowIsOpen: false, failure: null }));
    expect(await logged()).toEqual([{ kind: 'sign-in-failed', code: 'sign-in-cancelled' }]);
  });

  it('clears the failure of an earlier window when it succeeds', async () => {
    await startBackground({
      prepare: () =>
        browser.storage.session.set({ [SIGN_IN_FAILURE.key]: { code: 'sign-in-cancelled', data: {} } }),
    });
    startTenant();
    await sendRequest(SIGN_IN);
    await expect(sendRequest(STATUS)).resolves.toEqual(responseWith({ windowIsOpen: false, failure: null }));
  });
});

describe('a sign-in in a window that takes long', () => {
  /** Opens a window in which the user signs in when the test calls `finish`. */
  async function openWindow() {
    vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'], now: NOON });
    await startBackground({ config: { logout: 'local' } });
    const provider = startTenant();
    const [opened, open] = promiseOf<void>();
    const [finished, finish] = promiseOf<void>();
    browser.identity.respond = async (details) => {
      open();
      await finished;
      return provider.launch(details);
    };
    const reply = sendRequest(SIGN_IN);
    await opened;
    return { provider, reply, finish };
  }

  it.each<[string, () => Promise<unknown>]>([
    ['signed out', () => sendRequest(SIGN_OUT)],
    ['signed in by the form', () => storeUserActions({ begun: 2, completed: 2 })],
  ])('is revoked, and not saved, when the user has %s since', async (_name, act) => {
    const { provider, reply, finish } = await openWindow();
    await act();
    finish();
    await reply;
    await eventually(() => expect(provider.revoked).toEqual([provider.secrets[2]]));
    expect(await stored()).toBeUndefined();
  });

  it.each<[string, () => Promise<unknown>]>([
    ['has submitted a form that the tenant refused', () => storeUserActions({ begun: 2, completed: 0 })],
    [
      'has signed out and requested it again',
      async () => {
        await sendRequest(SIGN_OUT);
        void sendRequest(SIGN_IN);
        await settle();
      },
    ],
  ])('is saved when the user %s since', async (_name, act) => {
    const { reply, finish } = await openWindow();
    await act();
    finish();
    await reply;
    expect(await stored()).toMatchObject({ user: { email: 'ada@example.com' } });
  });

  it('is saved, and the reported failure is cleared, when the window opened late', async () => {
    const { reply, finish } = await openWindow();
    await vi.advanceTimersByTimeAsync(30_000);
    await expect(reply).resolves.toMatchObject({ code: 'tenant-unreachable' });
    expect(await browser.storage.session.get(SIGN_IN_FAILURE.key)).not.toEqual({});
    finish();
    await eventually(async () => expect(await stored()).toBeDefined());
    await eventually(async () => expect(await browser.storage.session.get(SIGN_IN_FAILURE.key)).toEqual({}));
  });

  it('fails and is revoked when it cannot be saved', async () => {
    const { provider, reply, finish } = await openWindow();
    vi.spyOn(browser.storage.local, 'set').mockImplementation(async (items) => {
      if (SESSION_KEY in items) throw new Error('QUOTA_BYTES quota exceeded');
    });
    finish();
    await expect(reply).resolves.toMatchObject({ code: 'storage-failed' });
    await eventually(() => expect(provider.revoked).toEqual([provider.secrets[2]]));
  });
});

describe('sign-in-silently', () => {
  it('signs in without a window when the browser has a tenant session', async () => {
    await startBackground();
    const { launched } = startTenant();
    await expect(sendRequest(SILENTLY)).resolves.toEqual(responseWith({ signedIn: true }));
    expect(await stored()).toMatchObject({ user: { email: 'ada@example.com' } });
    expect(launched.map(({ interactive }) => interactive)).toEqual([false]);
    await eventually(async () => expect(await logged()).toEqual([{ kind: 'signed-in', method: 'silent' }]));
  });

  it('stores no session and no failure when the browser has no tenant session', async () => {
    await startBackground();
    startTenant({
      redirect(good) {
        good.searchParams.delete('code');
        good.searchParams.set('error', 'login_required');
        return good;
      },
    });
    await expect(sendRequest(SILENTLY)).resolves.toEqual(responseWith({ signedIn: false }));
    expect(await stored()).toBeUndefined();
    await expect(sendRequest(STATUS)).resolves.toEqual(responseWith({ windowIsOpen: false, failure: null }));
  });

  it.each<[string, () => unknown]>([
    ['the user has turned it off', () => storeOptions({ silent: false })],
    [
      'the policy has turned it off',
      () => {
        browser.storage.managed.values = { silent: false };
        return storeOptions({ silent: true });
      },
    ],
    ['a user is signed in', () => store()],
    ['the user has signed out', () => browser.storage.local.set({ [SIGNED_OUT_KEY]: true })],
    ['the storage fails', breakStorage],
  ])('sends no request when %s', async (_name, prepare) => {
    await startBackground({ prepare });
    const { launched } = startTenant();
    await expect(sendRequest(SILENTLY)).resolves.toEqual(responseWith({ signedIn: false }));
    expect(launched).toEqual([]);
  });

  const OTHER = unitRecord(unitSignedIn({ user: unitUser({ sub: 'auth0|other' }) }));
  it.each<[string, () => Promise<unknown>, unknown]>([
    ['signs out', () => browser.storage.local.set({ [SIGNED_OUT_KEY]: true }), undefined],
    ['signs in by the form', () => store(OTHER), OTHER],
    ['submits the form', () => storeUserActions({ begun: 1, completed: 0 }), undefined],
  ])('revokes its tokens when the user %s before it ends', async (_name, act, left) => {
    await startBackground();
    const provider = startTenant();
    browser.identity.respond = async (details) => {
      await act();
      return provider.launch(details);
    };
    await expect(sendRequest(SILENTLY)).resolves.toEqual(responseWith({ signedIn: false }));
    await eventually(() => expect(provider.revoked).toEqual([provider.secrets[2]]));
    expect(await stored()).toEqual(left);
  });
});

describe('the menu', () => {
  it('opens the popup to sign in, or a window when the browser refuses that', async () => {
    await startBackground();
    browser.contextMenus.click('latchkey.sign-in');
    await settle();
    expect([browser.action.popupsOpened, browser.identity.launched]).toEqual([1, []]);
    browser.action.popupFailure = new Error('openPopup requires a user gesture');
    startTenant();
    browser.contextMenus.click('latchkey.sign-in');
    await eventually(() => expect(browser.action.text).toBe('✓'));
    expect(browser.identity.launched).toMatchObject([{ interactive: true }]);
  });

  it('signs out, and stores the failed steps for the next popup', async () => {
    vi.stubGlobal('fetch', unreachable);
    await startBackground({ prepare: storing(), config: { logout: 'local' } });
    browser.contextMenus.click('latchkey.sign-out');
    await eventually(async () => expect(await stored()).toBeUndefined());
    await eventually(async () =>
      expect(await sendRequest(STATUS)).toMatchObject({
        answer: {
          failure: { code: 'sign-out-incomplete', data: { domain: 'tenant.example' } },
        },
      }),
    );
    const failedSteps = ['refresh-token'];
    expect(await logged()).toEqual([{ kind: 'signed-out', failedSteps }]);
  });

  it('logs and stores a failed sign-out for the next popup', async () => {
    await startBackground({ prepare: storing() });
    vi.spyOn(browser.storage.local, 'remove').mockRejectedValue(new Error('disk'));
    browser.contextMenus.click('latchkey.sign-out');
    await eventually(async () => {
      expect(await logged()).toEqual([{ kind: 'sign-out-failed', code: 'storage-failed' }]);
      const { [SIGN_OUT_FAILURE.key]: failure } = await browser.storage.session.get(SIGN_OUT_FAILURE.key);
      expect(failure).toEqual({ code: 'storage-failed', data: { reason: 'not-removed' } });
    });
  });

  it('opens the options', async () => {
    await startBackground();
    browser.contextMenus.click('latchkey.options');
    expect(browser.runtime.optionsPagesOpened).toBe(1);
  });
});

describe('the notification of an ended session', () => {
  it.each([true, false])('is shown when the option is %s, and a click opens the popup', async (notify) => {
    const notifications = new FakeNotifications();
    await startBackground({
      prepare: async () => {
        browser.notifications = notifications;
        await storeOptions({ notify });
        await store(ENDED);
      },
    });
    await eventually(() => expect(browser.action.text).toBe('!'));
    await settle();
    expect([...notifications.shown.values()].map(({ title }) => title)).toEqual(notify ? ['Latchkey'] : []);
    notifications.onClicked.emit('latchkey.session-ended');
    await settle();
    expect(browser.action.popupsOpened).toBe(1);
  });
});

describe('the background of a configurable build', () => {
  const config = { domain: '', tenant: '', clientId: '', configurable: 'https' as const };
  const CHOSEN = { domain: 'tenant.example', clientId: 'unit-client' };

  it('sends no request until the user chooses a tenant', async () => {
    const fetch = vi.fn(async () => new Response());
    vi.stubGlobal('fetch', fetch);
    await startBackground({ config });
    await expect(sendRequest(SILENTLY)).resolves.toEqual(responseWith({ signedIn: false }));
    await expect(sendRequest(SIGN_IN)).resolves.toMatchObject({ code: 'configuration-invalid' });
    expect(browser.identity.launched).toEqual([]);
    expect(fetch).not.toHaveBeenCalled();
    await storeOptions({ tenant: CHOSEN });
    const { launched } = startTenant();
    await expect(sendRequest(SILENTLY)).resolves.toEqual(responseWith({ signedIn: true }));
    expect(launched.map(({ url }) => url.origin)).toEqual(['https://tenant.example']);
  });

  it('sends no token when the tenant of the session is no longer chosen', async () => {
    const tenant = startRenewingTenant();
    await startBackground({
      config,
      prepare: async () => {
        await storeOptions({ tenant: CHOSEN });
        await store();
      },
    });
    await storeOptions({ tenant: { ...CHOSEN, domain: 'other.example' } });
    vi.setSystemTime(NOON + 3_600_000);
    await expect(sendRequest(TOKEN)).resolves.toMatchObject({ code: 'signed-out' });
    expect([tenant.refreshTokensSent, tenant.revoked]).toEqual([[], []]);
  });
});
