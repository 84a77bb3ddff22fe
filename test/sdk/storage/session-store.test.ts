import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { RemovedSession, SignedIn } from '../../../src/sdk/session/session.ts';
import {
  QUARANTINED_SESSION_KEY,
  SESSION_KEY,
  SIGNED_OUT_KEY,
  WRITE_TEST_KEY,
} from '../../../src/sdk/storage/items.ts';
import { memoryStorage } from '../../../src/sdk/storage/memory-storage.ts';
import { createSessionStore, type SessionStoreDeps } from '../../../src/sdk/storage/session-store.ts';
import type { StorageAdapter } from '../../../src/sdk/storage/storage-adapter.ts';
import { unitConfig } from '../../support/unit/config.ts';
import { allTextOf } from '../../support/unit/error-text.ts';
import { MemoryLocks } from '../../support/unit/locks.ts';
import {
  NOON,
  unitEndingSession,
  unitRecord,
  unitSession,
  unitSignedIn,
  unitTokens,
} from '../../support/unit/session.ts';

/** A record of a newer version. */
const NEWER = { version: 5, from: 'the future' };

/** An expired sign-in without a refresh token. */
const ENDED = { session: unitEndingSession({ expiresAt: NOON }), tokens: unitTokens({ refreshToken: null }) };

const OTHER = unitSignedIn({ id: 'other-sign-in' }, { accessToken: 'other-access-token' });

const broken = () => Promise.reject(new Error('disk full'));

interface OpenOptions extends Partial<SessionStoreDeps> {
  readonly memory?: StorageAdapter;
  /** The stored record. */
  readonly record?: unknown;
  readonly changes?: Partial<StorageAdapter>;
}

/** Opens a store over a storage in memory with `changes`, at noon. */
async function open({ memory = memoryStorage(), record, changes = {}, ...deps }: OpenOptions = {}) {
  if (record !== undefined) await memory.set(SESSION_KEY, record);
  const now = () => NOON;
  const store = createSessionStore(
    { ...memory, ...changes },
    { active: async () => unitConfig(), now, ...deps },
  );
  return { memory, store };
}

/** The `set` of a storage that fails at one key only. */
const failingAt =
  (key: string, set: StorageAdapter['set']): StorageAdapter['set'] =>
  (name, value) =>
    name === key ? broken() : set(name, value);

const storageFailed = (reason: string, cause: unknown = new Error('disk full')) => ({
  code: 'storage-failed',
  data: { reason },
  cause,
});

beforeEach(() => void vi.stubGlobal('navigator', { locks: new MemoryLocks() }));

describe('status', () => {
  it.each([
    ['signed-out if nothing is stored', undefined, { kind: 'signed-out' }],
    ['signed-out if a newer version wrote the record', NEWER, { kind: 'signed-out' }],
    ['the session without its tokens', unitRecord(), { kind: 'signed-in', session: unitSession() }],
  ])('is %s', async (_name, record, expected) => {
    const { store } = await open({ record });
    expect(await store.status()).toEqual(expected);
  });

  it('is unreadable if the storage fails', async () => {
    const { store } = await open({ changes: { get: broken } });
    expect(await store.status()).toEqual({ kind: 'unreadable', cause: new Error('disk full') });
  });
});

describe('read', () => {
  it.each([
    ['nothing is stored', undefined],
    ['the record is of a newer version', NEWER],
    ['the tokens could not be decrypted', { ...unitRecord(), tokens: null }],
  ])('returns null if %s', async (_name, record) => {
    const { store } = await open({ record });
    expect(await store.read()).toBeNull();
  });

  it('rejects if the storage fails', async () => {
    const { store } = await open({ changes: { get: broken } });
    await expect(store.read()).rejects.toMatchObject(storageFailed('unreadable'));
  });

  it.each(['SecurityError', 'InvalidStateError'])('rejects as blocked after a %s', async (name) => {
    const cause = new DOMException('The operation is insecure.', name);
    const { store } = await open({ changes: { get: () => Promise.reject(cause) } });
    await expect(store.read()).rejects.toMatchObject(storageFailed('blocked', cause));
  });
});

