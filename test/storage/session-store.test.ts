import { beforeEach, describe, expect, it, vi } from 'vitest';
import { LatchkeyError } from '../../src/errors.ts';
import { encryptedStorage } from '../../src/storage/encrypted-storage.ts';
import { memoryStorage } from '../../src/storage/memory-storage.ts';
import type { Storage } from '../../src/storage/port.ts';
import {
  createSessionStore,
  PROOF_KEY,
  SECRET_PROPERTY,
  SESSION_KEY,
  SET_ASIDE_KEY,
  SIGNED_OUT_KEY,
} from '../../src/storage/session-store.ts';
import { memoryKeyStore } from '../support/unit-keys.ts';
import { MemoryLocks } from '../support/unit-locks.ts';
import { everythingSaid } from '../support/unit-said.ts';
import {
  NOON,
  unitEndingSession,
  unitRecord,
  unitSession,
  unitSignedIn,
  unitTokens,
} from '../support/unit-session.ts';

/** A record that a newer build has written. */
const NEWER = { version: 4, from: 'the future' };

/** A sign-in whose access token is all there is, and is over at noon. */
const ENDED = { session: unitEndingSession({ expiresAt: NOON }), tokens: unitTokens({ refreshToken: null }) };

const OTHER = unitSignedIn({ id: 'other-sign-in' }, { accessToken: 'other-access-token' });

const now = () => NOON;

/** A store over a memory that works, but for `changes`, at noon. */
function storeOver(changes: Partial<Storage> = {}) {
  const memory = memoryStorage();
  return { memory, store: createSessionStore({ ...memory, ...changes }, { now }) };
}

/** A store that encrypts the tokens, with a key of its own, in `memory`. */
function encryptingStore(memory: Storage = memoryStorage()) {
  const secrets = encryptedStorage(memory, { keys: memoryKeyStore(), property: SECRET_PROPERTY });
  return { memory, store: createSessionStore(memory, { secrets, now }) };
}

const broken = () => Promise.reject(new Error('disk full'));

/** What a storage does that fails at one key alone. */
const brokenAt =
  (key: string, set: Storage['set']): Storage['set'] =>
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
  it('is signed out where nothing was kept', async () => {
    expect(await storeOver().store.status()).toEqual({ kind: 'signed-out' });
  });

  it('is signed in with the session that was saved, without its tokens', async () => {
    const { store } = storeOver();
    await store.save(unitSignedIn());
    expect(await store.status()).toEqual({ kind: 'signed-in', session: unitSession() });
  });

  it('is expired at the end of the session, by the clock that the store was given', async () => {
    const { store } = storeOver();
    await store.save(ENDED);
    expect((await store.status()).kind).toBe('expired');
  });

  it('is signed out where the record is of a newer version', async () => {
    const { memory, store } = storeOver();
    await memory.set(SESSION_KEY, NEWER);
    expect(await store.status()).toEqual({ kind: 'signed-out' });
  });

  it('leaves a record of a newer version where it is', async () => {
    const { memory, store } = storeOver();
    await memory.set(SESSION_KEY, NEWER);
    await store.status();
    expect(await memory.get(SESSION_KEY)).toEqual(NEWER);
  });

  it('is unreadable, with the cause, where the storage fails: not signed out', async () => {
    const { store } = storeOver({ get: broken });
    expect(await store.status()).toEqual({ kind: 'unreadable', cause: new Error('disk full') });
  });
});

describe('reading', () => {
  it('gives the sign-in with its tokens', async () => {
    const { store } = storeOver();
    await store.save(unitSignedIn());
    expect(await store.read()).toEqual(unitSignedIn());
  });

  it('gives a sign-in that has ended, too', async () => {
    const { store } = storeOver();
    await store.save(ENDED);
    expect(await store.read()).toEqual(ENDED);
  });

  it.each([
    ['there is none', undefined],
    ['the record is of a newer version', NEWER],
    ['its tokens cannot be opened', { ...unitRecord(), tokens: null }],
    ['its tokens are damaged', { ...unitRecord(), tokens: {} }],
  ])('gives nothing where %s', async (_name, record) => {
    const { memory, store } = storeOver();
    if (record !== undefined) await memory.set(SESSION_KEY, record);
    expect(await store.read()).toBeNull();
  });

  it('fails with storage-failed and a way on where the storage does', async () => {
    const error = await failureOf(storeOver({ get: broken }).store.read());
    expect(error).toMatchObject({ code: 'storage-failed', cause: new Error('disk full') });
    expect(error.message).toMatch(/Try again/);
  });
});

