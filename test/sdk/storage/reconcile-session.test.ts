import { describe, expect, it } from 'vitest';
import { encryptedStorage } from '../../../src/sdk/storage/encrypted-storage.ts';
import { memoryStorage } from '../../../src/sdk/storage/memory-storage.ts';
import type { Storage } from '../../../src/sdk/storage/port.ts';
import { reconcileSession } from '../../../src/sdk/storage/reconcile-session.ts';
import {
  createSessionStore,
  QUARANTINED_SESSION_KEY,
  SECRET_PROPERTY,
  SESSION_KEY,
  UNBOUND_PROPERTIES,
} from '../../../src/sdk/storage/session-store.ts';
import { unitConfig } from '../../support/unit/config.ts';
import { memoryKeyStore } from '../../support/unit/keys.ts';
import { NOON, unitRecord, unitSignedIn } from '../../support/unit/session.ts';

const HERE = { domain: 'tenant.example', clientId: 'unit-client' };

const NEWER = { version: 5, from: 'the future' };

const broken = () => Promise.reject(new Error('disk full'));

/** A memory, a store of sessions in it, and what reconciles them with the active application. */
function world({ secretsOf = (memory: Storage) => memory } = {}) {
  const memory = memoryStorage();
  const secrets = secretsOf(memory);
  const store = createSessionStore(memory, { active: async () => unitConfig(), secrets, now: () => NOON });
  const reconcile = (active = HERE) => reconcileSession(active, { storage: memory, secrets });
  return { memory, store, reconcile };
}

/** Encrypts with a key of its own. */
const encrypting = (memory: Storage) =>
  encryptedStorage(memory, {
    keys: memoryKeyStore(),
    property: SECRET_PROPERTY,
    unbound: UNBOUND_PROPERTIES,
  });

describe('a session whose key is lost', () => {
  const locked = async () => {
    const { memory, store } = world({ secretsOf: encrypting });
    await store.save(unitSignedIn());
    const record = await memory.get(SESSION_KEY);
    const secrets = encrypting(memory);
    const reconcile = (active = HERE) => reconcileSession(active, { storage: memory, secrets });
    return { memory, store, reconcile, record };
  };

  it('is quarantined as it is, and the user counts as signed out', async () => {
    const { memory, store, reconcile, record } = await locked();
    await expect(reconcile()).resolves.toBe(true);
    expect(await memory.get(QUARANTINED_SESSION_KEY)).toEqual(record);
    expect(await store.status()).toEqual({ kind: 'signed-out' });
  });

  it('stays if it was written anew while its tokens were opened', async () => {
    const { memory, record } = await locked();
    const later = { ...Object(record), version: 99 };
    const secrets: Storage = {
      ...memory,
      async get() {
        await memory.set(SESSION_KEY, later);
        return { ...later, tokens: null };
      },
    };
    await expect(reconcileSession(HERE, { storage: memory, secrets })).resolves.toBe(false);
    expect(await memory.get(SESSION_KEY)).toEqual(later);
  });

  it('was nobody’s wish: a silent sign-in may replace it', async () => {
    const { store, reconcile } = await locked();
    await reconcile();
    await expect(store.hasUserSignedOut()).resolves.toBe(false);
  });

  it('does not come back', async () => {
    const { memory, reconcile } = await locked();
    await reconcile();
    await expect(reconcile()).resolves.toBe(false);
    expect(await memory.get(SESSION_KEY)).toBeUndefined();
  });
});

describe('nothing is quarantined', () => {
  it.each([
    ['if the tokens can be read', unitRecord(), HERE],
    ['of another application', { ...unitRecord(), tokens: {} }, { ...HERE, clientId: 'other-client' }],
    ['of another tenant', { ...unitRecord(), tokens: {} }, { ...HERE, domain: 'other.example' }],
    ['of a record of a newer version', NEWER, HERE],
    ['if nobody is signed in', undefined, HERE],
  ])('%s', async (_name, record, active) => {
    const { memory, reconcile } = world();
    if (record !== undefined) await memory.set(SESSION_KEY, record);
    await expect(reconcile(active)).resolves.toBe(false);
    expect(await memory.get(SESSION_KEY)).toEqual(record);
    expect(await memory.get(QUARANTINED_SESSION_KEY)).toBeUndefined();
  });

  it('if the key cannot be read at this moment: it may come back', async () => {
    const { memory, reconcile } = world({ secretsOf: (storage) => ({ ...storage, get: broken }) });
    await memory.set(SESSION_KEY, unitRecord());
    await expect(reconcile()).rejects.toThrow('disk full');
    expect(await memory.get(SESSION_KEY)).toEqual(unitRecord());
  });
});