describe('save', () => {
  it('quarantines a record of a newer version before it replaces it', async () => {
    const { memory, store } = await open({ record: NEWER });
    await store.save(unitSignedIn());
    expect(await memory.get(QUARANTINED_SESSION_KEY)).toEqual(NEWER);
    expect(await store.read()).toEqual(unitSignedIn());
  });

  it('keeps a record of a newer version if it cannot be quarantined', async () => {
    const memory = memoryStorage();
    const set = failingAt(QUARANTINED_SESSION_KEY, memory.set);
    const { store } = await open({ memory, record: NEWER, changes: { set } });
    await expect(store.save(unitSignedIn())).rejects.toMatchObject(storageFailed('not-saved'));
    expect(await memory.get(SESSION_KEY)).toEqual(NEWER);
  });

  it.each([
    ['write', { set: broken }],
    ['read', { get: broken }],
    ['remove the mark of a sign-out', { remove: broken }],
  ])('rejects and keeps the stored session if it fails to %s', async (_name, changes) => {
    const { memory, store } = await open({ record: unitRecord(), changes });
    await expect(store.save(OTHER)).rejects.toMatchObject(storageFailed('not-saved'));
    expect(await memory.get(SESSION_KEY)).toEqual(unitRecord());
  });

  it('rejects with an error without tokens', async () => {
    const tokens = { accessToken: 'secret-access', refreshToken: 'secret-refresh', idToken: 'secret-id' };
    const { store } = await open({ changes: { set: broken } });
    const error = await store.save(unitSignedIn({}, tokens)).catch((thrown: unknown) => thrown);
    expect(await allTextOf(error)).not.toContain('secret-');
  });

  it.each([
    ['calls onReplaced with the replaced sign-in', {}, [[OTHER]]],
    ['does not call onReplaced if it fails', { set: broken }, []],
  ])('%s', async (_name, changes, calls) => {
    const onReplaced = vi.fn();
    const { store } = await open({ record: unitRecord(OTHER), changes, onReplaced });
    await store.save(unitSignedIn()).catch(() => {});
    expect(onReplaced.mock.calls).toEqual(calls);
  });
});

describe('saveIfSignedOut', () => {
  it.each<[string, SignedIn | null, boolean]>([
    ['saves the session if no user is signed in', null, true],
    ['keeps the session of a signed-in user', OTHER, false],
    ['keeps a session that has ended, which the user must renew', ENDED, false],
  ])('%s', async (_name, before, isSaved) => {
    const { store } = await open({ record: before === null ? undefined : unitRecord(before) });
    await expect(store.saveIfSignedOut(unitSignedIn())).resolves.toBe(isSaved);
    expect(await store.read()).toEqual(isSaved ? unitSignedIn() : before);
  });

  it('saves nothing after the user has signed out', async () => {
    const { store } = await open();
    await store.remove();
    await expect(store.saveIfSignedOut(unitSignedIn())).resolves.toBe(false);
    expect(await store.status()).toEqual({ kind: 'signed-out' });
  });
});

describe('saveIfCurrent', () => {
  const CHANGED = unitSignedIn({ createdAt: NOON + 1 }, { accessToken: 'next-access-token' });

  it.each([
    ['saves a change of the stored session, without calling onReplaced', unitSignedIn(), true, CHANGED],
    ['keeps the session of another sign-in', OTHER, false, OTHER],
  ])('%s', async (_name, before, isSaved, after) => {
    const onReplaced = vi.fn();
    const { store } = await open({ record: unitRecord(before), onReplaced });
    await expect(store.saveIfCurrent(CHANGED)).resolves.toBe(isSaved);
    expect(await store.read()).toEqual(after);
    expect(onReplaced).not.toHaveBeenCalled();
  });

  it('rejects if the stored session cannot be read, because it might be this one', async () => {
    const { store } = await open({ changes: { get: broken } });
    await expect(store.saveIfCurrent(CHANGED)).rejects.toMatchObject(storageFailed('not-saved'));
  });
});

describe('remove', () => {
  it.each<[string, SignedIn, RemovedSession['kind']]>([
    ['it could be renewed', unitSignedIn(), 'unreadable'],
    ['the tenant requires a step', unitSignedIn({ renewAt: null, end: 'step-required' }), 'unreadable'],
    ['the tenant ended it', unitSignedIn({ renewAt: null, end: 'ended' }), 'none'],
    ['it has no refresh token', ENDED, 'none'],
  ])('removes a session with unreadable tokens, and returns that if %s', async (_name, signedIn, kind) => {
    const memory = memoryStorage();
    const secrets = { ...memory, get: broken };
    const { store } = await open({ memory, record: unitRecord(signedIn), secrets });
    await expect(store.remove()).resolves.toEqual({ kind });
    expect(await store.status()).toEqual({ kind: 'signed-out' });
  });

  it('returns unreadable for a quarantined session', async () => {
    const { memory, store } = await open();
    await memory.set(QUARANTINED_SESSION_KEY, unitRecord());
    await expect(store.remove()).resolves.toEqual({ kind: 'unreadable' });
  });

  it('rejects if the session is still stored', async () => {
    const { store } = await open({ changes: { remove: broken } });
    await expect(store.remove()).rejects.toMatchObject(storageFailed('not-removed'));
  });

  it('logs that the sign-out could not be stored, and signs out', async () => {
    const logged = vi.spyOn(console, 'error').mockImplementation(() => {});
    const memory = memoryStorage();
    const set = failingAt(SIGNED_OUT_KEY, memory.set);
    const { store } = await open({ memory, record: unitRecord(), changes: { set } });
    await expect(store.remove()).resolves.toEqual({ kind: 'signed-in', signedIn: unitSignedIn() });
    expect(await store.status()).toEqual({ kind: 'signed-out' });
    expect(logged).toHaveBeenCalledTimes(1);
  });
});