describe('a browser whose settings refuse the storage', () => {
  it.each(['SecurityError', 'InvalidStateError'])(
    'is named in place of the disk after a %s',
    async (name) => {
      const refuse = () => Promise.reject(new DOMException('The operation is insecure.', name));
      const { store } = storeOver({ get: refuse, set: refuse });
      for (const error of [await failureOf(store.save(unitSignedIn())), await failureOf(store.read())]) {
        expect(error.code).toBe('storage-failed');
        expect(error.message).toMatch(/Allow cookies and site data in the browser's settings/);
      }
    },
  );
});

describe('saving', () => {
  it('keeps a record of a newer version aside before a new session takes its place', async () => {
    const { memory, store } = storeOver();
    await memory.set(SESSION_KEY, NEWER);
    await store.save(unitSignedIn());
    expect(await memory.get(SET_ASIDE_KEY)).toEqual(NEWER);
    expect(await store.status()).toMatchObject({ kind: 'signed-in' });
  });

  it.each([
    ['nothing was there', undefined],
    ['a session was there', unitRecord(OTHER)],
  ])('keeps nothing aside where %s', async (_name, before) => {
    const { memory, store } = storeOver();
    if (before !== undefined) await memory.set(SESSION_KEY, before);
    await store.save(unitSignedIn());
    expect(await memory.get(SET_ASIDE_KEY)).toBeUndefined();
  });

  it.each([
    ['writing', { set: broken }],
    ['reading what was there', { get: broken }],
  ])('fails with storage-failed and a way on where %s fails', async (_name, changes) => {
    const error = await failureOf(storeOver(changes).store.save(unitSignedIn()));
    expect(error).toMatchObject({ code: 'storage-failed', cause: new Error('disk full') });
    expect(error.message).toMatch(/try again\.$/);
  });

  it('leaves what was there where it fails', async () => {
    const { memory } = storeOver();
    await memory.set(SESSION_KEY, unitRecord());
    const store = createSessionStore({ ...memory, set: broken }, { now });
    await failureOf(store.save(OTHER));
    expect(await store.read()).toEqual(unitSignedIn());
  });

  it('leaves a record of a newer version in its place where keeping it aside fails', async () => {
    const memory = memoryStorage();
    await memory.set(SESSION_KEY, NEWER);
    const set = brokenAt(SET_ASIDE_KEY, memory.set);
    await failureOf(createSessionStore({ ...memory, set }).save(unitSignedIn()));
    expect(await memory.get(SESSION_KEY)).toEqual(NEWER);
  });

  it('says no token where it fails', async () => {
    const tokens = { accessToken: 'secret-access', refreshToken: 'secret-refresh', idToken: 'secret-id' };
    const error = await failureOf(storeOver({ set: broken }).store.save(unitSignedIn({}, tokens)));
    expect(await everythingSaid(error)).not.toContain('secret-');
  });
});

describe('saving what nobody asked for', () => {
  it('keeps the session where nobody is signed in', async () => {
    const { store } = storeOver();
    await expect(store.saveIfWanted(unitSignedIn())).resolves.toBe(true);
    expect(await store.read()).toEqual(unitSignedIn());
  });

  it.each([
    ['somebody is signed in', OTHER],
    ['a session has ended: it is the person who goes on', ENDED],
  ])('leaves what is there where %s', async (_name, before) => {
    const { store } = storeOver();
    await store.save(before);
    await expect(store.saveIfWanted(unitSignedIn())).resolves.toBe(false);
    expect(await store.read()).toEqual(before);
  });

  it('keeps nothing where somebody signed out', async () => {
    const { store } = storeOver();
    await store.remove();
    await expect(store.saveIfWanted(unitSignedIn())).resolves.toBe(false);
    expect(await store.status()).toEqual({ kind: 'signed-out' });
  });

  it('gives way to a sign-out that was asked for at the same moment', async () => {
    const { memory, store } = storeOver();
    const asked = createSessionStore(memory, { now }).remove();
    await expect(store.saveIfWanted(unitSignedIn())).resolves.toBe(false);
    await asked;
    expect(await store.status()).toEqual({ kind: 'signed-out' });
  });
});

describe('saving what became of a session', () => {
  const CHANGED = unitSignedIn({ createdAt: NOON + 1 }, { accessToken: 'next-access-token' });

  it('keeps it where that session is kept', async () => {
    const { store } = storeOver();
    await store.save(unitSignedIn());
    await expect(store.saveChanged(CHANGED)).resolves.toBe(true);
    expect(await store.read()).toEqual(CHANGED);
  });

  it('leaves a session of another sign-in, and says so', async () => {
    const { store } = storeOver();
    await store.save(OTHER);
    await expect(store.saveChanged(CHANGED)).resolves.toBe(false);
    expect(await store.read()).toEqual(OTHER);
  });

  it('signs nobody in again who signed out, and says so', async () => {
    const { store } = storeOver();
    await store.save(unitSignedIn());
    await store.remove();
    await expect(store.saveChanged(CHANGED)).resolves.toBe(false);
    expect(await store.status()).toEqual({ kind: 'signed-out' });
    expect(await store.isSignedOutByChoice()).toBe(true);
  });

  it('fails where nobody can tell which session is kept: it may well be this one', async () => {
    const { store } = storeOver({ get: broken });
    await expect(store.saveChanged(CHANGED)).rejects.toMatchObject({
      code: 'storage-failed',
      cause: new Error('disk full'),
    });
  });

  it('fails where it cannot be written, and leaves the former', async () => {
    const { memory } = storeOver();
    await memory.set(SESSION_KEY, unitRecord());
    const store = createSessionStore({ ...memory, set: broken }, { now });
    expect(await failureOf(store.saveChanged(CHANGED))).toMatchObject({ code: 'storage-failed' });
    expect(await store.read()).toEqual(unitSignedIn());
  });

  it('gives way to a sign-out that was asked for at the same moment', async () => {
    const { memory, store } = storeOver();
    await store.save(unitSignedIn());
    const asked = createSessionStore(memory, { now }).remove();
    await expect(store.saveChanged(CHANGED)).resolves.toBe(false);
    await asked;
    expect(await store.status()).toEqual({ kind: 'signed-out' });
  });
});

describe('removing', () => {
  it('signs out', async () => {
    const { store } = storeOver();
    await store.save(unitSignedIn());
    await store.remove();
    expect(await store.status()).toEqual({ kind: 'signed-out' });
  });

  it('gives what was removed, for the tenant to hear of', async () => {
    const { store } = encryptingStore();
    await store.save(unitSignedIn());
    await expect(store.remove()).resolves.toEqual(unitSignedIn());
  });

  it('signs out also where the tokens cannot be read', async () => {
    const memory = memoryStorage();
    await memory.set(SESSION_KEY, unitRecord());
    const store = createSessionStore(memory, { secrets: { ...memory, get: broken }, now });
    await expect(store.remove()).resolves.toBeNull();
    expect(await store.status()).toEqual({ kind: 'signed-out' });
  });

  it('leaves nothing of a record that was set aside', async () => {
    const { memory, store } = storeOver();
    await memory.set(SESSION_KEY, NEWER);
    await store.save(unitSignedIn());
    await store.remove();
    expect(await memory.get(SET_ASIDE_KEY)).toBeUndefined();
  });

  it('fails with storage-failed, and says that the person is still signed in', async () => {
    const error = await failureOf(storeOver({ remove: broken }).store.remove());
    expect(error).toMatchObject({ code: 'storage-failed', cause: new Error('disk full') });
    expect(error.message).toContain('still signed in');
  });

  it('waits for a saving that began before, and comes after it', async () => {
    const { memory, store } = storeOver();
    const saved = store.save(unitSignedIn());
    await expect(createSessionStore(memory, { now }).remove()).resolves.toEqual(unitSignedIn());
    await saved;
    expect(await store.status()).toEqual({ kind: 'signed-out' });
  });
});

describe('the proof that something can be saved', () => {
  it('is a value that was written', async () => {
    const { memory, store } = storeOver();
    await expect(store.proveWritable()).resolves.toBeUndefined();
    expect(await memory.get(PROOF_KEY)).toBeDefined();
  });

  it('is another value each time: writing what is there already proves nothing', async () => {
    const { memory, store } = storeOver();
    await store.proveWritable();
    const first = await memory.get(PROOF_KEY);
    await createSessionStore(memory, { now: () => NOON + 1 }).proveWritable();
    expect(await memory.get(PROOF_KEY)).not.toEqual(first);
  });

  it('fails with storage-failed where nothing can be written', async () => {
    expect(await failureOf(storeOver({ set: broken }).store.proveWritable())).toMatchObject({
      code: 'storage-failed',
      cause: new Error('disk full'),
    });
  });
});

describe('the choice to be signed out', () => {
  it('was not made where nobody ever signed in', async () => {
    expect(await storeOver().store.isSignedOutByChoice()).toBe(false);
  });

  it('is made by signing out, and unmade by signing in', async () => {
    const { store } = storeOver();
    await store.remove();
    expect(await store.isSignedOutByChoice()).toBe(true);
    await store.save(unitSignedIn());
    expect(await store.isSignedOutByChoice()).toBe(false);
  });

  it('is known to whoever hears of the removal', async () => {
    const { store } = storeOver();
    await store.save(unitSignedIn());
    const heard = new Promise<boolean>((resolve) => {
      store.subscribe(() => resolve(store.isSignedOutByChoice()));
    });
    await store.remove();
    expect(await heard).toBe(true);
  });

  it('is supposed in doubt: nobody is signed in against their wish', async () => {
    expect(await storeOver({ get: broken }).store.isSignedOutByChoice()).toBe(true);
  });

  it('that cannot be kept is told in the log: the person is signed out all the same', async () => {
    const told = vi.spyOn(console, 'error').mockImplementation(() => {});
    const memory = memoryStorage();
    await memory.set(SESSION_KEY, unitRecord());
    const set = brokenAt(SIGNED_OUT_KEY, memory.set);
    const store = createSessionStore({ ...memory, set }, { now });
    await expect(store.remove()).resolves.toEqual(unitSignedIn());
    expect(await store.status()).toEqual({ kind: 'signed-out' });
    expect(told).toHaveBeenCalledTimes(1);
  });

  it('is remembered where there is room for it only when the session is gone', async () => {
    const memory = memoryStorage();
    await memory.set(SESSION_KEY, unitRecord());
    const set: Storage['set'] = async (key, value) =>
      (await memory.get(SESSION_KEY)) === undefined ? memory.set(key, value) : broken();
    const store = createSessionStore({ ...memory, set }, { now });
    await store.remove();
    expect(await store.isSignedOutByChoice()).toBe(true);
  });

  it('that cannot be forgotten is a sign-in that is not saved: no session is kept', async () => {
    const { memory, store } = storeOver({ remove: broken });
    expect(await failureOf(store.save(unitSignedIn()))).toMatchObject({ code: 'storage-failed' });
    expect(await memory.get(SESSION_KEY)).toBeUndefined();
  });
});

describe('a listener', () => {
  it('hears of a save and of a removal, until it is undone', async () => {
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

  it('hears nothing of a record that is kept aside', async () => {
    const { memory, store } = storeOver();
    await memory.set(SESSION_KEY, NEWER);
    const listener = vi.fn();
    store.subscribe(listener);
    await store.save(unitSignedIn());
    expect(listener).toHaveBeenCalledTimes(1);
  });

  it('hears nothing of a proof that something can be saved', async () => {
    const { store } = storeOver();
    const listener = vi.fn();
    store.subscribe(listener);
    await store.proveWritable();
    expect(listener).not.toHaveBeenCalled();
  });
});
