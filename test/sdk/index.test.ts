import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Request } from '../../src/sdk/browser/messages.ts';
import type { Config } from '../../src/sdk/config.ts';
import { SESSION_KEY } from '../../src/sdk/storage/session-record.ts';
import { unitConfig } from '../support/unit/config.ts';
import {
  NOON,
  unitEndingSession,
  unitRecord,
  unitSignedIn,
  unitTokens,
  unitUser,
} from '../support/unit/session.ts';
import { eventually, settle } from '../support/unit/settle.ts';

type FakeBrowser = typeof import('../support/unit/fake-browser.ts')['fakeBrowser'];

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: NOON }));
afterEach(() => void vi.useRealTimers());

const answer = (it: object) => ({ type: 'answer', answer: it });
const failure = (code: string, data: object) => ({ type: 'failed', code, data });

/** A page of an extension whose background replies like this, with a storage of its own. */
async function openPage(
  replies: Partial<Record<Request['type'], (browser: FakeBrowser) => Promise<unknown>>> = {},
  changes: Partial<Config> = {},
) {
  vi.resetModules();
  vi.doMock('../../src/extension/config.ts', () => ({ config: unitConfig(changes) }));
  const { fakeBrowser: browser } = await import('../support/unit/fake-browser.ts');
  const asked: Request[] = [];
  browser.runtime.onMessage.addListener((message) => {
    const request = message as Request;
    asked.push(request);
    return replies[request.type]?.(browser);
  });
  const { LatchkeyError } = await import('../../src/sdk/errors.ts');
  return { browser, asked, LatchkeyError, latchkey: await import('../../src/sdk/index.ts') };
}

const keep = (browser: FakeBrowser, record: unknown) => browser.storage.local.set({ [SESSION_KEY]: record });

const ENDED = unitRecord({
  session: unitEndingSession({ expiresAt: NOON }),
  tokens: unitTokens({ refreshToken: null }),
});

describe('getUser', () => {
  it('gives who is signed in', async () => {
    const { browser, latchkey } = await openPage();
    await keep(browser, unitRecord());
    await expect(latchkey.getUser()).resolves.toEqual(unitUser());
  });

  it('gives nobody where nobody is', async () => {
    const { latchkey } = await openPage();
    await expect(latchkey.getUser()).resolves.toBeNull();
  });

  it('gives nobody whose session has ended', async () => {
    const { browser, latchkey } = await openPage();
    await keep(browser, ENDED);
    await expect(latchkey.getUser()).resolves.toBeNull();
  });

  it('asks nobody for it: neither the background nor the tenant', async () => {
    const fetch = vi.fn();
    vi.stubGlobal('fetch', fetch);
    const { asked, browser, latchkey } = await openPage();
    await keep(browser, unitRecord(unitSignedIn({ expiresAt: NOON })));
    await expect(latchkey.getUser()).resolves.toEqual(unitUser());
    expect(asked).toEqual([]);
    expect(fetch).not.toHaveBeenCalled();
  });

  it('fails where that cannot be told: it is not "nobody"', async () => {
    const { browser, latchkey } = await openPage();
    browser.storage.local.failure = new Error('disk');
    await expect(latchkey.getUser()).rejects.toMatchObject({
      code: 'storage-failed',
      cause: browser.storage.local.failure,
    });
  });

  it('looks where the build keeps the session', async () => {
    const { browser, latchkey } = await openPage({}, { storage: 'session' });
    await browser.storage.session.set({ [SESSION_KEY]: unitRecord() });
    await expect(latchkey.getUser()).resolves.toEqual(unitUser());
  });
});

describe('getAccessToken', () => {
  it('gives the token that the background gives', async () => {
    const { latchkey } = await openPage({
      'access-token': async () => answer({ accessToken: 'access-token' }),
    });
    await expect(latchkey.getAccessToken()).resolves.toBe('access-token');
  });

  it.each([
    ['signed-out', {}],
    ['session-ended', { reason: 'ended' }],
    ['tenant-unreachable', { domain: 'tenant.example' }],
    ['storage-failed', { reason: 'unreadable' }],
  ])('fails with %s where the background does', async (code, data) => {
    const { LatchkeyError, latchkey } = await openPage({
      'access-token': async () => failure(code, data),
    });
    const asked = latchkey.getAccessToken();
    await expect(asked).rejects.toBeInstanceOf(LatchkeyError);
    await expect(asked).rejects.toMatchObject({ code, data });
  });
});

describe('authorizedFetch', () => {
  it('sends the token to the origins of the build, and to no others', async () => {
    const fetched = vi.fn(
      async (request: globalThis.Request) => new Response(request.headers.get('authorization')),
    );
    vi.stubGlobal('fetch', fetched);
    const { latchkey } = await openPage(
      { 'access-token': async () => answer({ accessToken: 'access-token' }) },
      { apiOrigins: ['https://api.example'] },
    );
    const response = await latchkey.authorizedFetch('https://api.example/notes');
    await expect(response.text()).resolves.toBe('Bearer access-token');
    await expect(latchkey.authorizedFetch('https://elsewhere.example/')).rejects.toMatchObject({
      code: 'api-origin-not-listed',
    });
    expect(fetched).toHaveBeenCalledTimes(1);
  });
});

