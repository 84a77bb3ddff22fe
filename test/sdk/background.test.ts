import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Request } from '../../src/sdk/browser/messages.ts';
import type { Config } from '../../src/sdk/config.ts';
import { NO_OPTIONS, type Options, toStoredOptions } from '../../src/sdk/settings/options.ts';
import { seal } from '../../src/sdk/storage/envelope.ts';
import {
  JOURNAL,
  OPTIONS,
  PENDING_SIGN_IN,
  SIGN_IN_FAILURE,
  SIGN_OUT_FAILURE,
  USER_ACTIONS,
} from '../../src/sdk/storage/items.ts';
import { SESSION_KEY, SIGNED_OUT_KEY } from '../../src/sdk/storage/session-record.ts';
import { promiseOf } from '../support/promise-of.ts';
import { unitConfig } from '../support/unit/config.ts';
import { inBuildForNoTenant } from '../support/unit/configurable.ts';
import { memoryKeyStore } from '../support/unit/keys.ts';
import { MemoryLocks } from '../support/unit/locks.ts';
import { html, type Scenario, startProvider } from '../support/unit/provider.ts';
import { type RefreshScenario, refusal, startRefreshTenant } from '../support/unit/refresh.ts';
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
import { KEY } from '../support/unit/sign-in.ts';

type FakeBrowser = typeof import('../support/unit/fake-browser.ts')['fakeBrowser'];

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOON });
  vi.stubGlobal('fetch', async () => new Response());
  vi.stubGlobal('indexedDB', new IDBFactory());
  vi.stubGlobal('location', { protocol: 'moz-extension:' });
  vi.stubGlobal('navigator', { locks: new MemoryLocks() });
});
afterEach(() => void vi.useRealTimers());

/** Starts the background script of a build in a browser of its own, where `prepare` has been. */
async function startBackground(
  prepare: (browser: FakeBrowser) => unknown = () => {},
  changes: Partial<Config> = {},
): Promise<FakeBrowser> {
  vi.resetModules();
  vi.doMock('../../src/extension/config.ts', () => ({ config: unitConfig(changes) }));
  const { fakeBrowser } = await import('../support/unit/fake-browser.ts');
  await prepare(fakeBrowser);
  await import('../../src/sdk/background.ts');
  await settle();
  return fakeBrowser;
}

const keep = storeSealed;
const kept = readSealed;

/** The record of a sign-in without a refresh token, which is over at noon, or later. */
const ending = (expiresAt: number) =>
  unitRecord({ session: unitEndingSession({ expiresAt }), tokens: unitTokens({ refreshToken: null }) });

const ENDED = ending(NOON);

/** Tokens that were encrypted with a key that nobody has. */
const SEALED_ELSEWHERE = await seal(await memoryKeyStore().key(), JSON.stringify(unitTokens()), SESSION_KEY);

const ask = (browser: FakeBrowser, request: Request) => browser.runtime.sendMessage(request);

/** What the user has begun and completed in a popup. */
const act = (browser: FakeBrowser, numbers: { begun: number; completed: number }) =>
  browser.storage.session.set({ [USER_ACTIONS.key]: numbers });

const askToSignOut = (browser: FakeBrowser) => ask(browser, { type: 'sign-out' });

const answer = (it: object) => ({ type: 'answer', answer: it });

/** What a person has chosen in the options. */
const choose = (browser: FakeBrowser, changes: Partial<Options>) =>
  browser.storage.local.set({ [OPTIONS.key]: toStoredOptions({ ...NO_OPTIONS, ...changes }) });

function silentOffByOrganisation(browser: FakeBrowser): Promise<void> {
  browser.storage.managed.values = { silent: false };
  return choose(browser, { silent: true });
}

/** Puts a tenant behind the browser where whoever is asked for is signed in, or one that differs by `scenario`. */
function startTenant(browser: FakeBrowser, scenario: Scenario = {}) {
  const provider = startProvider(unitConfig(), KEY, NOON, scenario);
  // Provider and tenant each answer what the other does not know.
  const tenant = startRefreshTenant();
  vi.stubGlobal('fetch', (input: RequestInfo | URL, init?: RequestInit) =>
    String(input).endsWith('/oauth/revoke') ? tenant.fetch(input, init) : provider.fetch(input, init),
  );
  browser.identity.answer = async ({ url, interactive = false }) =>
    (await provider.identity.launch(new URL(url), { interactive })).href;
  return { ...provider, revoked: tenant.revoked };
}

/** Puts a tenant behind the browser that renews the session of `unitRecord`. */
function startRenewingTenant(scenario: RefreshScenario = {}) {
  const tenant = startRefreshTenant({ clock: Date.now });
  tenant.answer(scenario);
  vi.stubGlobal('fetch', tenant.fetch);
  return tenant;
}

/** Lets all alarms ring that are set, at the moment of the first. */
async function ringAlarms({ alarms }: FakeBrowser): Promise<void> {
  // While the session is looked after, the alarm is that of a background that stops: two minutes ahead.
  const ahead = () => ([...alarms.scheduled.values()][0] ?? 0) - Date.now();
  await eventually(() => expect(Math.abs(ahead() - 120_000)).toBeGreaterThan(10_000));
  await eventually(() => expect(alarms.scheduled.size).toBeGreaterThan(0));
  const [first = 0] = alarms.scheduled.values();
  vi.setSystemTime(first);
  for (const name of [...alarms.scheduled.keys()]) alarms.ring(name);
  await settle();
}

/** A window that stays open until the test closes it; `opened` resolves when it is there. */
function holdWindow(browser: FakeBrowser) {
  let close = () => {};
  const opened = new Promise<void>((resolve) => {
    browser.identity.answer = () =>
      new Promise((_, reject) => {
        close = () => reject(new Error('The user did not approve access.'));
        resolve();
      });
  });
  return { opened, close: () => close() };
}

