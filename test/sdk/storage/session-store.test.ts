import { beforeEach, describe, expect, it, vi } from 'vitest';
import { LatchkeyError } from '../../../src/sdk/errors.ts';
import type { Application, RemovedSession, SignedIn } from '../../../src/sdk/session/session.ts';
import { encryptedStorage } from '../../../src/sdk/storage/encrypted-storage.ts';
import {
  QUARANTINED_SESSION_KEY,
  SESSION_KEY,
  SIGNED_OUT_KEY,
  WRITE_TEST_KEY,
} from '../../../src/sdk/storage/items.ts';
import { memoryStorage } from '../../../src/sdk/storage/memory-storage.ts';
import { createSessionStore } from '../../../src/sdk/storage/session-store.ts';
import type { StorageAdapter } from '../../../src/sdk/storage/storage-adapter.ts';
import { unitConfig } from '../../support/unit/config.ts';
import { allTextOf } from '../../support/unit/error-text.ts';
import { memoryKeyStore } from '../../support/unit/keys.ts';
import { MemoryLocks } from '../../support/unit/locks.ts';
import {
  NOON,
  unitEndingSession,
  unitRecord,
  unitSession,
  unitSignedIn,
  unitTokens,
} from '../../support/unit/session.ts';

/** A record that a newer build has written. */
const NEWER = { version: 5, from: 'the future' };

/** A sign-in whose access token is all there is, and is over at noon. */
const ENDED = { session: unitEndingSession({ expiresAt: NOON }), tokens: unitTokens({ refreshToken: null }) };

const OTHER = unitSignedIn({ id: 'other-sign-in' }, { accessToken: 'other-access-token' });

const now = () => NOON;
const active = async () => unitConfig();

/** A store over a memory that works, but for `changes`, at noon. */
function storeOver(changes: Partial<StorageAdapter> = {}) {
  const memory = memoryStorage();
  return { memory, store: createSessionStore({ ...memory, ...changes }, { active, now }) };
}

/** A store that encrypts the tokens, with a key of its own, in `memory`. */
function encryptingStore(memory: StorageAdapter = memoryStorage()) {
  const secrets = encryptedStorage(memory, { keys: memoryKeyStore() });
  return { memory, store: createSessionStore(memory, { active, secrets, now }) };
}

const pick = ({ domain, clientId }: Application): Application => ({ domain, clientId });

const broken = () => Promise.reject(new Error('disk full'));

/** What a storage does that fails at one key alone. */
const brokenAt =
  (key: string, set: StorageAdapter['set']): StorageAdapter['set'] =>
  (name, value) =>
    name === key ? broken() : set(name, value);

async function failureOf(promise: Promise<unknown>): Promise<LatchkeyError> {
  const thrown = await promise.then(
    () => expect.fail('It did not fail.'),
    (error: unknown) => error,
  );
  if (!(thrown instanceof LatchkeyError)) throw thrown;
  return thrown;
}

beforeEach(() => void vi.stubGlobal('navigator', { locks: new MemoryLocks() }));

describe('the status', () => {
  it.each([
    ['signed out if nothing is stored', undefined, { kind: 'signed-out' }],
    ['signed out if a newer version wrote the record', NEWER, { kind: 'signed-out' }],
    ['signed in without the tokens', unitRecord(), { kind: 'signed-in', session: unitSession() }],
  ])('is %s', async (_name, record, expected) => {
    const { memory, store } = storeOver();
    if (record !== undefined) await memory.set(SESSION_KEY, record);
    expect(await store.status()).toEqual(expected);
  });

  it('is unreadable with the cause if the storage fails, instead of signed out', async () => {
    const { store } = storeOver({ get: broken });
    expect(await store.status()).toEqual({ kind: 'unreadable', cause: new Error('disk full') });
  });
});

