import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { StorageArea } from '../../../src/sdk/config.ts';
import { QUARANTINED_SESSION_KEY, SESSION_KEY } from '../../../src/sdk/storage/items.ts';
import { createReadOnlySessionStore } from '../../../src/sdk/storage/open-session-store.ts';
import { createSettingsStore } from '../../../src/sdk/storage/settings-store.ts';
import { createSessionStoreWithTokens } from '../../../src/sdk/storage/token-session-store.ts';
import { unitConfig } from '../../support/unit/config.ts';
import { fakeBrowser, resetFakeBrowser } from '../../support/unit/fake-browser.ts';
import { MemoryLocks } from '../../support/unit/locks.ts';
import { unitSession, unitSignedIn, unitTokens, unitUser } from '../../support/unit/session.ts';

const TOKENS = { idToken: 'secret-id', accessToken: 'secret-access', refreshToken: 'secret-refresh' };
const SIGNED_IN = unitSignedIn({}, TOKENS);

/** Returns what is stored in an area of `browser.storage`. */
const stored = async (area: StorageArea, key = SESSION_KEY) =>
  (await fakeBrowser.storage[area].get(key))[key];

beforeEach(() => {
  resetFakeBrowser();
  vi.stubGlobal('navigator', { locks: new MemoryLocks() });
  vi.stubGlobal('indexedDB', new IDBFactory());
});

describe.each<StorageArea>(['local', 'session'])('a session in storage.%s', (storage) => {
  const config = unitConfig({ storage });

  it('can be read with its tokens by another context', async () => {
    await createSessionStoreWithTokens(config).save(SIGNED_IN);
    expect(await createSessionStoreWithTokens(config).read()).toEqual(SIGNED_IN);
  });

  it('can be read without its tokens without a key', async () => {
    await createSessionStoreWithTokens(config).save(SIGNED_IN);
    vi.stubGlobal('indexedDB', undefined);
    const status = await createReadOnlySessionStore(config, createSettingsStore(config)).status();
    expect(status).toEqual({ kind: 'signed-in', session: unitSession() });
  });
});

it('tokens on disk are encrypted', async () => {
  await createSessionStoreWithTokens(unitConfig()).save(SIGNED_IN);
  expect(JSON.stringify(await stored('local'))).not.toContain('secret-');
});

it('tokens in memory are not encrypted and need no key', async () => {
  vi.stubGlobal('indexedDB', undefined);
  await createSessionStoreWithTokens(unitConfig({ storage: 'session' })).save(SIGNED_IN);
  expect(await stored('session')).toEqual({ ...SIGNED_IN.session, tokens: SIGNED_IN.tokens });
  expect(await stored('local')).toBeUndefined();
});

// A content script can write `storage.local` in Firefox.
it.each<[string, object]>([
  ['another domain', { domain: 'evil.example' }],
  ['another subject', { user: { ...unitUser(), sub: 'auth0|eve' } }],
  ['another audience', { audience: 'https://evil.example/' }],
  ['another requested scope', { requestedScope: 'openid evil' }],
  ['tokens in plain text', { tokens: unitTokens() }],
])('a record that was changed to %s returns no token and is quarantined', async (_name, changes) => {
  const store = createSessionStoreWithTokens(unitConfig());
  await store.save(SIGNED_IN);
  const changed = { ...Object(await stored('local')), ...changes };
  await fakeBrowser.storage.local.set({ [SESSION_KEY]: changed });
  expect(await store.read()).toBeNull();
  const active = createSessionStoreWithTokens(unitConfig({ domain: changed.domain }));
  await expect(active.reconcile()).resolves.toBe(true);
  expect(await stored('local', QUARANTINED_SESSION_KEY)).toEqual(changed);
});

it('a session whose key is lost is quarantined', async () => {
  await createSessionStoreWithTokens(unitConfig()).save(SIGNED_IN);
  const record = await stored('local');
  vi.stubGlobal('indexedDB', new IDBFactory());
  await expect(createSessionStoreWithTokens(unitConfig()).reconcile()).resolves.toBe(true);
  expect(await stored('local')).toBeUndefined();
  expect(await stored('local', QUARANTINED_SESSION_KEY)).toEqual(record);
});
