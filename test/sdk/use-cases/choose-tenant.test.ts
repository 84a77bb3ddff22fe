import { beforeEach, describe, expect, it, vi } from 'vitest';
import { LatchkeyError } from '../../../src/sdk/errors.ts';
import { OPTIONS, SESSION_KEY } from '../../../src/sdk/storage/items.ts';
import { createSettingsStore } from '../../../src/sdk/storage/settings-store.ts';
import { checkChoice, createTenantChoice } from '../../../src/sdk/use-cases/choose-tenant.ts';
import { promiseOf } from '../../support/promise-of.ts';
import { unitConfig } from '../../support/unit/config.ts';
import { fakeBrowser, resetFakeBrowser } from '../../support/unit/fake-browser.ts';
import { MemoryLocks } from '../../support/unit/locks.ts';
import { unitRecord, unitSignedIn } from '../../support/unit/session.ts';
import { settle } from '../../support/unit/settle.ts';

const NONE = { ...unitConfig({ domain: '', tenant: '', clientId: '' }), configurable: 'https' } as const;
const CHOSEN = { domain: 'chosen.example', clientId: 'chosen-client' };
const OTHER = { domain: 'other.example', clientId: 'other-client' };
const OWN = { domain: 'tenant.example', clientId: 'unit-client' };
const hostOf = ({ domain }: typeof CHOSEN) => `https://${domain}/*`;

const openChoice = () => createTenantChoice(NONE, createSettingsStore(NONE));

let locks: MemoryLocks;
beforeEach(() => {
  resetFakeBrowser();
  locks = new MemoryLocks();
  vi.stubGlobal('navigator', { locks });
  vi.stubGlobal('location', new URL('https://id.example/options.html'));
  vi.stubGlobal('fetch', tenant());
});

/** A tenant that has any application that is requested, with one connection. */
function tenant({ status = 200 } = {}) {
  return vi.fn(async (address: string | URL | Request) => {
    const id = /\/client\/(.*)\.js$/.exec(String(address))?.[1];
    if (id === undefined) return new Response('{"keys":[]}', { status });
    const strategies = [{ name: 'auth0', connections: [{ name: 'Users' }] }];
    return new Response(`Auth0.setClient(${JSON.stringify({ id, strategies })});`, { status });
  });
}

const save = (tenantChoice: object | null) =>
  fakeBrowser.storage.local.set({ [OPTIONS.key]: { version: 1, silent: false, tenant: tenantChoice } });
const saved = async () => Object((await fakeBrowser.storage.local.get(OPTIONS.key))[OPTIONS.key]);
const withheld = () => [...fakeBrowser.permissions.denied];

/** A user is signed in at `tenant.example`; `reply` is what the background answers. */
async function signIn(reply: () => Promise<unknown>): Promise<void> {
  await save(OWN);
  const signedIn = unitSignedIn({ expiresAt: Date.now() + 3_600_000 });
  await fakeBrowser.storage.local.set({ [SESSION_KEY]: unitRecord(signedIn) });
  fakeBrowser.runtime.onMessage.addListener(reply);
}

/** Signs out as the background does. */
const signOut =
  (...failedSteps: string[]) =>
  async () => {
    await fakeBrowser.storage.local.remove(SESSION_KEY);
    return { type: 'answer', answer: { failedSteps } };
  };

describe('read', () => {
  it('returns no tenant and the addresses for the Auth0 Dashboard at first', async () => {
    expect(await openChoice().read()).toEqual({
      domain: '',
      clientId: '',
      isManaged: false,
      isSignedIn: false,
      redirectUrl: expect.stringContaining('.chromiumapp.org/'),
      origin: 'https://id.example',
    });
  });

  it('returns the tenant that the administrator has set, and who is signed in', async () => {
    await signIn(signOut());
    expect(await openChoice().read()).toMatchObject({
      ...OWN,
      isSignedIn: true,
    });
    fakeBrowser.storage.managed.values = OTHER;
    expect(await openChoice().read()).toMatchObject({
      ...OTHER,
      isManaged: true,
    });
  });
});