describe('read', () => {
  it.each([
    ['there is none', undefined],
    ['the record is of a newer version', NEWER],
    ['its tokens cannot be opened', { ...unitRecord(), tokens: null }],
    ['its tokens are damaged', { ...unitRecord(), tokens: {} }],
  ])('returns null if %s', async (_name, record) => {
    const { memory, store } = storeOver();
    if (record !== undefined) await memory.set(SESSION_KEY, record);
    expect(await store.read()).toBeNull();
  });

  it('rejects with storage-failed if the storage fails', async () => {
    const error = await failureOf(storeOver({ get: broken }).store.read());
    expect(error).toMatchObject({ code: 'storage-failed', data: { reason: 'unreadable' } });
  });
});

describe('a browser whose settings block the storage', () => {
  it.each(['SecurityError', 'InvalidStateError'])('is named as the cause after a %s', async (name) => {
    const refuse = () => Promise.reject(new DOMException('The operation is insecure.', name));
    const { store } = storeOver({ get: refuse, set: refuse });
    for (const error of [await failureOf(store.save(unitSignedIn())), await failureOf(store.read())]) {
      expect(error).toMatchObject({ code: 'storage-failed', data: { reason: 'blocked' } });
    }
  });
});

describe('save', () => {
  it('quarantines a record of a newer version before it stores the session', async () => {
    const { memory, store } = storeOver();
    await memory.set(SESSION_KEY, NEWER);
    await store.save(unitSignedIn());
    expect(await memory.get(QUARANTINED_SESSION_KEY)).toEqual(NEWER);
    expect(await store.status()).toMatchObject({ kind: 'signed-in' });
  });

  it.each([
    ['writing', { set: broken }],
    ['reading what was there', { get: broken }],
  ])('rejects with storage-failed and an action if %s fails', async (_name, changes) => {
    const error = await failureOf(storeOver(changes).store.save(unitSignedIn()));
    expect(error).toMatchObject({ code: 'storage-failed', cause: new Error('disk full') });
    expect(error.data).toEqual({ reason: 'not-saved' });
  });

  it('leaves the stored session if it fails', async () => {
    const { memory } = storeOver();
    await memory.set(SESSION_KEY, unitRecord());
    const store = createSessionStore({ ...memory, set: broken }, { active, now });
    await failureOf(store.save(OTHER));
    expect(await store.read()).toEqual(unitSignedIn());
  });

  it('leaves a record of a newer version if its quarantine fails', async () => {
    const memory = memoryStorage();
    await memory.set(SESSION_KEY, NEWER);
    const set = brokenAt(QUARANTINED_SESSION_KEY, memory.set);
    await failureOf(createSessionStore({ ...memory, set }, { active, now }).save(unitSignedIn()));
    expect(await memory.get(SESSION_KEY)).toEqual(NEWER);
  });

  it('contains no token in its error', async () => {
    const tokens = { accessToken: 'secret-access', refreshToken: 'secret-refresh', idToken: 'secret-id' };
    const error = await failureOf(storeOver({ set: broken }).store.save(unitSignedIn({}, tokens)));
    expect(await allTextOf(error)).not.toContain('secret-');
  });
});

describe('an automatic save', () => {
  it.each<[string, SignedIn | null, boolean]>([
    ['keeps the session if no user is signed in', null, true],
    ['keeps the stored session if a user is signed in', OTHER, false],
    ['leaves a session that has ended, since the user signs in again', ENDED, false],
  ])('%s', async (_name, before, isSaved) => {
    const { store } = storeOver();
    if (before !== null) await store.save(before);
    await expect(store.saveIfSignedOut(unitSignedIn())).resolves.toBe(isSaved);
    expect(await store.read()).toEqual(isSaved ? unitSignedIn() : before);
  });
});

it('skips a silent sign-in after the user has signed out', async () => {
  const { store } = storeOver();
  await store.remove();
  await expect(store.saveIfSignedOut(unitSignedIn())).resolves.toBe(false);
  expect(await store.status()).toEqual({ kind: 'signed-out' });
});

