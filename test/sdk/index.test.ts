import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { MessageType } from '../../src/sdk/browser/messages.ts';
import type { Config } from '../../src/sdk/config.ts';
import { createClient } from '../../src/sdk/index.ts';
import { SESSION_KEY } from '../../src/sdk/storage/items.ts';
import { unitConfig } from '../support/unit/config.ts';
import { fakeBrowser, resetFakeBrowser } from '../support/unit/fake-browser.ts';
import {
  NOON,
  unitEndingSession,
  unitRecord,
  unitSignedIn,
  unitTokens,
  unitUser,
} from '../support/unit/session.ts';
import { eventually, settle } from '../support/unit/settle.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: NOON }));
beforeEach(resetFakeBrowser);
afterEach(() => void vi.useRealTimers());

const answer = (it: object) => async () => ({ type: 'answer', answer: it });
const TOKEN = { 'access-token': answer({ accessToken: 'access-token' }) };

/** A client in a page of an extension whose background replies like this. `requests` are those that it received. */
function openClient(
  replies: Partial<Record<MessageType, () => Promise<unknown>>> = {},
  changes: Partial<Config> = {},
) {
  const requests: object[] = [];
  fakeBrowser.runtime.onMessage.addListener((message) => {
    requests.push(Object(message));
    return replies[Object(message).type.replace('latchkey.', '') as MessageType]?.();
  });
  return { requests, client: createClient(unitConfig(changes)) };
}

const store = (record: unknown) => fakeBrowser.storage.local.set({ [SESSION_KEY]: record });

const ending = (expiresAt: number) =>
  unitRecord({ session: unitEndingSession({ expiresAt }), tokens: unitTokens({ refreshToken: null }) });

/** What a page shows of each stored record: the user, or `null`. */
const USERS: [name: string, record: unknown, user: object | null][] = [
  ['nothing', undefined, null],
  ['a session', unitRecord(), unitUser()],
  ['a session that has ended', ending(NOON), null],
];

describe('getUser', () => {
  it.each(USERS)('returns the user, or null, when %s is stored', async (_name, record, user) => {
    const { client } = openClient();
    if (record !== undefined) await store(record);
    await expect(client.getUser()).resolves.toEqual(user);
  });

  it('makes no request, neither to the background nor to the tenant', async () => {
    const fetch = vi.fn();
    vi.stubGlobal('fetch', fetch);
    const { requests, client } = openClient();
    await store(unitRecord(unitSignedIn({ expiresAt: NOON })));
    await expect(client.getUser()).resolves.toEqual(unitUser());
    expect(requests).toEqual([]);
    expect(fetch).not.toHaveBeenCalled();
  });

  it('rejects when the storage fails, instead of returning null', async () => {
    const { client } = openClient();
    fakeBrowser.storage.local.failure = new Error('disk');
    await expect(client.getUser()).rejects.toMatchObject({
      code: 'storage-failed',
      cause: fakeBrowser.storage.local.failure,
    });
  });

  it('reads the area in which the configuration keeps the session', async () => {
    const { client } = openClient({}, { storage: 'session' });
    await fakeBrowser.storage.session.set({ [SESSION_KEY]: unitRecord() });
    await expect(client.getUser()).resolves.toEqual(unitUser());
  });
});

describe('getAccessToken', () => {
  it('returns the token that the background returns, and rejects as it does', async () => {
    await expect(openClient(TOKEN).client.getAccessToken()).resolves.toBe('access-token');
    resetFakeBrowser();
    const failed = async () => ({ type: 'failed', code: 'session-ended', data: { reason: 'ended' } });
    const { client } = openClient({ 'access-token': failed });
    await expect(client.getAccessToken()).rejects.toMatchObject({ code: 'session-ended' });
  });
});

describe('fetch', () => {
  it('sends the token to the listed origins, and to no others', async () => {
    const fetched = vi.fn(
      async (request: globalThis.Request) => new Response(request.headers.get('authorization')),
    );
    vi.stubGlobal('fetch', fetched);
    const { client } = openClient(TOKEN, { apiOrigins: ['https://api.example'] });
    const response = await client.fetch('https://api.example/notes');
    await expect(response.text()).resolves.toBe('Bearer access-token');
    await expect(client.fetch('https://elsewhere.example/')).rejects.toMatchObject({
      code: 'api-origin-not-listed',
    });
    expect(fetched).toHaveBeenCalledTimes(1);
  });
});