describe('invalidField', () => {
  it.each([
    [CHOSEN, null],
    [{ ...CHOSEN, domain: 'my tenant' }, 'domain'],
    [{ ...CHOSEN, domain: '127.0.0.1:4180' }, 'domain'],
    [{ ...CHOSEN, clientId: 'a b' }, 'clientId'],
  ])('of %j is %j', (chosen, field) => {
    expect(openChoice().invalidField(chosen)).toBe(field);
  });
});

describe('choose', () => {
  it('requests the host in the user gesture, checks the tenant and saves it beside the other options', async () => {
    await save(null);
    fakeBrowser.permissions.denied.add(hostOf(CHOSEN));
    const outcome = openChoice().choose(CHOSEN);
    expect(fakeBrowser.permissions.requests).toEqual([{ origins: [hostOf(CHOSEN)] }]);
    expect(await outcome).toEqual({
      kind: 'chosen',
      connections: ['Users'],
      previousDomain: '',
      failedSteps: [],
    });
    expect(await saved()).toMatchObject({ silent: false, tenant: CHOSEN });
    expect(withheld()).toEqual([]);
  });

  it('requests nothing of the tenant when the user refuses the host', async () => {
    fakeBrowser.permissions.grantsRequests = false;
    fakeBrowser.permissions.denied.add(hostOf(CHOSEN));
    expect(await openChoice().choose(CHOSEN)).toEqual({
      kind: 'failed',
      error: new LatchkeyError('host-not-permitted', { domain: 'chosen.example' }),
      field: 'domain',
    });
    expect(fetch).not.toHaveBeenCalled();
    expect(await saved()).toEqual({});
  });

  it.each([
    [404, 'client-unknown', 'clientId'],
    [503, 'tenant-failed', 'domain'],
    [403, 'tenant-intercepted', null],
  ])('changes nothing and removes the permission after status %i', async (status, code, field) => {
    vi.stubGlobal('fetch', async (address: string) =>
      status === 404 && address.endsWith('.json')
        ? new Response('{"keys":[]}')
        : new Response('', { status }),
    );
    await save(OTHER);
    expect(await openChoice().choose(CHOSEN)).toEqual({
      kind: 'failed',
      error: expect.objectContaining({ code }),
      field,
    });
    expect((await saved()).tenant).toEqual(OTHER);
    expect(withheld()).toEqual([hostOf(CHOSEN)]);
  });

  it('rejects when the choice cannot be saved', async () => {
    const cause = new Error('disk full');
    vi.spyOn(fakeBrowser.storage.local, 'set').mockRejectedValue(cause);
    expect(await openChoice().choose(CHOSEN)).toMatchObject({
      kind: 'failed',
      error: { code: 'storage-failed', data: { reason: 'option-not-saved' }, cause },
      field: null,
    });
  });
});

describe('choose, while another tab chooses,', () => {
  /** Checks `CHOSEN`; the other tab saves `other` before the tenant answers with `status`. */
  async function chooseWhile(other: typeof CHOSEN, status = 200): Promise<void> {
    const [answered, answer] = promiseOf<void>();
    const respond = tenant({ status });
    vi.stubGlobal('fetch', (address: string) => answered.then(() => respond(address)));
    const outcome = openChoice().choose(CHOSEN);
    await settle();
    await save(other);
    answer();
    await outcome;
  }

  it('replaces the choice of the other, and removes its permission', async () => {
    await chooseWhile(OTHER);
    expect((await saved()).tenant).toEqual(CHOSEN);
    expect(withheld()).toEqual([hostOf(OTHER)]);
  });

  it('leaves the permission that the other needs when its own check fails', async () => {
    await chooseWhile({ ...CHOSEN, clientId: 'other-client' }, 404);
    expect(withheld()).toEqual([]);
  });

  it('waits until the other is done', async () => {
    await save(null);
    const [finished, finish] = promiseOf<void>();
    void locks.request('latchkey.tenant-choice', () => finished);
    const outcome = openChoice().choose(CHOSEN);
    await settle();
    expect((await saved()).tenant).toBeNull();
    finish();
    expect(await outcome).toMatchObject({ kind: 'chosen' });
  });

  it('fails when the other removes the permission before', async () => {
    const [finished, finish] = promiseOf<void>();
    void locks.request('latchkey.tenant-choice', () => finished);
    const outcome = openChoice().choose(CHOSEN);
    await settle();
    fakeBrowser.permissions.denied.add(hostOf(CHOSEN));
    finish();
    expect(await outcome).toMatchObject({ kind: 'failed', error: { code: 'host-not-permitted' } });
  });
});