describe('onSessionChange', () => {
  /** A page that listens, where `record` was kept before. `heard` is who was told, in that order. */
  async function listening(record?: unknown) {
    const page = await openPage();
    if (record !== undefined) await keep(page.browser, record);
    const heard: unknown[] = [];
    const stop = page.latchkey.onSessionChange((user) => heard.push(user));
    await settle();
    /** Does something to the storage, and waits until everybody has heard of it. */
    const change = async (act: (area: FakeBrowser['storage']['local']) => Promise<unknown>) => {
      await act(page.browser.storage.local);
      await settle();
    };
    return { ...page, heard, stop, change };
  }

  const signIn =
    (record = unitRecord()) =>
    (area: FakeBrowser['storage']['local']) =>
      area.set({ [SESSION_KEY]: record });

  it.each([
    ['nobody', undefined, null],
    ['who is signed in', unitRecord(), unitUser()],
    ['nobody, where the session has ended', ENDED, null],
  ])('tells at the beginning: %s', async (_name, record, expected) => {
    const { heard } = await listening(record);
    expect(heard).toEqual([expected]);
  });

  it('tells of a sign-in, of a sign-out, and of another person', async () => {
    const { change, heard } = await listening();
    await change(signIn());
    await change((area) => area.remove(SESSION_KEY));
    const grace = unitUser({ sub: 'auth0|2', name: 'Grace Hopper' });
    await change(signIn(unitRecord(unitSignedIn({ user: grace }))));
    expect(heard).toEqual([null, unitUser(), null, grace]);
  });

  it('looks again when the settings change, which decide whose session applies', async () => {
    const { browser, heard } = await listening(unitRecord());
    const get = vi.spyOn(browser.storage.local, 'get');
    browser.storage.managed.change({ clientId: 'another-client' });
    await settle();
    expect(get).toHaveBeenCalledWith(SESSION_KEY);
    expect(heard.length).toBeGreaterThan(0);
  });

  it('tells that the tenant has ended the session', async () => {
    const { change, heard } = await listening(unitRecord());
    await change(signIn(unitRecord(unitSignedIn({ expiresAt: 0, renewAt: null }))));
    expect(heard).toEqual([unitUser(), null]);
  });

  it('says nothing of a renewal: it is the same person', async () => {
    const { change, heard } = await listening(unitRecord());
    await change(signIn(unitRecord(unitSignedIn({ createdAt: NOON + 1 }, { accessToken: 'next' }))));
    expect(heard).toEqual([unitUser()]);
  });

  it('says nothing while the storage fails: that is not signed out', async () => {
    const { change, browser, heard } = await listening(unitRecord());
    browser.storage.local.get = () => Promise.reject(new Error('disk'));
    await change((area) => area.remove(SESSION_KEY));
    expect(heard).toEqual([unitUser()]);
  });

  it('tells of the end of a session that cannot be renewed, when it comes', async () => {
    const ends = unitRecord({
      session: unitEndingSession({ expiresAt: NOON + 20 }),
      tokens: unitTokens({ refreshToken: null }),
    });
    const { heard } = await listening(ends);
    expect(heard).toEqual([unitUser()]);
    vi.setSystemTime(NOON + 21);
    await eventually(() => expect(heard).toEqual([unitUser(), null]));
  });

  it('tells nothing any more once it is undone', async () => {
    const { change, heard, stop } = await listening();
    stop();
    await change(signIn());
    expect(heard).toEqual([null]);
  });

  it('tells nothing at all where it is undone before the beginning is known', async () => {
    const { latchkey } = await openPage();
    const listener = vi.fn();
    latchkey.onSessionChange(listener)();
    await settle();
    expect(listener).not.toHaveBeenCalled();
  });
});

describe('signIn', () => {
  const signingIn = async (browser: FakeBrowser) => {
    await keep(browser, unitRecord());
    return answer({ signedIn: true });
  };

  it('yields who has signed in', async () => {
    const { latchkey } = await openPage({ 'sign-in': signingIn });
    await expect(latchkey.signIn()).resolves.toEqual(unitUser());
  });

  it.each([
    [undefined, {}],
    [{ connection: 'acme' }, { connection: 'acme' }],
    [{ loginHint: 'ada@example.com' }, { login_hint: 'ada@example.com' }],
    [
      { connection: 'acme', loginHint: 'ada' },
      { connection: 'acme', login_hint: 'ada' },
    ],
  ])('begins where it is told to: %j', async (options, parameters) => {
    const { asked, latchkey } = await openPage({ 'sign-in': signingIn });
    await latchkey.signIn(options);
    expect(asked).toEqual([{ type: 'sign-in', parameters }]);
  });

  it('fails where somebody has signed out in the same moment', async () => {
    const { latchkey } = await openPage({ 'sign-in': async () => answer({ signedIn: true }) });
    await expect(latchkey.signIn()).rejects.toMatchObject({ code: 'signed-out' });
  });
});

describe('signOut', () => {
  it('asks the background, and says no more', async () => {
    const { asked, latchkey } = await openPage({
      'sign-out': async () => answer({ leftBehind: ['tenant-session'] }),
    });
    await expect(latchkey.signOut()).resolves.toBeUndefined();
    expect(asked).toEqual([{ type: 'sign-out' }]);
  });
});

describe('the rest of an extension', () => {
  it('has no way to the refresh token', async () => {
    const { browser, latchkey } = await openPage({
      'access-token': async () => answer({ accessToken: 'access-token' }),
    });
    await keep(browser, unitRecord(unitSignedIn({}, { refreshToken: 'secret-refresh' })));
    const had = [await latchkey.getUser(), await latchkey.getAccessToken(), Object.keys(latchkey)];
    expect(JSON.stringify(had)).not.toContain('secret-refresh');
    expect(Object.keys(latchkey).sort()).toEqual(
      ['authorizedFetch', 'getAccessToken', 'getUser', 'onSessionChange', 'signIn', 'signOut'].sort(),
    );
  });
});
