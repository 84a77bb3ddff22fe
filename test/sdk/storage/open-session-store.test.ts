import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Config, StorageArea } from '../../../src/sdk/config.ts';
import { QUARANTINED_SESSION_KEY, SESSION_KEY } from '../../../src/sdk/storage/items.ts';
import { createReadOnlySessionStore } from '../../../src/sdk/storage/open-session-store.ts';
import { createSettingsStore } from '../../../src/sdk/storage/settings-store.ts';
import { createSessionStoreWithTokens } from '../../../src/sdk/storage/token-session-store.ts';
import { unitConfig } from '../../support/unit/config.ts';
import { fakeBrowser, resetFakeBrowser } from '../../support/unit/fake-browser.ts';
import { MemoryLocks } from '../../support/unit/locks.ts';
import { NOON, unitSession, unitSignedIn, unitTokens, unitUser } from '../../support/unit/session.ts';
import { settle } from '../../support/unit/settle.ts';

const BUILT = unitConfig();

const SECRET = unitSignedIn(
  {},
  { idToken: 'secret-id', accessToken: 'secret-access', refreshToken: 'secret-refresh' },
);

/** What lies in an area of `browser.storage`. */
const kept = async (area: StorageArea, key = SESSION_KEY) => (await fakeBrowser.storage[area].get(key))[key];

beforeEach(() => {
  resetFakeBrowser();
  vi.stubGlobal('navigator', { locks: new MemoryLocks() });
  vi.stubGlobal('indexedDB', new IDBFactory());
});

const openReadOnly = (config: Config) => createReadOnlySessionStore(config, createSettingsStore(config));

describe('a session', () => {
  it.each<StorageArea>(['local', 'session'])('survives a round trip with its tokens: %s', async (area) => {
    await createSessionStoreWithTokens(unitConfig({ storage: area })).save(SECRET);
    expect(await createSessionStoreWithTokens(unitConfig({ storage: area })).read()).toEqual(SECRET);
  });

  it('on disk has tokens that cannot be read without the key', async () => {
    await createSessionStoreWithTokens(BUILT).save(SECRET);
    expect(JSON.stringify(await kept('local'))).not.toContain('secret-');
  });

  it('in memory is stored in the clear, without a key', async () => {
    vi.stubGlobal('indexedDB', undefined);
    await createSessionStoreWithTokens(unitConfig({ storage: 'session' })).save(SECRET);
    expect(await kept('session')).toEqual({ ...SECRET.session, tokens: SECRET.tokens });
    expect(await kept('local')).toBeUndefined();
  });
});

/** What a content script can make of a stored record. Firefox lets it write `storage.local`. */
const TAMPERED: [string, (record: Record<string, unknown>) => object][] = [
  ['another domain', (record) => ({ ...record, domain: 'evil.example' })],
  ['another subject', (record) => ({ ...record, user: { ...unitUser(), sub: 'auth0|eve' } })],
  ['another audience', (record) => ({ ...record, audience: 'https://evil.example/' })],
  ['another requested scope', (record) => ({ ...record, requestedScope: 'openid evil' })],
  ['tokens in plain text', (record) => ({ ...record, tokens: unitTokens() })],
];

describe.each(TAMPERED)('a record on disk with %s', (_name, tamper) => {
  it('returns no token, and is quarantined', async () => {
    const store = createSessionStoreWithTokens(BUILT);
    await store.save(SECRET);
    const changed = tamper(Object(await kept('local')));
    await fakeBrowser.storage.local.set({ [SESSION_KEY]: changed });
    expect(await store.read()).toBeNull();
    const { domain, clientId } = { ...SECRET.session, ...changed };
    const active = createSessionStoreWithTokens(unitConfig({ domain, clientId }));
    await expect(active.reconcile()).resolves.toBe(true);
    expect(await kept('local', QUARANTINED_SESSION_KEY)).toEqual(changed);
  });
});

describe('a read-only session store', () => {
  it.each<StorageArea>(['local', 'session'])('returns the stored session without a key: %s', async (area) => {
    await createSessionStoreWithTokens(unitConfig({ storage: area })).save(SECRET);
    vi.stubGlobal('indexedDB', undefined);
    const status = await openReadOnly(unitConfig({ storage: area })).status();
    expect(status).toEqual({ kind: 'signed-in', session: unitSession() });
  });

  it('reports changes', async () => {
    const listener = vi.fn();
    openReadOnly(BUILT).subscribe(listener);
    await createSessionStoreWithTokens(BUILT).save(SECRET);
    await settle();
    expect(listener).toHaveBeenCalledTimes(1);
  });
});

describe('a session whose key is lost, for example with the site data,', () => {
  it('is quarantined', async () => {
    await createSessionStoreWithTokens(BUILT).save(SECRET);
    const record = await kept('local');
    vi.stubGlobal('indexedDB', new IDBFactory());
    await expect(createSessionStoreWithTokens(BUILT).reconcile()).resolves.toBe(true);
    expect(await kept('local')).toBeUndefined();
    expect(await kept('local', QUARANTINED_SESSION_KEY)).toEqual(record);
  });

  it('keeps its user until then', async () => {
    await createSessionStoreWithTokens(BUILT).save(SECRET);
    vi.stubGlobal('indexedDB', new IDBFactory());
    vi.useFakeTimers({ toFake: ['Date'], now: NOON });
    const status = await createSessionStoreWithTokens(BUILT).status();
    vi.useRealTimers();
    expect(status).toEqual({ kind: 'signed-in', session: unitSession() });
  });
});