describe('onSessionChange', () => {
  /** A page that listens while `record` is stored. `users` are those that its listener received. */
  async function listening(record?: unknown) {
    if (record !== undefined) await store(record);
    const { client } = openClient();
    const users: unknown[] = [];
    const stop = client.onSessionChange((user) => users.push(user));
    await settle();
    return { users, stop };
  }

  it.each(USERS)('calls the listener at first when %s is stored', async (_name, record, user) => {
    const { users } = await listening(record);
    expect(users).toEqual([user]);
  });

  it('calls it after a sign-in, a sign-out, a sign-in of another user, and the end of a session', async () => {
    const { users } = await listening();
    const grace = unitUser({ sub: 'auth0|2', name: 'Grace Hopper' });
    const signedIn = unitSignedIn({ user: grace });
    for (const record of [unitRecord(), null, unitRecord(signedIn), ending(0)]) {
      await (record === null ? fakeBrowser.storage.local.remove(SESSION_KEY) : store(record));
      await settle();
    }
    expect(users).toEqual([null, unitUser(), null, grace, null]);
  });

  it.each<[string, () => unknown]>([
    ['a renewal', () => store(unitRecord(unitSignedIn({ createdAt: NOON + 1 }, { accessToken: 'next' })))],
    [
      'a change while the storage fails',
      () => {
        fakeBrowser.storage.local.get = () => Promise.reject(new Error('disk'));
        return fakeBrowser.storage.local.remove(SESSION_KEY);
      },
    ],
  ])('does not call it after %s', async (_name, change) => {
    const { users } = await listening(unitRecord());
    await change();
    await settle();
    expect(users).toEqual([unitUser()]);
  });

  it('calls it when a policy makes another application active, which the session does not belong to', async () => {
    const { users } = await listening(unitRecord());
    fakeBrowser.storage.managed.change({ clientId: 'another-client' });
    await settle();
    expect(users).toEqual([unitUser(), null]);
  });

  it('calls it when a session ends that cannot be renewed', async () => {
    const { users } = await listening(ending(NOON + 20));
    vi.setSystemTime(NOON + 21);
    await eventually(() => expect(users).toEqual([unitUser(), null]));
  });

  it('does not call it after unsubscribing, not even for the first time', async () => {
    const { users, stop } = await listening();
    stop();
    await store(unitRecord());
    const listener = vi.fn();
    openClient().client.onSessionChange(listener)();
    await settle();
    expect(users).toEqual([null]);
    expect(listener).not.toHaveBeenCalled();
  });
});

describe('signIn', () => {
  const signingIn = async () => {
    await store(unitRecord());
    return { type: 'answer', answer: { signedIn: true } };
  };

  it.each([
    [undefined, {}],
    [{ connection: 'acme' }, { connection: 'acme' }],
    [{ loginHint: 'ada@example.com' }, { login_hint: 'ada@example.com' }],
  ])('requests the sign-in with the parameters of %j and returns the user', async (options, parameters) => {
    const { requests, client } = openClient({ 'sign-in': signingIn });
    await expect(client.signIn(options)).resolves.toEqual(unitUser());
    expect(requests).toMatchObject([{ type: 'latchkey.sign-in', parameters }]);
  });

  it('rejects when the user has signed out in the meantime', async () => {
    const { client } = openClient({ 'sign-in': answer({ signedIn: true }) });
    await expect(client.signIn()).rejects.toMatchObject({ code: 'signed-out' });
  });
});

describe('signOut', () => {
  it('requests the sign-out and returns nothing', async () => {
    const { requests, client } = openClient({ 'sign-out': answer({ failedSteps: ['tenant-session'] }) });
    await expect(client.signOut()).resolves.toBeUndefined();
    expect(requests).toMatchObject([{ type: 'latchkey.sign-out' }]);
  });
});

describe('createClient', () => {
  it('returns no way to the refresh token', async () => {
    const { client } = openClient(TOKEN);
    await store(unitRecord(unitSignedIn({}, { refreshToken: 'secret-refresh' })));
    const results = [await client.getUser(), await client.getAccessToken()];
    expect(JSON.stringify(results)).not.toContain('secret-refresh');
    expect(Object.keys(client).sort()).toEqual(
      ['fetch', 'getAccessToken', 'getUser', 'onSessionChange', 'signIn', 'signOut'].sort(),
    );
  });
});
