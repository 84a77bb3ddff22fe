import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { encryptedStorage } from '../../../src/sdk/storage/encrypted-storage.ts';
import { isEnvelope } from '../../../src/sdk/storage/envelope.ts';
import type { KeyStore } from '../../../src/sdk/storage/key-store.ts';
import { memoryStorage } from '../../../src/sdk/storage/memory-storage.ts';
import type { StorageAdapter } from '../../../src/sdk/storage/storage-adapter.ts';
import { memoryKeyStore } from '../../support/unit/keys.ts';
import { describeStorageContract } from './contract.ts';

const keys = memoryKeyStore();

/** A storage that keeps every value whole as the secret of an object. */
function secretsOf(storage: StorageAdapter): StorageAdapter {
  return {
    async get(key) {
      const value = await storage.get(key);
      return value === undefined ? undefined : Object(value).secret;
    },
    set: (key, secret) => storage.set(key, { secret }),
    remove: (key) => storage.remove(key),
    subscribe: (key, listener) => storage.subscribe(key, listener),
  };
}

const encrypting = (property: string) => encryptedStorage(memoryStorage(), { keys, property, unbound: [] });

describeStorageContract('encrypted storage of values without a secret', () => encrypting('tokens'));
describeStorageContract('encrypted storage of values some of which have a secret', () => encrypting('list'));
describeStorageContract('encrypted storage of secrets', () => secretsOf(encrypting('secret')));

const RECORD = { version: 2, user: { name: 'Ada' }, tokens: { access: 'secret-access' }, expiresAt: 7 };

const TOKENS = { property: 'tokens', unbound: ['expiresAt'] } as const;

/** An encrypted storage of `tokens` over a memory that works, but for `changes`. */
function storageOver(changes: Partial<StorageAdapter> = {}, keyStore: KeyStore = keys) {
  const memory = memoryStorage();
  const storage = encryptedStorage({ ...memory, ...changes }, { keys: keyStore, ...TOKENS });
  return { memory, storage };
}

/** The envelope of the record that `memory` keeps under `key`. */
async function envelopeIn(memory: StorageAdapter, key = 'key'): Promise<object> {
  const { tokens } = Object(await memory.get(key));
  if (!isEnvelope(tokens)) expect.fail(`This is no envelope: ${JSON.stringify(tokens)}`);
  return tokens;
}

/** Any unit of UTF-16, halves of characters among them. */
const anyUtf16 = fc.nat(0xffff).map((unit) => String.fromCharCode(unit));

const broken = () => Promise.reject(new Error('disk'));
const brokenKeys: KeyStore = { key: () => Promise.reject(new Error('no database')), forget() {} };

it('encrypts with the stored key if the cached one was removed with the site data', async () => {
  const memory = memoryStorage();
  const [lost, next] = [memoryKeyStore(), memoryKeyStore()];
  let [current, remembered] = [lost, lost];
  const remembering: KeyStore = {
    key: () => remembered.key(),
    forget() {
      remembered = current;
    },
  };
  const storage = encryptedStorage(memory, { keys: remembering, rereadsKey: true, ...TOKENS });
  await storage.set('key', RECORD);
  current = next;
  await storage.set('key', { ...RECORD, expiresAt: 8 });
  const restarted = encryptedStorage(memory, { keys: next, ...TOKENS });
  expect(await restarted.get('key')).toEqual({ ...RECORD, expiresAt: 8 });
});

it('opens a secret with the key that another context generated if the cached one was lost', async () => {
  const memory = memoryStorage();
  const [lost, stored] = [memoryKeyStore(), memoryKeyStore()];
  const over = (keys: KeyStore) => encryptedStorage(memory, { keys, property: 'tokens', unbound: [] });
  let current = lost;
  const remembering = over({ key: () => current.key(), forget: () => (current = stored) });
  await over(stored).set('key', RECORD);
  expect(await remembering.get('key')).toEqual(RECORD);
});

describe('a record with a secret', () => {
  it('is stored in the clear except for the secret, which is an envelope', async () => {
    const { memory, storage } = storageOver();
    await storage.set('key', RECORD);
    const kept = await memory.get('key');
    expect(kept).toEqual({ ...RECORD, tokens: await envelopeIn(memory) });
    expect(JSON.stringify(kept)).not.toContain('secret-access');
  });

  it('survives a round trip with any JSON as its secret', () =>
    fc.assert(
      fc.asyncProperty(fc.jsonValue({ stringUnit: anyUtf16 }), fc.string(), async (value, key) => {
        const { storage } = storageOver();
        const tokens: unknown = JSON.parse(JSON.stringify(value));
        await storage.set(key, { ...RECORD, tokens });
        expect(await storage.get(key)).toEqual({ ...RECORD, tokens });
      }),
    ));

  it('has a new envelope for each new secret', async () => {
    const { memory, storage } = storageOver();
    const envelopes: object[] = [];
    for (const tokens of ['one', 'two', 'one']) {
      await storage.set('key', { tokens });
      envelopes.push(await envelopeIn(memory));
    }
    expect(new Set(envelopes.map((envelope) => Object(envelope).iv)).size).toBe(3);
  });

  it('keeps its envelope if only an unbound property changes', async () => {
    const { memory, storage } = storageOver();
    await storage.set('key', RECORD);
    const before = await envelopeIn(memory);
    await storage.set('key', { ...RECORD, expiresAt: 8 });
    expect(await envelopeIn(memory)).toEqual(before);
    expect(await storage.get('key')).toEqual({ ...RECORD, expiresAt: 8 });
  });
});