describe('the background, when it starts,', () => {
  it.each<[string, (browser: FakeBrowser) => unknown, string]>([
    ['nobody is signed in', () => {}, ''],
    ['somebody is', (browser) => keep(browser, unitRecord()), '✓'],
    ['a session has ended', (browser) => keep(browser, ENDED), '!'],
    ['the record is of a newer version', (browser) => keep(browser, { ...unitRecord(), version: 99 }), ''],
    [
      'the storage fails',
      (browser) => {
        vi.spyOn(console, 'error').mockImplementation(() => {});
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
    const { alarms, contextMenus, permissions, runtime, storage } = browser;
    const events = [
      alarms.onAlarm,
      contextMenus.onClicked,
      permissions.onAdded,
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

  it('sets the alarm for the moment at which the session is to be renewed', async () => {
    const browser = await startBackground((fake) => keep(fake, unitRecord()));
    await eventually(() => expect([...browser.alarms.scheduled.values()]).toEqual([unitSession().renewAt]));
  });
});

describe('the badge', () => {
  it('follows the session as it comes and goes', async () => {
    const browser = await startBackground();
    await keep(browser, unitRecord());
    await settle();
    expect(browser.action.text).toBe('✓');
    await browser.storage.local.remove(SESSION_KEY);
    await settle();
    expect(browser.action.text).toBe('');
  });

  it('loses its tick when the session ends and nobody looks', async () => {
    const browser = await startBackground((fake) => keep(fake, ending(NOON + 60_000)));
    expect(browser.action.text).toBe('✓');
    await ringAlarms(browser);
    expect(browser.action.text).toBe('!');
  });

  it.each(['onInstalled', 'onStartup'] as const)('is painted again %s: browsers forget it', async (event) => {
    const browser = await startBackground((fake) => keep(fake, unitRecord()));
    browser.action.text = '';
    browser.runtime[event].emit();
    await settle();
    expect(browser.action.text).toBe('✓');
  });

  it.each<[string, Request, (browser: FakeBrowser) => unknown, string]>([
    [
      'where somebody is signed in',
      { type: 'look-after-session' },
      (browser) => keep(browser, unitRecord()),
      '✓',
    ],
    ['where nobody is', { type: 'sign-in-news' }, () => {}, ''],
  ])(
    'is painted again when a popup opens %s: the storage may be back',
    async (_where, request, prepare, text) => {
      vi.spyOn(console, 'error').mockImplementation(() => {});
      const browser = await startBackground(async (fake) => {
        await prepare(fake);
        fake.storage.local.failure = new Error('disk');
      });
      expect(browser.action.text).toBe('?');
      browser.storage.local.failure = null;
      await ask(browser, request);
      await settle();
      expect(browser.action.text).toBe(text);
    },
  );
});

describe('the session', () => {
  it('is renewed when its moment has come and nobody looks, and the next moment is set', async () => {
    const tenant = startRenewingTenant();
    const browser = await startBackground((fake) => keep(fake, unitRecord()));
    await ringAlarms(browser);
    // Waiting moves the clock on.
    await eventually(async () => expect(await kept(browser)).not.toMatchObject({ createdAt: NOON }));
    await eventually(() => expect(browser.alarms.scheduled.size).toBe(1));
    expect(tenant.asked).toEqual(['refresh-token']);
    const next = browser.alarms.scheduled.get('session');
    expect(next).toBeGreaterThan(Date.now());
    expect(next).toBeLessThan(Date.now() + 3_600_000);
    expect(browser.action.text).toBe('✓');
  });

  it('has an alarm while it is renewed, so that a background that stops then is started again', async () => {
    const tenant = startRenewingTenant({ tokenResponse: () => new Promise<never>(() => {}) });
    const browser = await startBackground((fake) => keep(fake, unitRecord()));
    await ringAlarms(browser);
    await eventually(() => expect(tenant.asked).toHaveLength(1));
    expect([...browser.alarms.scheduled.values()]).toEqual([expect.any(Number)]);
  });

  it('is looked after again, and the background can stop, when the storage never answers', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    vi.useFakeTimers({
      toFake: ['Date', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'],
      now: NOON,
    });
    const browser = await startBackground(async (fake) => {
      await keep(fake, unitRecord());
      fake.storage.local.get = () => new Promise(() => {});
    });
    await vi.advanceTimersByTimeAsync(100_000);
    expect(browser.alarms.scheduled.get('session')).toBeGreaterThan(Date.now());
    const signs = browser.runtime.platformsAsked;
    await vi.advanceTimersByTimeAsync(40_000);
    expect(browser.runtime.platformsAsked).toBe(signs);
  });

  it('is renewed when a host permission is granted without which it could not be', async () => {
    const tenant = startRenewingTenant();
    const browser = await startBackground((fake) => keep(fake, unitRecord()));
    browser.permissions.withheld.add('https://tenant.example/*');
    vi.setSystemTime(NOON + 3_600_000);
    await ask(browser, { type: 'look-after-session' });
    expect(tenant.requests).toEqual([]);
    browser.permissions.withheld.clear();
    browser.permissions.onAdded.emit();
    await eventually(() => expect(tenant.asked).toEqual(['refresh-token']));
  });

  it('that was requested with other settings is shown as over, and is looked at again in a minute', async () => {
    const browser = await startBackground((fake) => keep(fake, unitRecord()), {
      audience: 'https://api.example/',
    });
    expect(browser.action.text).toBe('!');
    await eventually(() => expect(browser.alarms.scheduled.get('session')).toBeLessThan(NOON + 90_000));
    await expect(ask(browser, { type: 'access-token' })).resolves.toMatchObject({ code: 'session-ended' });
  });

  it('that was requested with other settings is replaced by a silent sign-in', async () => {
    const browser = await startBackground(
      (fake) => {
        startTenant(fake);
        return keep(fake, unitRecord());
      },
      { audience: 'https://api.example/' },
    );
    await ringAlarms(browser);
    await eventually(async () =>
      expect(await kept(browser)).toMatchObject({ audience: 'https://api.example/' }),
    );
    expect(browser.identity.launched.map(({ interactive }) => interactive)).toEqual([false]);
    expect(browser.action.text).toBe('✓');
  });

  it('is looked after again a minute later where the storage could not be read', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    const browser = await startBackground((fake) => keep(fake, unitRecord()));
    browser.storage.local.failure = new Error('disk');
    await ringAlarms(browser);
    await eventually(() => expect(browser.alarms.scheduled.size).toBe(1));
    const next = browser.alarms.scheduled.get('session') ?? 0;
    expect(next - Date.now()).toBeGreaterThan(50_000);
    expect(next - Date.now()).toBeLessThanOrEqual(60_000);
  });

  it('is renewed by a second request where the answer to the first was lost, and the background stays awake for it', async () => {
    vi.useFakeTimers({
      toFake: ['Date', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'],
      now: NOON,
    });
    const answers = [
      () => Promise.reject(new TypeError('Failed to fetch')),
      () => new Promise<never>(() => {}),
    ];
    const tenant = startRenewingTenant({ tokenResponse: () => answers.shift()?.() ?? html(500) });
    const browser = await startBackground((fake) => keep(fake, unitRecord()));
    await ringAlarms(browser);
    await eventually(() => expect(tenant.asked).toHaveLength(1));
    await vi.advanceTimersByTimeAsync(3_000);
    await eventually(() => expect(tenant.asked).toHaveLength(2));
    const signs = browser.runtime.platformsAsked;
    await vi.advanceTimersByTimeAsync(20_000);
    expect(browser.runtime.platformsAsked).toBeGreaterThan(signs);
  });

  it('ends where the tenant says so, and asks for nothing any more', async () => {
    startRenewingTenant({ tokenResponse: () => refusal('invalid_grant', 403) });
    const browser = await startBackground((fake) => keep(fake, unitRecord()));
    await ringAlarms(browser);
    await eventually(() => expect(browser.action.text).toBe('!'));
    expect(browser.alarms.scheduled.size).toBe(0);
  });
});

describe('the origin of requests, in Firefox,', () => {
  const UUID = '0d5f6c1e-7a53-4f7e-9d0b-3f1f5a1c2b3d';
  const ORIGIN = 'https://0123456789abcdef.extensions.allizom.org';
  const origins = ({ declarativeNetRequest }: FakeBrowser) =>
    [...declarativeNetRequest.sessionRules.values()].map(({ condition, action }) => [
      condition.urlFilter,
      action.requestHeaders?.[0]?.value,
    ]);

  beforeEach(() =>
    vi.stubGlobal('location', new URL(`moz-extension://${UUID}/_generated_background_page.html`)),
  );

  it('is the stable one before the background makes any request, though no popup has opened', async () => {
    let atRequest: unknown[] = [];
    const browser = await startBackground((fake) => {
      fake.identity.getRedirectURL = () => `${ORIGIN}/`;
      startRenewingTenant({
        tokenResponse: () => {
          atRequest = origins(fake);
          return refusal('invalid_grant', 403);
        },
      });
      return keep(fake, unitRecord(unitSignedIn({ renewAt: NOON })));
    });
    await eventually(() => expect(browser.action.text).toBe('!'));
    expect(atRequest).toEqual([['|https://tenant.example/', ORIGIN]]);
  });
});

describe('asked for an access token', () => {
  const TOKEN: Request = { type: 'access-token' };

  it('gives the one that it has while it is good', async () => {
    const tenant = startRenewingTenant();
    const browser = await startBackground((fake) => keep(fake, unitRecord()));
    await expect(ask(browser, TOKEN)).resolves.toEqual(answer({ accessToken: 'access-token' }));
    expect(tenant.requests).toEqual([]);
  });

  it.each([
    ['signed-out', undefined],
    ['session-ended', ENDED],
    ['interaction-required', unitRecord(unitSignedIn({ expiresAt: 0, renewAt: null, end: 'step-required' }))],
  ])('says %s where that is so', async (code, record) => {
    const browser = await startBackground((fake) => (record === undefined ? undefined : keep(fake, record)));
    await expect(ask(browser, TOKEN)).resolves.toMatchObject({ type: 'failed', code });
  });
});

describe('asked to look after the session', () => {
  const LOOK: Request = { type: 'look-after-session' };
  const DONE = answer({ done: true });

  it('renews a token that is not good any more before it answers', async () => {
    const browser = await startBackground((fake) =>
      keep(fake, unitRecord(unitSignedIn({ expiresAt: NOON }))),
    );
    startRenewingTenant();
    await expect(ask(browser, LOOK)).resolves.toEqual(DONE);
    expect(await kept(browser)).toMatchObject({ expiresAt: NOON + 3_600_000 });
  });
});

describe('asked by a content script for an operation', () => {
  const PAGE = {
    id: 'abcdefghijklmnopabcdefghijklmnop',
    url: 'https://page.example/',
    tab: { id: 7 },
    frameId: 0,
  };

  it('makes the request with the access token, and gives the answer back without it', async () => {
    vi.doMock('../../src/extension/operations.ts', () => ({
      operations: {
        'list-notes': {
          pages: ['https://page.example'],
          request: () => ({ url: 'https://api.example/notes' }),
        },
      },
    }));
    const fetched = vi.fn(async (_request: globalThis.Request) => Response.json(['a note']));
    vi.stubGlobal('fetch', fetched);
    const browser = await startBackground((fake) => keep(fake, unitRecord()), {
      apiOrigins: ['https://api.example'],
    });
    vi.doUnmock('../../src/extension/operations.ts');
    const message = { type: 'operation', name: 'list-notes', input: null };
    const reply = await browser.runtime.deliver(message, PAGE as never);
    expect(reply).toEqual(answer({ status: 200, body: ['a note'] }));
    expect(fetched.mock.calls[0]?.[0].headers.get('authorization')).toBe('Bearer access-token');
  });
});

describe('a sign-in that another background left in a tab', () => {
  const SECRETS = {
    ...{ domain: 'tenant.example', clientId: 'unit-client' },
    ...{ verifier: 'v'.repeat(43), state: 'unit-state', nonce: 'unit-nonce' },
  };
  const CALLBACK = 'https://tenant.example/mobile';

  /** Without a flow of the browser's own; the former background has opened tab 7. */
  const leftInTab = (address: string) => async (fake: FakeBrowser) => {
    Object.assign(fake, { identity: undefined });
    fake.tabs.arrive(7, address);
    await fake.storage.session.set({ [PENDING_SIGN_IN.key]: { tabId: 7, ...SECRETS } });
  };
  const isForgotten = async ({ storage }: FakeBrowser) =>
    Object.keys(await storage.session.get(PENDING_SIGN_IN.key)).length === 0;

  it('is forgotten where another application is active by now', async () => {
    const browser = await startBackground(async (fake) => {
      await leftInTab('https://tenant.example/u/login')(fake);
      fake.storage.managed.values = { clientId: 'managed-client' };
    });
    await eventually(async () => expect(await isForgotten(browser)).toBe(true));
    await expect(ask(browser, { type: 'sign-in-news' })).resolves.toEqual(
      answer({ windowIsOpen: false, failure: null }),
    );
  });

  /** A background that has started, and hears of the tab when `read` is called. */
  async function startBeforeRead() {
    let read = () => {};
    const gate = new Promise<void>((resolve) => {
      read = resolve;
    });
    const browser = await startBackground(async (fake) => {
      await leftInTab('https://tenant.example/u/login')(fake);
      const get = fake.storage.session.get.bind(fake.storage.session);
      fake.storage.session.get = async (key) => {
        if (key === PENDING_SIGN_IN.key) await gate;
        return get(key);
      };
    });
    return { browser, read };
  }

  it('is redeemed with what was remembered, and the tab is closed', async () => {
    const fetch = vi.fn(async (_input: unknown, _init?: RequestInit) =>
      Response.json({ error: 'invalid_grant' }),
    );
    vi.stubGlobal('fetch', fetch);
    const browser = await startBackground(leftInTab(`${CALLBACK}?code=unit-code&state=unit-state`));
    await eventually(() => expect(fetch).toHaveBeenCalled());
    expect(String(fetch.mock.calls[0]?.[0])).toBe('https://tenant.example/oauth/token');
    expect(Object.fromEntries(new URLSearchParams(String(fetch.mock.calls[0]?.[1]?.body)))).toMatchObject({
      code: 'unit-code',
      code_verifier: SECRETS.verifier,
      redirect_uri: CALLBACK,
    });
    expect(browser.tabs.open.size).toBe(0);
    expect(await isForgotten(browser)).toBe(true);
  });

  it('is not redeemed where the answer is to another question, which the next popup is told', async () => {
    const fetch = vi.fn(async () => new Response());
    vi.stubGlobal('fetch', fetch);
    const browser = await startBackground(leftInTab(`${CALLBACK}?code=unit-code&state=other`));
    await eventually(async () =>
      expect(await ask(browser, { type: 'sign-in-news' })).toEqual(
        answer({ windowIsOpen: false, failure: { code: 'redirect-invalid', data: { reason: 'foreign' } } }),
      ),
    );
    expect(fetch).not.toHaveBeenCalled();
  });

  it('is still open for whoever asks, and no silent sign-in goes beside it', async () => {
    const browser = await startBackground(leftInTab('https://tenant.example/u/login'));
    await expect(ask(browser, { type: 'sign-in-news' })).resolves.toEqual(
      answer({ windowIsOpen: true, failure: null }),
    );
    await expect(ask(browser, { type: 'sign-in-silently' })).resolves.toEqual(answer({ signedIn: false }));
  });

  it('is known to whoever asks what became of it before it could be read', async () => {
    const { browser, read } = await startBeforeRead();
    const asked = ask(browser, { type: 'sign-in-news' });
    await settle();
    read();
    await expect(asked).resolves.toEqual(answer({ windowIsOpen: true, failure: null }));
  });

  it('is joined by whoever wants to sign in before it could be read: there is one tab', async () => {
    const { browser, read } = await startBeforeRead();
    void ask(browser, { type: 'sign-in', parameters: {} });
    await settle();
    read();
    await eventually(() => expect(browser.tabs.onUpdated.hasListeners()).toBe(true));
    expect(browser.tabs.created).toEqual([]);
    expect([...browser.tabs.open.keys()]).toEqual([7]);
  });
});

describe('asked to sign out', () => {
  it('removes the session, tells the tenant, and says that nothing was left behind', async () => {
    const browser = await startBackground((fake) => {
      fake.identity.answer = async () => fake.identity.getRedirectURL();
      return keep(fake, unitRecord());
    });
    await expect(askToSignOut(browser)).resolves.toEqual(answer({ leftBehind: [] }));
    await eventually(() => expect(browser.action.text).toBe(''));
  });
});

describe('asked to sign in in a window', () => {
  const SIGN_IN: Request = { type: 'sign-in', parameters: { connection: 'acme', prompt: 'login' } };

  it('opens it with the parameters, saves the session, and paints the badge', async () => {
    const browser = await startBackground();
    const { launched } = startTenant(browser);
    await expect(ask(browser, SIGN_IN)).resolves.toEqual(answer({ signedIn: true }));
    await settle();
    expect(launched.map(({ interactive }) => interactive)).toEqual([true]);
    expect(Object.fromEntries(launched[0]?.url.searchParams ?? [])).toMatchObject({
      connection: 'acme',
      prompt: 'login',
    });
    expect(await kept(browser)).toMatchObject({ user: { email: 'ada@example.com' }, createdAt: NOON });
    expect(browser.action.text).toBe('✓');
  });

  it('says that the window is open as long as it is', async () => {
    const browser = await startBackground();
    const window = holdWindow(browser);
    const asked = ask(browser, SIGN_IN);
    await window.opened;
    const open = answer({ windowIsOpen: true, failure: null });
    await expect(ask(browser, { type: 'sign-in-news' })).resolves.toEqual(open);
    window.close();
    await asked;
    await expect(ask(browser, { type: 'sign-in-news' })).resolves.toMatchObject({
      answer: { windowIsOpen: false },
    });
  });

  it('opens one window for two who ask for the same, and none for who asks for another', async () => {
    const browser = await startBackground();
    const window = holdWindow(browser);
    const first = ask(browser, SIGN_IN);
    const second = ask(browser, SIGN_IN);
    await expect(ask(browser, { type: 'sign-in', parameters: {} })).resolves.toMatchObject({
      type: 'failed',
      code: 'sign-in-running',
    });
    await window.opened;
    window.close();
    expect(browser.identity.launched).toHaveLength(1);
    await expect(Promise.all([first, second])).resolves.toMatchObject([
      { code: 'sign-in-cancelled' },
      { code: 'sign-in-cancelled' },
    ]);
  });

  it('tells once why it failed, to whoever asks later', async () => {
    const browser = await startBackground();
    browser.identity.answer = () => Promise.reject(new Error('The user did not approve access.'));
    await expect(ask(browser, SIGN_IN)).resolves.toMatchObject({ code: 'sign-in-cancelled' });
    await expect(ask(browser, { type: 'sign-in-news' })).resolves.toEqual(
      answer({ windowIsOpen: false, failure: { code: 'sign-in-cancelled', data: {} } }),
    );
    await expect(ask(browser, { type: 'sign-in-news' })).resolves.toEqual(
      answer({ windowIsOpen: false, failure: null }),
    );
  });

  it('forgets why an earlier one failed', async () => {
    const browser = await startBackground((fake) =>
      fake.storage.session.set({ [SIGN_IN_FAILURE.key]: 'The window was closed.' }),
    );
    startTenant(browser);
    await ask(browser, SIGN_IN);
    await expect(ask(browser, { type: 'sign-in-news' })).resolves.toEqual(
      answer({ windowIsOpen: false, failure: null }),
    );
  });
});

describe('a window that is finished late', () => {
  const SIGN_IN: Request = { type: 'sign-in', parameters: {} };

  /** A window that the user finishes when the test says so. */
  async function openWindow() {
    vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'], now: NOON });
    const browser = await startBackground(() => {}, { logout: 'local' });
    const provider = startTenant(browser);
    const [opened, open] = promiseOf<void>();
    const [finished, finish] = promiseOf<void>();
    browser.identity.answer = async ({ url }) => {
      open();
      await finished;
      return (await provider.identity.launch(new URL(url), { interactive: true })).href;
    };
    const asked = ask(browser, SIGN_IN);
    await opened;
    return { browser, provider, asked, finish };
  }

  it.each<[string, (browser: FakeBrowser) => Promise<unknown>]>([
    ['signed out', askToSignOut],
    ['signed in by the form', (browser) => act(browser, { begun: 2, completed: 2 })],
  ])('is revoked, and not saved, if the user has %s since', async (_name, acts) => {
    const { browser, provider, asked, finish } = await openWindow();
    await acts(browser);
    finish();
    await asked;
    await eventually(() => expect(provider.revoked).toEqual([provider.secrets[2]]));
    expect(await kept(browser)).toBeUndefined();
  });

  it.each<[string, (browser: FakeBrowser) => Promise<unknown>]>([
    ['has submitted a form that was refused', (browser) => act(browser, { begun: 2, completed: 0 })],
    [
      'has signed out and requested it again',
      async (browser) => {
        await askToSignOut(browser);
        void ask(browser, SIGN_IN);
        await settle();
      },
    ],
  ])('is saved if the user %s since', async (_name, acts) => {
    const { browser, asked, finish } = await openWindow();
    await acts(browser);
    finish();
    await asked;
    expect(await kept(browser)).toMatchObject({ user: { email: 'ada@example.com' } });
  });

  it('is saved although it was reported that it does not open, which is then no news', async () => {
    const { browser, asked, finish } = await openWindow();
    await vi.advanceTimersByTimeAsync(30_000);
    await expect(asked).resolves.toMatchObject({ code: 'tenant-unreachable' });
    await expect(ask(browser, { type: 'sign-in-news' })).resolves.toMatchObject({
      answer: { windowIsOpen: false, failure: { code: 'tenant-unreachable' } },
    });
    finish();
    await eventually(async () =>
      expect(await kept(browser)).toMatchObject({ user: { sub: expect.anything() } }),
    );
    await eventually(async () => expect(await browser.storage.session.get(SIGN_IN_FAILURE.key)).toEqual({}));
  });

  it('is a failure, and revoked, if it cannot be saved', async () => {
    const { browser, provider, asked, finish } = await openWindow();
    vi.spyOn(browser.storage.local, 'set').mockImplementation(async (items) => {
      if (SESSION_KEY in items) throw new Error('QUOTA_BYTES quota exceeded');
    });
    finish();
    await expect(asked).resolves.toMatchObject({ code: 'storage-failed' });
    await eventually(() => expect(provider.revoked).toEqual([provider.secrets[2]]));
  });
});

describe('asked to sign in silently', () => {
  const SILENTLY: Request = { type: 'sign-in-silently' };
  const [YES, NO] = [answer({ signedIn: true }), answer({ signedIn: false })];

  it('does so where the browser has a session with the tenant, and opens no window', async () => {
    const browser = await startBackground();
    const { launched } = startTenant(browser);
    await expect(ask(browser, SILENTLY)).resolves.toEqual(YES);
    expect(await kept(browser)).toMatchObject({ user: { email: 'ada@example.com' } });
    expect(launched.map(({ interactive }) => interactive)).toEqual([false]);
  });

  it('does nothing where the browser has none, and keeps no news of it', async () => {
    const browser = await startBackground();
    startTenant(browser, {
      redirect(good) {
        good.searchParams.delete('code');
        good.searchParams.set('error', 'login_required');
        return good;
      },
    });
    await expect(ask(browser, SILENTLY)).resolves.toEqual(NO);
    expect(await kept(browser)).toBeUndefined();
    await expect(ask(browser, { type: 'sign-in-news' })).resolves.toEqual(
      answer({ windowIsOpen: false, failure: null }),
    );
  });

  it.each<[string, (browser: FakeBrowser) => unknown, Partial<Config>]>([
    ['the person has switched it off', (browser) => choose(browser, { silent: false }), {}],
    ['the organisation has, whatever the person says', silentOffByOrganisation, {}],
    ['somebody is signed in', (browser) => keep(browser, unitRecord()), {}],
    ['somebody signed out', (browser) => browser.storage.local.set({ [SIGNED_OUT_KEY]: true }), {}],
    [
      'the storage fails',
      (browser) => {
        vi.spyOn(console, 'error').mockImplementation(() => {});
        browser.storage.local.failure = new Error('disk');
      },
      {},
    ],
  ])('does not even ask the tenant where %s', async (_name, prepare, changes) => {
    const browser = await startBackground(prepare, changes);
    const { launched } = startTenant(browser);
    await expect(ask(browser, SILENTLY)).resolves.toEqual(NO);
    expect(launched).toEqual([]);
  });

  it('does not while a sign-in window is open', async () => {
    const browser = await startBackground();
    const window = holdWindow(browser);
    void ask(browser, { type: 'sign-in', parameters: {} });
    await window.opened;
    await expect(ask(browser, SILENTLY)).resolves.toEqual(NO);
    expect(browser.identity.launched).toHaveLength(1);
  });

  const ELSE = unitRecord(unitSignedIn({ user: unitUser({ sub: 'auth0|somebody-else' }) }));
  const FASTER: [string, (browser: FakeBrowser) => Promise<unknown>, unknown][] = [
    ['signs out', (browser) => browser.storage.local.set({ [SIGNED_OUT_KEY]: true }), undefined],
    ['signs in by the form', (browser) => keep(browser, ELSE), ELSE],
    ['submits the form', (browser) => act(browser, { begun: 1, completed: 0 }), undefined],
  ];

  /** Asks for a silent sign-in, while which somebody does something else. */
  async function askWhile(act: (browser: FakeBrowser) => Promise<unknown>) {
    const browser = await startBackground();
    const provider = startTenant(browser);
    browser.identity.answer = async ({ url }) => {
      await act(browser);
      return (await provider.identity.launch(new URL(url), { interactive: false })).href;
    };
    return { browser, provider, asked: () => ask(browser, SILENTLY) };
  }

  it.each(FASTER)(
    'saves nothing, and revokes what it got, if the user %s meanwhile',
    async (_name, acts, left) => {
      const { browser, provider, asked } = await askWhile(acts);
      await expect(asked()).resolves.toEqual(NO);
      await eventually(() => expect(provider.revoked).toEqual([provider.secrets[2]]));
      expect(await kept(browser)).toEqual(left);
    },
  );
});

describe('a session of another application than the active one', () => {
  const switchTo = (browser: FakeBrowser, clientId?: string) => {
    browser.storage.managed.values = clientId === undefined ? {} : { clientId };
    return ask(browser, { type: 'look-after-session' });
  };

  it('counts as signed out, sends nothing, and applies again if its application becomes active again', async () => {
    const tenant = startRenewingTenant();
    const browser = await startBackground((fake) => keep(fake, unitRecord()));
    await switchTo(browser, 'other-client');
    vi.setSystemTime(NOON + 3_600_000);
    await expect(ask(browser, { type: 'access-token' })).resolves.toMatchObject({ code: 'signed-out' });
    await eventually(() => expect(browser.action.text).toBe(''));
    expect(tenant.asked).toEqual([]);
    vi.setSystemTime(NOON);
    await switchTo(browser);
    await eventually(() => expect(browser.action.text).toBe('✓'));
    expect(await kept(browser)).toEqual(unitRecord());
    await expect(ask(browser, { type: 'access-token' })).resolves.toMatchObject({ type: 'answer' });
  });

  it('keeps the tokens of a renewal during which its application was not active', async () => {
    const browser = await startBackground((fake) =>
      keep(fake, unitRecord(unitSignedIn({ expiresAt: NOON }))),
    );
    const tenant = startRenewingTenant();
    const { fetch } = globalThis;
    vi.stubGlobal('fetch', async (input: RequestInfo | URL, init?: RequestInit) => {
      const response = await fetch(input, init);
      browser.storage.managed.values = { clientId: 'other-client' };
      void ask(browser, { type: 'sign-in-news' });
      await settle();
      return response;
    });
    await ask(browser, { type: 'access-token' });
    expect(tenant.asked).toEqual(['refresh-token']);
    expect(tenant.revoked).toEqual([]);
    expect(await kept(browser)).toMatchObject({ clientId: 'unit-client', expiresAt: NOON + 3_600_000 });
  });

  it('is replaced by a sign-in, and revoked at its own tenant with its own client ID', async () => {
    const other = unitSignedIn({ domain: 'other.example', clientId: 'other-client' });
    const browser = await startBackground((fake) => keep(fake, unitRecord(other)));
    startTenant(browser);
    const { fetch } = globalThis;
    const revocations: unknown[] = [];
    vi.stubGlobal('fetch', (input: RequestInfo | URL, init?: RequestInit) => {
      if (!String(input).endsWith('/oauth/revoke')) return fetch(input, init);
      revocations.push([String(input), new URLSearchParams(String(init?.body)).get('client_id')]);
      return Promise.resolve(new Response());
    });
    await ask(browser, { type: 'sign-in', parameters: {} });
    expect(await kept(browser)).toMatchObject({ domain: 'tenant.example' });
    await eventually(() =>
      expect(revocations).toEqual([['https://other.example/oauth/revoke', 'other-client']]),
    );
  });
});

describe('what happens in the background', () => {
  const UNREACHABLE = () => Promise.reject(new TypeError('Failed to fetch'));
  const ENDS_NOW = unitRecord(unitSignedIn({ expiresAt: NOON }));
  const SIGN_IN: Request = { type: 'sign-in', parameters: {} };

  /** Each event that is written down, but for the start of the background. */
  async function noted(browser: FakeBrowser): Promise<unknown[]> {
    const { [JOURNAL.key]: journal } = await browser.storage.local.get(JOURNAL.key);
    const events = (Array.isArray(journal) ? journal : []).map(({ event }) => event);
    expect(events.shift()).toEqual({ kind: 'background-started' });
    return events;
  }

  it.each<[string, (browser: FakeBrowser) => unknown, Request, object]>([
    ['a sign-in in a window', startTenant, SIGN_IN, { kind: 'signed-in', road: 'window' }],
    [
      'a sign-in that failed',
      (browser) => {
        browser.identity.answer = () => Promise.reject(new Error('The user did not approve access.'));
      },
      SIGN_IN,
      { kind: 'sign-in-failed', code: 'sign-in-cancelled' },
    ],
    [
      'a sign-out, with what it left behind',
      (browser) => {
        vi.stubGlobal('fetch', UNREACHABLE);
        return keep(browser, unitRecord());
      },
      { type: 'sign-out' },
      { kind: 'signed-out', leftBehind: ['refresh-token', 'tenant-session'] },
    ],
    [
      'a renewal',
      (browser) => {
        startRenewingTenant();
        return keep(browser, ENDS_NOW);
      },
      { type: 'look-after-session' },
      { kind: 'renewed' },
    ],
    [
      'the end of a session, by the tenant',
      (browser) => {
        startRenewingTenant({ tokenResponse: () => refusal('invalid_grant', 403) });
        return keep(browser, ENDS_NOW);
      },
      { type: 'look-after-session' },
      { kind: 'session-ended', end: 'ended' },
    ],
    [
      'a session whose key is lost',
      (browser) => keep(browser, { ...unitRecord(), tokens: SEALED_ELSEWHERE }),
      { type: 'look-after-session' },
      { kind: 'session-locked' },
    ],
  ])('is written down: %s', async (_name, prepare, request, event) => {
    const browser = await startBackground();
    await prepare(browser);
    await ask(browser, request);
    await eventually(async () => expect(await noted(browser)).toEqual([event]));
  });

  it('is written down where the session cannot be read', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    const browser = await startBackground((fake) => {
      const { get } = fake.storage.local;
      fake.storage.local.get = async (key) => {
        if (key === SESSION_KEY) throw new Error('disk');
        return get.call(fake.storage.local, key);
      };
    });
    await eventually(async () => expect(await noted(browser)).toEqual([{ kind: 'storage-failed' }]));
  });
});

describe('what person and organisation have settled', () => {
  const loggedOutAt = ({ identity }: FakeBrowser) =>
    identity.launched.map(({ url }) => new URL(url)).filter(({ pathname }) => pathname === '/v2/logout');

  it('says what a sign-out ends at the tenant', async () => {
    const browser = await startBackground((fake) => keep(fake, unitRecord()));
    await choose(browser, { logout: 'federated' });
    await askToSignOut(browser);
    expect(loggedOutAt(browser)[0]?.searchParams.has('federated')).toBe(true);
  });

  it('says which application, connection and organization a sign-in in a window is for', async () => {
    const browser = await startBackground();
    browser.storage.managed.values = { clientId: 'their-client', organization: 'org_1', logout: 'nonsense' };
    holdWindow(browser);
    void ask(browser, { type: 'sign-in', parameters: {} });
    await eventually(() => expect(browser.identity.launched).toHaveLength(1));
    const { searchParams } = new URL(browser.identity.launched[0]?.url ?? '');
    expect(searchParams.get('client_id')).toBe('their-client');
    expect(searchParams.get('organization')).toBe('org_1');
  });
});

describe('the menu of the toolbar button', () => {
  const titles = ({ contextMenus }: FakeBrowser) => contextMenus.entries.map(({ title }) => title);

  it('follows the session', async () => {
    const browser = await startBackground();
    expect(titles(browser)).toEqual(['Log in', 'Options']);
    await keep(browser, unitRecord());
    await settle();
    expect(titles(browser)).toEqual(['Log out', 'Options']);
  });

  it('opens the popup to sign in', async () => {
    const browser = await startBackground();
    browser.contextMenus.click('latchkey.sign-in');
    await settle();
    expect(browser.action.popupsOpened).toBe(1);
    expect(browser.identity.launched).toEqual([]);
  });

  it('opens a window to sign in where the browser does not let the popup be opened', async () => {
    const browser = await startBackground((fake) => {
      fake.action.popupFailure = new Error('openPopup requires a user gesture');
    });
    startTenant(browser);
    browser.contextMenus.click('latchkey.sign-in');
    await eventually(() => expect(browser.action.text).toBe('✓'));
    expect(browser.identity.launched).toMatchObject([{ interactive: true }]);
  });

  it('signs out', async () => {
    const browser = await startBackground((fake) => keep(fake, unitRecord()), { logout: 'local' });
    browser.contextMenus.click('latchkey.sign-out');
    await eventually(async () => expect(await kept(browser)).toBeUndefined());
  });

  it('has the next popup tell what a sign-out left behind', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
    const browser = await startBackground((fake) => keep(fake, unitRecord()), { logout: 'local' });
    browser.contextMenus.click('latchkey.sign-out');
    await eventually(async () =>
      expect(await ask(browser, { type: 'sign-in-news' })).toMatchObject({
        answer: { failure: { code: 'sign-out-incomplete', data: { domain: 'tenant.example' } } },
      }),
    );
  });

  it('says that a refresh token was left behind if it could not be read', async () => {
    const browser = await startBackground(
      (fake) => fake.storage.local.set({ [SESSION_KEY]: { ...unitRecord(), tokens: SEALED_ELSEWHERE } }),
      { logout: 'local' },
    );
    await expect(askToSignOut(browser)).resolves.toEqual(answer({ leftBehind: ['refresh-token'] }));
  });

  it('writes down that a sign-out failed, which the next popup tells', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    const browser = await startBackground((fake) => keep(fake, unitRecord()));
    vi.spyOn(browser.storage.local, 'remove').mockRejectedValue(new Error('disk'));
    browser.contextMenus.click('latchkey.sign-out');
    await eventually(async () => {
      const { [JOURNAL.key]: journal } = await browser.storage.local.get(JOURNAL.key);
      expect(journal).toMatchObject([{}, { event: { kind: 'sign-out-failed', code: 'storage-failed' } }]);
      const { [SIGN_OUT_FAILURE.key]: failure } = await browser.storage.session.get(SIGN_OUT_FAILURE.key);
      expect(failure).toEqual({ code: 'storage-failed', data: { reason: 'not-removed' } });
    });
  });

  it('opens the options', async () => {
    const browser = await startBackground();
    browser.contextMenus.click('latchkey.options');
    expect(browser.runtime.optionsPagesOpened).toBe(1);
  });
});

describe('a session that has ended', () => {
  const withNotifications = async (browser: FakeBrowser) => {
    const { FakeNotifications } = await import('../support/unit/fake-browser.ts');
    const notifications = new FakeNotifications();
    browser.notifications = notifications;
    return notifications;
  };

  it('is notified of where the person wants that, and a click opens the popup', async () => {
    const browser = await startBackground(async (fake) => {
      await withNotifications(fake);
      await choose(fake, { notify: true });
      await keep(fake, ENDED);
    });
    expect([...(browser.notifications?.shown.values() ?? [])]).toMatchObject([{ title: 'Latchkey' }]);
    browser.notifications?.onClicked.emit('session-ended');
    await settle();
    expect(browser.action.popupsOpened).toBe(1);
  });

  it('is not notified of where nobody has asked for it', async () => {
    const browser = await startBackground(async (fake) => {
      await withNotifications(fake);
      await keep(fake, ENDED);
    });
    expect(browser.notifications?.shown.size).toBe(0);
    expect(browser.action.text).toBe('!');
  });
});

describe('the background of a build for no tenant', () => {
  inBuildForNoTenant();
  const NOTHING = { domain: '', tenant: '', clientId: '', configurable: 'https' as const };
  const CHOSEN = { domain: 'tenant.example', clientId: 'unit-client' };
  const start = (prepare?: (browser: FakeBrowser) => unknown) => startBackground(prepare, NOTHING);

  it('signs nobody in where none is chosen, and speaks to nobody', async () => {
    const fetch = vi.fn(async () => new Response());
    vi.stubGlobal('fetch', fetch);
    const { identity, runtime, action } = await start();
    await expect(runtime.sendMessage({ type: 'sign-in-silently' })).resolves.toEqual(
      answer({ signedIn: false }),
    );
    await expect(runtime.sendMessage({ type: 'sign-in', parameters: {} })).resolves.toMatchObject({
      type: 'failed',
      code: 'configuration-invalid',
      data: { reason: 'tenant-not-chosen' },
    });
    expect(identity.launched).toEqual([]);
    expect(fetch).not.toHaveBeenCalled();
    expect(action.text).toBe('');
  });

  it('opens no window where the chosen one may not be reached', async () => {
    const browser = await start(async (fake) => {
      await choose(fake, { tenant: CHOSEN });
      fake.permissions.withheld.add('https://tenant.example/*');
    });
    await expect(ask(browser, { type: 'sign-in', parameters: {} })).resolves.toMatchObject({
      code: 'configuration-invalid',
      data: { reason: 'tenant-not-permitted', domain: 'tenant.example' },
    });
    expect(browser.identity.launched).toEqual([]);
  });

  it('signs in at the one that was chosen, while it runs', async () => {
    const browser = await start();
    await choose(browser, { tenant: CHOSEN });
    const { launched } = startTenant(browser);
    await expect(ask(browser, { type: 'sign-in-silently' })).resolves.toEqual(answer({ signedIn: true }));
    expect(launched.map(({ url }) => url.origin)).toEqual(['https://tenant.example']);
  });

  it('sends no token of a session whose tenant is not chosen any more', async () => {
    const tenant = startRenewingTenant();
    const browser = await start(async (fake) => {
      await choose(fake, { tenant: CHOSEN });
      await keep(fake, unitRecord());
    });
    await choose(browser, { tenant: { ...CHOSEN, domain: 'other.example' } });
    vi.setSystemTime(NOON + 3_600_000);
    await expect(ask(browser, { type: 'access-token' })).resolves.toMatchObject({ code: 'signed-out' });
    expect(tenant.asked).toEqual([]);
    expect(tenant.revoked).toEqual([]);
  });
});