describe.each([
  ['domain', { domain: 'other.example' }],
  ['client ID', { clientId: 'other-client' }],
])('while an application with another %s is active, a session', (_name, application) => {
  const active = async () => unitConfig(application);
  const record = unitRecord();

  it('is treated as signed out, and stays stored', async () => {
    const { memory, store } = await open({ record, active });
    expect(await store.status()).toEqual({ kind: 'signed-out' });
    expect(await store.read()).toBeNull();
    expect(await store.stored()).toEqual(unitSession());
    expect(await (await open({ memory })).store.read()).toEqual(unitSignedIn());
  });

  it('is saved after a renewal that began before', async () => {
    const { memory, store } = await open({ record, active });
    const renewed = unitSignedIn({}, { refreshToken: 'next-refresh-token' });
    await expect(store.saveIfCurrent(renewed)).resolves.toBe(true);
    expect(await (await open({ memory })).store.read()).toEqual(renewed);
  });

  it.each(['save', 'saveIfSignedOut'] as const)('is replaced by %s', async (save) => {
    const onReplaced = vi.fn();
    const { store } = await open({ record, active, onReplaced });
    const next = unitSignedIn({ ...application, id: 'next' });
    await store[save](next);
    expect(await store.read()).toEqual(next);
    expect(onReplaced.mock.calls).toEqual([[unitSignedIn()]]);
  });
});

describe('assertWritable', () => {
  it('writes another value larger than the session each time, and removes it', async () => {
    const written: string[] = [];
    const set: StorageAdapter['set'] = async (key, value) => {
      if (key === WRITE_TEST_KEY) written.push(String(value));
    };
    const record = unitRecord(unitSignedIn({}, { idToken: 'i'.repeat(10_000) }));
    const { memory, store } = await open({ record, changes: { set } });
    await store.assertWritable();
    await store.assertWritable();
    const { length } = JSON.stringify(record);
    expect(written.filter((value) => value.length > length + 4_000)).toHaveLength(2);
    expect(new Set(written).size).toBe(2);
    expect(await memory.get(WRITE_TEST_KEY)).toBeUndefined();
  });

  it('rejects if the storage fails', async () => {
    const { store } = await open({ changes: { set: broken } });
    await expect(store.assertWritable()).rejects.toMatchObject(storageFailed('not-writable'));
  });
});

describe('hasUserSignedOut', () => {
  it('is true after a sign-out, for listeners of the removal too, until the next sign-in', async () => {
    const { store } = await open({ record: unitRecord() });
    const inListener = new Promise<boolean>((resolve) => {
      store.subscribe(() => resolve(store.hasUserSignedOut()));
    });
    await store.remove();
    expect(await inListener).toBe(true);
    expect(await store.hasUserSignedOut()).toBe(true);
    await store.save(unitSignedIn());
    expect(await store.hasUserSignedOut()).toBe(false);
  });

  it('is true if the storage fails', async () => {
    const { store } = await open({ changes: { get: broken } });
    expect(await store.hasUserSignedOut()).toBe(true);
  });

  it('is true if there was room for the mark only after the removal', async () => {
    const memory = memoryStorage();
    const set: StorageAdapter['set'] = async (key, value) =>
      (await memory.get(SESSION_KEY)) === undefined ? memory.set(key, value) : broken();
    const { store } = await open({ memory, record: unitRecord(), changes: { set } });
    await store.remove();
    expect(await store.hasUserSignedOut()).toBe(true);
  });

  it('outlives a session in memory', async () => {
    const marks = memoryStorage();
    await (await open({ marks })).store.remove();
    const { store } = await open({ marks });
    expect(await store.hasUserSignedOut()).toBe(true);
    await store.save(unitSignedIn());
    expect(await (await open({ marks })).store.hasUserSignedOut()).toBe(false);
  });
});

describe('reconcile', () => {
  const UNREADABLE = { ...unitRecord(), tokens: {} };

  it.each([
    ['quarantines a session whose tokens cannot be decrypted', UNREADABLE, true],
    ['keeps a session whose tokens can be decrypted', unitRecord(), false],
    ['keeps a session of another application', { ...UNREADABLE, clientId: 'other' }, false],
    ['keeps a record of a newer version', NEWER, false],
    ['does nothing without a session', undefined, false],
  ])('%s', async (_name, record, isQuarantined) => {
    const { memory, store } = await open({ record });
    expect(await store.reconcile()).toBe(isQuarantined);
    expect(await memory.get(isQuarantined ? QUARANTINED_SESSION_KEY : SESSION_KEY)).toEqual(record);
    expect(await memory.get(isQuarantined ? SESSION_KEY : QUARANTINED_SESSION_KEY)).toBeUndefined();
    expect(await store.hasUserSignedOut()).toBe(false);
  });

  it.each<[string, (memory: StorageAdapter) => Promise<unknown>, unknown]>([
    ['that was written since', (memory) => memory.set(SESSION_KEY, NEWER).then(() => UNREADABLE), NEWER],
    ['if the key cannot be read', broken, unitRecord()],
  ])('keeps a record %s', async (_name, get, expected) => {
    const memory = memoryStorage();
    const secrets = { ...memory, get: () => get(memory) };
    const { store } = await open({ memory, record: unitRecord(), secrets });
    await store.reconcile().catch(() => {});
    expect(await memory.get(SESSION_KEY)).toEqual(expected);
  });
});
