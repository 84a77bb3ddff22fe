import { describe, expect, it } from 'vitest';
import { encryptedStorage } from '../../src/storage/encrypted-storage.ts';
import { memoryStorage } from '../../src/storage/memory-storage.ts';
import type { Storage } from '../../src/storage/port.ts';
import { ELSEWHERE_KEY, reconcileSession } from '../../src/storage/reconcile-session.ts';
import {
  createSessionStore,
  QUARANTINED_SESSION_KEY,
  SECRET_PROPERTY,
  SESSION_KEY,
  UNBOUND_PROPERTIES,
} from '../../src/storage/session-store.ts';
import { memoryKeyStore } from '../support/unit-keys.ts';
import { NOON, unitRecord, unitSignedIn } from '../support/unit-session.ts';

const HERE = { domain: 'tenant.example', clientId: 'unit-client' };
const OTHER_CLIENT = { ...HERE, clientId: 'other-client' };
const OTHER_TENANT = { ...HERE, domain: 'other.example' };

const NEWER = { version: 5, from: 'the future' };

const broken = () => Promise.reject(new Error('disk full'));

/** A memory that holds what `session` says, and what looks after it where `HERE` was built. */
async function world({ secretsOf = (memory: Storage) => memory } = {}) {
  const memory = memoryStorage();
  const secrets = secretsOf(memory);
  const store = createSessionStore(memory, { secrets, now: () => NOON });
  const settle = (application = HERE) => reconcileSession(application, { storage: memory, secrets });
  return { memory, store, settle };
}

/** Encrypts with a key of its own. */
const encrypting = (memory: Storage) =>
  encryptedStorage(memory, {
    keys: memoryKeyStore(),
    property: SECRET_PROPERTY,
    unbound: UNBOUND_PROPERTIES,
  });

describe('a session of the application that counts', () => {
  it('stays as it is', async () => {
    const { memory, settle } = await world();
    await memory.set(SESSION_KEY, unitRecord());
    await expect(settle()).resolves.toBeNull();
    expect(await memory.get(SESSION_KEY)).toEqual(unitRecord());
  });

  it('lets no other one come back', async () => {
    const { memory, store, settle } = await world();
    await store.save(unitSignedIn());
    await settle(OTHER_CLIENT);
    await store.save(unitSignedIn({ ...OTHER_CLIENT, id: 'anew' }));
    await settle(OTHER_CLIENT);
    expect(await memory.get(ELSEWHERE_KEY)).toBeUndefined();
  });
});

describe.each([
  ['another client id', OTHER_CLIENT],
  ['another tenant', OTHER_TENANT],
])('a session, where %s counts now,', (_name, other) => {
  const signedIn = async () => {
    const made = await world({ secretsOf: encrypting });
    await made.store.save(unitSignedIn());
    return made;
  };

  it('is put aside: nobody is signed in, and nobody has a token to send', async () => {
    const { store, settle } = await signedIn();
    await expect(settle(other)).resolves.toBe('session-elsewhere');
    expect(await store.status()).toEqual({ kind: 'signed-out' });
    await expect(store.read()).resolves.toBeNull();
  });

  it('was nobody’s wish to end: a silent sign-in may take its place', async () => {
    const { store, settle } = await signedIn();
    await settle(other);
    await expect(store.hasUserSignedOut()).resolves.toBe(false);
  });

  it('is told once', async () => {
    const { settle } = await signedIn();
    await settle(other);
    await expect(settle(other)).resolves.toBeNull();
  });

  it('comes back with its tokens when its own application counts again', async () => {
    const { store, settle } = await signedIn();
    await settle(other);
    await expect(settle()).resolves.toBe('session-back');
    expect(await store.read()).toEqual(unitSignedIn());
  });

  it('does not come back to somebody who signed out meanwhile, and is gone', async () => {
    const { memory, store, settle } = await signedIn();
    await settle(other);
    await store.remove();
    await settle();
    expect(await store.status()).toEqual({ kind: 'signed-out' });
    expect(await memory.get(ELSEWHERE_KEY)).toBeUndefined();
  });
});

describe('a session whose key is lost', () => {
  const locked = async () => {
    const { memory, store } = await world({ secretsOf: encrypting });
    await store.save(unitSignedIn());
    const record = await memory.get(SESSION_KEY);
    const secrets = encrypting(memory);
    const settle = () => reconcileSession(HERE, { storage: memory, secrets });
    return { memory, store, settle, record };
  };

  it('is put aside as it is: nobody is signed in whose tokens cannot be used', async () => {
    const { memory, store, settle, record } = await locked();
    await expect(settle()).resolves.toBe('session-locked');
    expect(await memory.get(QUARANTINED_SESSION_KEY)).toEqual(record);
    expect(await store.status()).toEqual({ kind: 'signed-out' });
  });

  it('was nobody’s wish: a silent sign-in may take its place', async () => {
    const { store, settle } = await locked();
    await settle();
    await expect(store.hasUserSignedOut()).resolves.toBe(false);
  });

  it('does not come back', async () => {
    const { memory, settle } = await locked();
    await settle();
    await expect(settle()).resolves.toBeNull();
    expect(await memory.get(SESSION_KEY)).toBeUndefined();
  });
});

describe('nothing is put aside', () => {
  it.each([
    ['of a record of a newer version', NEWER],
    ['where nobody is signed in', undefined],
  ])('%s', async (_name, record) => {
    const { memory, settle } = await world();
    if (record !== undefined) await memory.set(SESSION_KEY, record);
    await expect(settle()).resolves.toBeNull();
    expect(await memory.get(SESSION_KEY)).toEqual(record);
    expect(await memory.get(QUARANTINED_SESSION_KEY)).toBeUndefined();
  });

  it('where the key cannot be read at this moment: it may come back', async () => {
    const { memory, settle } = await world({ secretsOf: (storage) => ({ ...storage, get: broken }) });
    await memory.set(SESSION_KEY, unitRecord());
    await expect(settle()).rejects.toThrow('disk full');
    expect(await memory.get(SESSION_KEY)).toEqual(unitRecord());
  });
});