describe('saving a changed session', () => {
  const CHANGED = unitSignedIn({ createdAt: NOON + 1 }, { accessToken: 'next-access-token' });

  it.each([
    ['saves it if that session is stored', unitSignedIn(), true, CHANGED],
    ['leaves a session of another sign-in, and returns false', OTHER, false, OTHER],
  ])('%s', async (_name, before, isSaved, after) => {
    const { store } = storeOver();
    await store.save(before);
    await expect(store.saveIfCurrent(CHANGED)).resolves.toBe(isSaved);
    expect(await store.read()).toEqual(after);
  });

  it('rejects if the stored session cannot be read', async () => {
    const { store } = storeOver({ get: broken });
    await expect(store.saveIfCurrent(CHANGED)).rejects.toMatchObject({
      code: 'storage-failed',
      cause: new Error('disk full'),
    });
  });
});

describe('remove', () => {
  it("returns what was removed, for the tenant's sign-out", async () => {
    const { store } = encryptingStore();
    await store.save(unitSignedIn());
    await expect(store.remove()).resolves.toEqual({ kind: 'signed-in', signedIn: unitSignedIn() });
  });

  it.each<[string, SignedIn, RemovedSession['kind']]>([
    ['it can be renewed', unitSignedIn(), 'unreadable'],
    [
      'the user must continue at the tenant',
      unitSignedIn({ renewAt: null, end: 'step-required' }),
      'unreadable',
    ],
    ['the tenant ended it', unitSignedIn({ renewAt: null, end: 'ended' }), 'none'],
    ['it has no refresh token', ENDED, 'none'],
  ])('signs out also if the tokens cannot be read, with a warning if %s', async (_name, signedIn, kind) => {
    const memory = memoryStorage();
    await memory.set(SESSION_KEY, unitRecord(signedIn));
    const store = createSessionStore(memory, { active, secrets: { ...memory, get: broken }, now });
    await expect(store.remove()).resolves.toEqual({ kind });
    expect(await store.status()).toEqual({ kind: 'signed-out' });
  });

  it('warns that the tokens of a quarantined session could not be read', async () => {
    const { memory, store } = storeOver();
    await memory.set(QUARANTINED_SESSION_KEY, unitRecord());
    await expect(store.remove()).resolves.toEqual({ kind: 'unreadable' });
  });

  it('rejects with storage-failed, since the user is still signed in', async () => {
    const error = await failureOf(storeOver({ remove: broken }).store.remove());
    expect(error).toMatchObject({ code: 'storage-failed', cause: new Error('disk full') });
    expect(error.data).toEqual({ reason: 'not-removed' });
  });
});

describe.each([
  ['another domain', { ...unitConfig(), domain: 'other.example' }],
  ['another client ID', { ...unitConfig(), clientId: 'other-client' }],
])('a session, while an application with %s is active,', (_name, other) => {
  /** A store that holds a session of the first application. */
  async function switched() {
    const memory = memoryStorage();
    await createSessionStore(memory, { active, now }).save(unitSignedIn());
    const onReplaced = vi.fn();
    return {
      memory,
      store: createSessionStore(memory, { active: async () => other, now, onReplaced }),
      onReplaced,
    };
  }

  it('is treated as signed out and returns no token', async () => {
    const { store } = await switched();
    expect(await store.status()).toEqual({ kind: 'signed-out' });
    expect(await store.read()).toBeNull();
  });

  it('stays stored, and applies again with its application', async () => {
    const { memory, store } = await switched();
    await store.status();
    expect(await store.stored()).toEqual(unitSession());
    expect(await createSessionStore(memory, { active, now }).read()).toEqual(unitSignedIn());
  });

  it('accepts the tokens of a renewal that began earlier', async () => {
    const { memory, store } = await switched();
    const renewed = unitSignedIn({}, { refreshToken: 'next-refresh-token' });
    await expect(store.saveIfCurrent(renewed)).resolves.toBe(true);
    expect(await createSessionStore(memory, { active, now }).read()).toEqual(renewed);
  });

  it.each(['save', 'saveIfSignedOut'] as const)('is replaced by the next sign-in: %s', async (save) => {
    const { store, onReplaced } = await switched();
    const next = unitSignedIn({ ...pick(other), id: 'next' });
    await store[save](next);
    expect(await store.read()).toEqual(next);
    expect(onReplaced.mock.calls).toEqual([[unitSignedIn()]]);
  });
});

