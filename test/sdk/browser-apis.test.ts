import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SESSION_KEY } from '../../src/sdk/storage/items.ts';
import {
  backgroundIdle,
  type FakeBrowser,
  sendRequest,
  startBackground as start,
} from '../support/unit/background.ts';
import { unitConfig } from '../support/unit/config.ts';
import { FakeNotifications } from '../support/unit/fake-browser.ts';
import { MemoryLocks } from '../support/unit/locks.ts';
import { startProvider } from '../support/unit/provider.ts';
import { startRefreshTenant } from '../support/unit/refresh.ts';
import { storeSealed } from '../support/unit/sealed-session.ts';
import { NOON, unitRecord, unitSession, unitSignedIn } from '../support/unit/session.ts';
import { eventually } from '../support/unit/settle.ts';
import { KEY } from '../support/unit/sign-in.ts';

/**
 * What a browser does instead of what is documented. A missing function throws when it is called, and one that rejects is
 * handled where one is that never settles: `optional-api.test.ts` shows both.
 */
const FAULTS = {
  missing: undefined,
  throwing: () => {
    throw new Error('Not available in this browser.');
  },
  'never settling': () => new Promise(() => {}),
};
type Fault = keyof typeof FAULTS;

const FUNCTIONS = [
  'action.setBadgeBackgroundColor',
  'action.setBadgeText',
  'action.setBadgeTextColor',
  'action.setIcon',
  'action.setTitle',
  'alarms.clear',
  'alarms.create',
  'contextMenus.remove',
  'declarativeNetRequest.updateSessionRules',
  'notifications.clear',
  'notifications.create',
  'permissions.contains',
  'runtime.getPlatformInfo',
  'storage.local.setAccessLevel',
  'storage.managed.get',
];

const NAMESPACES = [
  ...[
    'action',
    'alarms',
    'contextMenus',
    'declarativeNetRequest',
    'notifications',
    'storage.managed',
    'windows',
  ],
  'alarms.onAlarm',
];

/** `addListener` of an event that is known and not supported throws. */
const EVENTS = [
  ...['alarms.onAlarm', 'contextMenus.onClicked', 'notifications.onClicked', 'permissions.onAdded'],
  ...['runtime.onInstalled', 'runtime.onStartup', 'storage.managed.onChanged'],
];

const CELLS: readonly (readonly [api: string, fault: Fault])[] = [
  ...FUNCTIONS.flatMap((api) => [[api, 'throwing'] as const, [api, 'never settling'] as const]),
  ...NAMESPACES.map((api) => [api, 'missing'] as const),
  ...['contextMenus.create', ...EVENTS.map((event) => `${event}.addListener`)].map(
    (api) => [api, 'throwing'] as const,
  ),
];

/** Makes timers run ten times faster: a call that never settles is given up after some seconds. */
function speedUpTimers(): void {
  const { setTimeout } = globalThis;
  vi.stubGlobal('setTimeout', (run: () => void, milliseconds = 0) => setTimeout(run, milliseconds / 10));
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOON });
  vi.stubGlobal('indexedDB', new IDBFactory());
  vi.stubGlobal('location', new URL('moz-extension://0d5f6c1e-7a53-4f7e-9d0b-3f1f5a1c2b3d/background.html'));
  vi.stubGlobal('navigator', { locks: new MemoryLocks() });
  vi.spyOn(console, 'error').mockImplementation(() => {});
  speedUpTimers();
});
afterEach(async () => {
  await backgroundIdle();
  vi.useRealTimers();
});

/** Puts `value` at a path of the browser, such as `alarms.create`. */
function put(browser: object, path: string, value: unknown): void {
  const names = path.split('.');
  const name = names.pop() ?? '';
  const parent = names.reduce<object>((object, next) => Object(object)[next], browser);
  Object.defineProperty(parent, name, { value, configurable: true, writable: true });
}

function startBackground(prepare: (browser: FakeBrowser) => unknown): Promise<FakeBrowser> {
  const withNotifications = async (browser: FakeBrowser) => {
    browser.notifications = new FakeNotifications();
    await prepare(browser);
  };
  return start({ prepare: withNotifications, config: { logout: 'local' } });
}

/** A tenant that signs in, renews and revokes. */
function startTenant(browser: FakeBrowser) {
  const provider = startProvider(unitConfig(), KEY, NOON, {});
  const tenant = startRefreshTenant({ clock: Date.now });
  vi.stubGlobal('fetch', (input: RequestInfo | URL, init?: RequestInit) => {
    const isRenewal = String(init?.body ?? '').includes('grant_type=refresh_token');
    const { fetch } = isRenewal || String(input).endsWith('/oauth/revoke') ? tenant : provider;
    return fetch(input, init);
  });
  browser.identity.respond = async ({ url, interactive = false }) =>
    (await provider.identity.launch(new URL(url), { interactive })).href;
  return tenant;
}

const stored = async (browser: FakeBrowser) => (await browser.storage.local.get(SESSION_KEY))[SESSION_KEY];

describe('the background', () => {
  it.each(CELLS)('renews, returns tokens, signs out and in when %s is %s', async (api, fault) => {
    let tenant: ReturnType<typeof startTenant> | undefined;
    const browser = await startBackground(async (fake) => {
      tenant = startTenant(fake);
      await storeSealed(fake, unitRecord(unitSignedIn({ renewAt: NOON })));
      put(fake, api, FAULTS[fault]);
    });
    await eventually(() => expect(tenant?.refreshTokensSent).toEqual(['refresh-token']));
    await expect(sendRequest({ type: 'access-token' })).resolves.toMatchObject({
      type: 'answer',
    });
    await expect(sendRequest({ type: 'sign-out' })).resolves.toEqual({
      type: 'answer',
      answer: { failedSteps: [] },
    });
    expect(await stored(browser)).toBeUndefined();
    if (!api.startsWith('action')) await eventually(() => expect(browser.action.text).toBe(''));
    await expect(sendRequest({ type: 'sign-in', parameters: {} })).resolves.toEqual({
      type: 'answer',
      answer: { signedIn: true },
    });
    expect(await stored(browser)).toBeDefined();
    if (!api.startsWith('action')) await eventually(() => expect(browser.action.text).toBe('✓'));
    if (!api.startsWith('alarms')) await eventually(() => expect(browser.alarms.scheduled.size).toBe(1));
  });
});

describe('a policy that changes', () => {
  it('is followed by badge, menu and alarm without a popup, back and forth', async () => {
    const browser = await startBackground((fake) => storeSealed(fake, unitRecord()));
    const shown = () => [
      browser.action.text,
      browser.contextMenus.entries.map(({ id }) => id),
      [...browser.alarms.scheduled.values()],
    ];
    const signedIn = ['✓', ['latchkey.sign-out', 'latchkey.options'], [unitSession().renewAt]];
    await eventually(() => expect(shown()).toEqual(signedIn));
    browser.storage.managed.change({ clientId: 'another-client' });
    await eventually(() => expect(shown()).toEqual(['', ['latchkey.sign-in', 'latchkey.options'], []]));
    browser.storage.managed.change({});
    await eventually(() => expect(shown()).toEqual(signedIn));
  });
});