it('calls no listener for the same record with its properties in another order', async () => {
  const memory = memoryStorage();
  // As Chromium's does, which sorts them.
  const set: StorageAdapter['set'] = (key, value) => memory.set(key, sorted(value));
  const storage = encryptedStorage({ ...memory, set }, { keys, ...TOKENS });
  const record = { zulu: 1, tokens: { zulu: 'z', alpha: 'a' }, alpha: { zulu: 1, alpha: 2 } };
  await storage.set('key', record);
  const listener = vi.fn();
  storage.subscribe('key', listener);
  await storage.set('key', record);
  expect(listener).not.toHaveBeenCalled();
});

function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const names = Object.keys(value).sort();
  return Object.fromEntries(names.map((name) => [name, sorted(Reflect.get(value, name))]));
}

describe('a value without a secret', () => {
  it.each([[{ user: 'Ada' }], [['tokens']], ['tokens'], [null], [{ nested: { tokens: 'open' } }]])(
    'is stored unchanged, without a key: %j',
    async (value) => {
      const { memory, storage } = storageOver({}, brokenKeys);
      await storage.set('key', value);
      expect(await memory.get('key')).toEqual(value);
      expect(await storage.get('key')).toEqual(value);
    },
  );
});

describe('a secret that was stored in the clear', () => {
  it.each([['access'], [{ access: 'x' }], [null], [['x']]])('is null, without a key: %j', async (tokens) => {
    const { memory, storage } = storageOver({}, brokenKeys);
    await memory.set('key', { ...RECORD, tokens });
    expect(await storage.get('key')).toEqual({ ...RECORD, tokens: null });
  });
});

describe('a secret that cannot be opened is null, and the rest is returned', () => {
  /** What is read of a record whose envelope is `changed` before. */
  async function readAfter(change: (envelope: object) => object): Promise<unknown> {
    const { memory, storage } = storageOver();
    await storage.set('key', RECORD);
    await memory.set('key', { ...RECORD, tokens: change(await envelopeIn(memory)) });
    return storage.get('key');
  }

  it('if the key is lost', async () => {
    const { memory, storage } = storageOver();
    await storage.set('key', RECORD);
    const other = encryptedStorage(memory, { keys: memoryKeyStore(), ...TOKENS });
    expect(await other.get('key')).toEqual({ ...RECORD, tokens: null });
  });

  it('if the envelope comes from another key of the storage', async () => {
    const { memory, storage } = storageOver();
    await storage.set('other', RECORD);
    await memory.set('key', await memory.get('other'));
    expect(await storage.get('key')).toEqual({ ...RECORD, tokens: null });
  });

  it.each([
    ['a property was changed', { version: 3 }],
    ['a property of a property was changed', { user: { name: 'Eve' } }],
    ['a property was added', { domain: 'evil.example' }],
    ['a property was removed', { user: undefined }],
  ])('if %s that is bound to it', async (_what, changes) => {
    const { memory, storage } = storageOver();
    await storage.set('key', RECORD);
    const changed = JSON.parse(JSON.stringify({ ...RECORD, ...changes, tokens: await envelopeIn(memory) }));
    await memory.set('key', changed);
    expect(await storage.get('key')).toEqual({ ...changed, tokens: null });
  });

  it.each([
    ['is of a newer version', { encrypted: 2 }],
    ['has another IV', { iv: 'AAAAAAAAAAAAAAAA' }],
  ])('if the envelope %s', async (_what, changes) => {
    expect(await readAfter((envelope) => ({ ...envelope, ...changes }))).toEqual({ ...RECORD, tokens: null });
  });
});

describe('a failure', () => {
  it('rejects without a key, and no secret is read or written', async () => {
    const memory = memoryStorage();
    await encryptedStorage(memory, { keys, ...TOKENS }).set('key', RECORD);
    const before = await memory.get('key');
    const storage = encryptedStorage(memory, { keys: brokenKeys, ...TOKENS });
    await expect(storage.get('key')).rejects.toThrow('no database');
    await expect(storage.set('key', { tokens: 'new' })).rejects.toThrow('no database');
    expect(await memory.get('key')).toEqual(before);
  });

  it.each(['get', 'set', 'remove'] as const)('rejects if the underlying storage does not %s', async (act) => {
    await expect(storageOver({ [act]: broken }).storage[act]('key', RECORD)).rejects.toThrow('disk');
  });

  it('does not prevent the next operation', async () => {
    const memory = memoryStorage();
    const set = vi.fn(memory.set).mockImplementationOnce(broken);
    const storage = encryptedStorage({ ...memory, set }, { keys, ...TOKENS });
    const [first, second] = await Promise.allSettled([
      storage.set('key', 'first'),
      storage.set('key', 'second'),
    ]);
    expect([first.status, second.status]).toEqual(['rejected', 'fulfilled']);
    expect(await storage.get('key')).toBe('second');
  });
});