describe('choose, while a user is signed in,', () => {
  it('signs out first, under the previous choice, and removes the previous permission', async () => {
    const seen: unknown[] = [];
    await signIn(async () => {
      seen.push((await saved()).tenant);
      return signOut('tenant-session')();
    });
    expect(await openChoice().choose(CHOSEN)).toMatchObject({
      kind: 'chosen',
      previousDomain: 'tenant.example',
      failedSteps: ['tenant-session'],
    });
    expect(seen).toEqual([OWN]);
    expect(withheld()).toEqual([hostOf(OWN)]);
  });

  it('changes nothing when the sign-out fails', async () => {
    await signIn(async () => ({
      type: 'failed',
      code: 'storage-failed',
      data: { reason: 'not-removed' },
    }));
    expect(await openChoice().choose(CHOSEN)).toMatchObject({
      kind: 'failed',
      error: { code: 'storage-failed' },
      field: null,
    });
    expect((await saved()).tenant).toEqual(OWN);
    expect(withheld()).toEqual([hostOf(CHOSEN)]);
  });

  it('keeps the session for the same tenant and application', async () => {
    await signIn(() => Promise.reject(new Error('No message is expected.')));
    expect(await openChoice().choose(OWN)).toMatchObject({
      kind: 'chosen',
      failedSteps: [],
    });
  });
});

describe('checkChoice', () => {
  const KEY_SET = () => new Response('{"keys":[]}');
  const HTML = () => new Response('<!doctype html>');
  const settings =
    (strategies: unknown[], id = 'unit-client') =>
    () =>
      new Response(`Auth0.setClient(${JSON.stringify({ id, strategies })});`);

  /** Checks at a tenant with these responses for its key set and for the application's settings. */
  const check = (keys: () => Response, application: () => Response, domain = 'tenant.example') =>
    checkChoice({ ...unitConfig(), domain }, async (url) =>
      String(url).endsWith('/jwks.json') ? keys() : application(),
    );

  it.each([
    [
      [
        { name: 'auth0', connections: [{ name: 'Users' }, { name: 'Staff' }] },
        { name: 'google-oauth2', connections: [{ name: 'google-oauth2' }] },
      ],
      ['Users', 'Staff', 'google-oauth2'],
    ],
    [[], []],
  ])('returns the names of the connections in %j', async (strategies, expected) => {
    expect(await check(KEY_SET, settings(strategies))).toEqual(expected);
  });

  it.each([
    ['the key set is a page', HTML, settings([]), 'settings-invalid'],
    ['there is no key set', () => new Response('', { status: 404 }), settings([]), 'settings-invalid'],
    ['the settings are a page', KEY_SET, HTML, 'settings-invalid'],
    ['a firewall refuses', () => new Response('<h1>', { status: 403 }), settings([]), 'tenant-intercepted'],
    ['a proxy refuses', () => new Response('<h1>', { status: 407 }), settings([]), 'tenant-intercepted'],
    ['the application is unknown', KEY_SET, () => new Response('', { status: 404 }), 'client-unknown'],
    ['the settings are of another application', KEY_SET, settings([], 'other'), 'client-unknown'],
  ])('rejects when %s', async (_condition, keys, application, code) => {
    await expect(check(keys, application, 'acme.auth0.com')).rejects.toMatchObject({
      code,
      data: { domain: 'acme.auth0.com' },
    });
  });

  it.each([429, 503])('rejects when the tenant responds with status %i', async (status) => {
    const failure = () => new Response('', { status });
    await expect(check(failure, failure)).rejects.toMatchObject({ code: 'tenant-failed' });
  });

  it('rejects after one request when the tenant does not respond', async () => {
    const fetch = vi.fn(() => Promise.reject(new TypeError('Failed to fetch')));
    await expect(checkChoice(unitConfig(), fetch)).rejects.toMatchObject({ code: 'tenant-unreachable' });
    expect(fetch).toHaveBeenCalledOnce();
  });
});