describe('a replaced session', () => {
  const replacedIn = (changes: Partial<StorageAdapter> = {}, memory = memoryStorage()) => {
    const onReplaced = vi.fn();
    const store = createSessionStore({ ...memory, ...changes }, { active, now, onReplaced });
    return { memory, onReplaced, store };
  };

  it('is returned with its client, and none if a session is changed', async () => {
    const { store, onReplaced } = replacedIn();
    await store.save(OTHER);
    await store.saveIfCurrent({ ...OTHER, tokens: unitTokens({ refreshToken: 'next-refresh-token' }) });
    expect(onReplaced).not.toHaveBeenCalled();
    await store.save(unitSignedIn());
    expect(onReplaced).toHaveBeenCalledTimes(1);
  });

  it('is not returned if the new one could not be saved', async () => {
    const memory = memoryStorage();
    await memory.set(SESSION_KEY, unitRecord(OTHER));
    const { store, onReplaced } = replacedIn({ set: broken }, memory);
    await failureOf(store.save(unitSignedIn()));
    expect(onReplaced).not.toHaveBeenCalled();
  });
});

describe('assertWritable', () => {
  it('writes a value larger than the session, a new one each time, and removes it', async () => {
    const written: unknown[] = [];
    const { memory, store } = storeOver({
      set: async (key, value) => {
        if (key === WRITE_TEST_KEY) written.push(value);
      },
    });
    const session = unitRecord(unitSignedIn({}, { idToken: 'i'.repeat(10_000) }));
    await memory.set(SESSION_KEY, session);
    await store.assertWritable();
    await store.assertWritable();
    for (const value of written) {
      expect(JSON.stringify(value).length).toBeGreaterThan(JSON.stringify(session).length + 4_000);
    }
    expect(new Set(written).size).toBe(2);
    expect(await memory.get(WRITE_TEST_KEY)).toBeUndefined();
  });

  it('rejects with storage-failed if nothing can be written', async () => {
    expect(await failureOf(storeOver({ set: broken }).store.assertWritable())).toMatchObject({
      code: 'storage-failed',
      cause: new Error('disk full'),
    });
  });
});

describe('the sign-out mark', () => {
  it('is set by a sign-out, and removed by a sign-in', async () => {
    const { store } = storeOver();
    await store.remove();
    expect(await store.hasUserSignedOut()).toBe(true);
    await store.save(unitSignedIn());
    expect(await store.hasUserSignedOut()).toBe(false);
  });

  it('is stored before listeners learn of the removal', async () => {
    const { store } = storeOver();
    await store.save(unitSignedIn());
    const heard = new Promise<boolean>((resolve) => {
      store.subscribe(() => resolve(store.hasUserSignedOut()));
    });
    await store.remove();
    expect(await heard).toBe(true);
  });

  it('is assumed if it cannot be read', async () => {
    expect(await storeOver({ get: broken }).store.hasUserSignedOut()).toBe(true);
  });

  it('is logged when it cannot be stored, and the user is signed out', async () => {
    const told = vi.spyOn(console, 'error').mockImplementation(() => {});
    const memory = memoryStorage();
    await memory.set(SESSION_KEY, unitRecord());
    const set = brokenAt(SIGNED_OUT_KEY, memory.set);
    const store = createSessionStore({ ...memory, set }, { active, now });
    await expect(store.remove()).resolves.toEqual({ kind: 'signed-in', signedIn: unitSignedIn() });
    expect(await store.status()).toEqual({ kind: 'signed-out' });
    expect(told).toHaveBeenCalledTimes(1);
  });

  it('is stored after the session is removed if there was no space before', async () => {
    const memory = memoryStorage();
    await memory.set(SESSION_KEY, unitRecord());
    const set: StorageAdapter['set'] = async (key, value) =>
      (await memory.get(SESSION_KEY)) === undefined ? memory.set(key, value) : broken();
    const store = createSessionStore({ ...memory, set }, { active, now });
    await store.remove();
    expect(await store.hasUserSignedOut()).toBe(true);
  });

  it('prevents the sign-in when it cannot be removed', async () => {
    const { memory, store } = storeOver({ remove: broken });
    expect(await failureOf(store.save(unitSignedIn()))).toMatchObject({ code: 'storage-failed' });
    expect(await memory.get(SESSION_KEY)).toBeUndefined();
  });
});

