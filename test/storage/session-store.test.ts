import { describe, expect, it, vi } from 'vitest';
import { LatchkeyError } from '../../src/errors.ts';
import { memoryStorage } from '../../src/storage/memory-storage.ts';
import type { Storage } from '../../src/storage/port.ts';
import {
  createSessionStore,
  SESSION_KEY,
  SET_ASIDE_KEY,
  SIGNED_OUT_KEY,
} from '../../src/storage/session-store.ts';
import { everythingSaid } from '../support/unit-said.ts';
import { NOON, unitSession } from '../support/unit-session.ts';

const DAMAGED = { version: 2, from: 'the future' };

/** A store over a memory that works, but for `changes`, at noon. */
function storeOver(changes: Partial<Storage> = {}) {
  const memory = memoryStorage();
  return { memory, store: createSessionStore({ ...memory, ...changes }, () => NOON) };
}

const broken = () => Promise.reject(new Error('disk full'));

async function failureOf(promise: Promise<unknown>): Promise<LatchkeyError> {
  const thrown = await promise.then(
    () => expect.fail('It did not fail.'),
    (error: unknown) => error,
  );
  if (!(thrown instanceof LatchkeyError)) throw thrown;
  return thrown;
}

describe('the status', () => {
  it('is signed out where nothing was kept', async () => {
    expect(await storeOver().store.status()).toEqual({ kind: 'signed-out' });
  });

  it('is signed in with the session that was saved', async () => {
    const { store } = storeOver();
    await store.save(unitSession());
    expect(await store.status()).toEqual({ kind: 'signed-in', session: unitSession() });
  });

  it('is expired at the end of the session, by the clock that the store was given', async () => {
    const { store } = storeOver();
    await store.save(unitSession({ expiresAt: NOON }));
    expect((await store.status()).kind).toBe('expired');
  });

  it('is signed out where the record is damaged', async () => {
    const { memory, store } = storeOver();
    await memory.set(SESSION_KEY, DAMAGED);
    expect(await store.status()).toEqual({ kind: 'signed-out' });
  });

  it('leaves a damaged record where it is', async () => {
    const { memory, store } = storeOver();
    await memory.set(SESSION_KEY, DAMAGED);
    await store.status();
    expect(await memory.get(SESSION_KEY)).toEqual(DAMAGED);
  });

  it('is unreadable, with the cause, where the storage fails: not signed out', async () => {
    const { store } = storeOver({ get: broken });
    expect(await store.status()).toEqual({ kind: 'unreadable', cause: new Error('disk full') });
  });
});

describe('saving', () => {
  it('keeps a damaged record aside before a new session takes its place', async () => {
    const { memory, store } = storeOver();
    await memory.set(SESSION_KEY, DAMAGED);
    await store.save(unitSession());
    expect(await memory.get(SET_ASIDE_KEY)).toEqual(DAMAGED);
    expect(await store.status()).toMatchObject({ kind: 'signed-in' });
  });

  it.each([
    ['nothing was there', undefined],
    ['a session was there', unitSession({ accessToken: 'older' })],
  ])('keeps nothing aside where %s', async (_name, before) => {
    const { memory, store } = storeOver();
    if (before !== undefined) await memory.set(SESSION_KEY, before);
    await store.save(unitSession());
    expect(await memory.get(SET_ASIDE_KEY)).toBeUndefined();
  });

  it.each([
    ['writing', { set: broken }],
    ['reading what was there', { get: broken }],
  ])('fails with storage-failed and a way on where %s fails', async (_name, changes) => {
    const error = await failureOf(storeOver(changes).store.save(unitSession()));
    expect(error).toMatchObject({ code: 'storage-failed', cause: new Error('disk full') });
    expect(error.message).toMatch(/try again\.$/);
  });

  it('leaves what was there where it fails', async () => {
    const { memory } = storeOver();
    await memory.set(SESSION_KEY, unitSession());
    const store = createSessionStore({ ...memory, set: broken }, () => NOON);
    await failureOf(store.save(unitSession({ accessToken: 'newer' })));
    expect(await store.status()).toEqual({ kind: 'signed-in', session: unitSession() });
  });

  it('leaves a damaged record in its place where keeping it aside fails', async () => {
    const memory = memoryStorage();
    await memory.set(SESSION_KEY, DAMAGED);
    const set: Storage['set'] = (key, value) => (key === SET_ASIDE_KEY ? broken() : memory.set(key, value));
    await failureOf(createSessionStore({ ...memory, set }).save(unitSession()));
    expect(await memory.get(SESSION_KEY)).toEqual(DAMAGED);
  });

  it('says no token where it fails', async () => {
    const session = unitSession({
      accessToken: 'secret-access',
      refreshToken: 'secret-refresh',
      idToken: 'secret-id',
    });
    const error = await failureOf(storeOver({ set: broken }).store.save(session));
    expect(await everythingSaid(error)).not.toContain('secret-');
  });
});

describe('removing', () => {
  it('signs out', async () => {
    const { store } = storeOver();
    await store.save(unitSession());
    await store.remove();
    expect(await store.status()).toEqual({ kind: 'signed-out' });
  });

  it('fails with storage-failed, and says that the person is still signed in', async () => {
    const error = await failureOf(storeOver({ remove: broken }).store.remove());
    expect(error).toMatchObject({ code: 'storage-failed', cause: new Error('disk full') });
    expect(error.message).toContain('still signed in');
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
    await store.save(unitSession());
    expect(await store.isSignedOutByChoice()).toBe(false);
  });

  it('outlives the script that heard of it', async () => {
    const { memory, store } = storeOver();
    await store.remove();
    expect(await createSessionStore(memory).isSignedOutByChoice()).toBe(true);
  });

  it('is not made by a session that ends or goes by itself', async () => {
    const { memory, store } = storeOver();
    await store.save(unitSession({ expiresAt: NOON }));
    await memory.remove(SESSION_KEY);
    expect(await store.isSignedOutByChoice()).toBe(false);
  });

  it('is known to whoever hears of the removal', async () => {
    const { store } = storeOver();
    await store.save(unitSession());
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
    await memory.set(SESSION_KEY, unitSession());
    const set: Storage['set'] = (key, value) => (key === SIGNED_OUT_KEY ? broken() : memory.set(key, value));
    const store = createSessionStore({ ...memory, set }, () => NOON);
    await expect(store.remove()).resolves.toBeUndefined();
    expect(await store.status()).toEqual({ kind: 'signed-out' });
    expect(told).toHaveBeenCalledTimes(1);
  });

  it('that cannot be forgotten is a sign-in that is not saved: no session is kept', async () => {
    const { memory, store } = storeOver({ remove: broken });
    expect(await failureOf(store.save(unitSession()))).toMatchObject({ code: 'storage-failed' });
    expect(await memory.get(SESSION_KEY)).toBeUndefined();
  });
});

describe('a listener', () => {
  it('hears of a save and of a removal, until it is undone', async () => {
    const { store } = storeOver();
    const listener = vi.fn();
    const undo = store.subscribe(listener);
    await store.save(unitSession());
    await store.remove();
    expect(listener).toHaveBeenCalledTimes(2);
    undo();
    await store.save(unitSession());
    expect(listener).toHaveBeenCalledTimes(2);
  });

  it('hears nothing of a record that is kept aside', async () => {
    const { memory, store } = storeOver();
    await memory.set(SESSION_KEY, DAMAGED);
    const listener = vi.fn();
    store.subscribe(listener);
    await store.save(unitSession());
    expect(listener).toHaveBeenCalledTimes(1);
  });
});