it('outlives a session in memory', async () => {
  const marks = memoryStorage();
  const inMemory = () => createSessionStore(memoryStorage(), { active, now, marks });
  await inMemory().remove();
  expect(await inMemory().hasUserSignedOut()).toBe(true);
  await inMemory().save(unitSignedIn());
  expect(await inMemory().hasUserSignedOut()).toBe(false);
});

describe('a listener', () => {
  it('is called after a save and a removal, until it is removed', async () => {
    const { store } = storeOver();
    const listener = vi.fn();
    const undo = store.subscribe(listener);
    await store.save(unitSignedIn());
    await store.remove();
    expect(listener).toHaveBeenCalledTimes(2);
    undo();
    await store.save(unitSignedIn());
    expect(listener).toHaveBeenCalledTimes(2);
  });
});

describe('reconcile', () => {
  const NEWER = { version: 5, from: 'the future' };
  const DAMAGED = { ...unitRecord(), tokens: null };

  it.each([
    ['quarantines a session whose tokens cannot be opened', { ...unitRecord(), tokens: {} }, true],
    ['quarantines nothing if the tokens can be opened', unitRecord(), false],
    [
      'quarantines no session of another application',
      { ...unitRecord(), clientId: 'other', tokens: {} },
      false,
    ],
    [
      'quarantines no session of another tenant',
      { ...unitRecord(), domain: 'other.example', tokens: {} },
      false,
    ],
    ['quarantines no record of a newer version', NEWER, false],
    ['quarantines nothing if there is no session', undefined, false],
  ])('%s', async (_name, record, isQuarantined) => {
    const memory = memoryStorage();
    if (record !== undefined) await memory.set(SESSION_KEY, record);
    const store = createSessionStore(memory, { active: async () => unitConfig() });
    expect(await store.reconcile()).toBe(isQuarantined);
    expect(await memory.get(isQuarantined ? QUARANTINED_SESSION_KEY : SESSION_KEY)).toEqual(record);
    expect(await memory.get(isQuarantined ? SESSION_KEY : QUARANTINED_SESSION_KEY)).toBeUndefined();
    expect(await store.hasUserSignedOut()).toBe(false);
  });

  it.each<[string, (memory: StorageAdapter) => Promise<unknown>, unknown]>([
    ['that was written since', (memory) => memory.set(SESSION_KEY, NEWER).then(() => DAMAGED), NEWER],
    ['if the key cannot be read now', () => Promise.reject(new Error('disk full')), unitRecord()],
  ])('leaves a record %s', async (_name, get, expected) => {
    const memory = memoryStorage();
    await memory.set(SESSION_KEY, unitRecord());
    const secrets = { ...memory, get: () => get(memory) };
    await createSessionStore(memory, { active: async () => unitConfig(), secrets })
      .reconcile()
      .catch(() => {});
    expect(await memory.get(SESSION_KEY)).toEqual(expected);
  });
});
