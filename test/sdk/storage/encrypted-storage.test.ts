import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { encryptedStorage } from '../../../src/sdk/storage/encrypted-storage.ts';
import type { KeyStore } from '../../../src/sdk/storage/key-store.ts';
import { memoryStorage } from '../../../src/sdk/storage/memory-storage.ts';
import type { StorageAdapter } from '../../../src/sdk/storage/storage-adapter.ts';
import { describeStorageContract } from './contract.ts';

/** Returns a key store with one key, in memory. */
function memoryKeyStore(): KeyStore {
  const key = crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
  return { key: () => key, forget() {} };
}

const keys = memoryKeyStore();

/** A storage that stores every value as the `tokens` of an object. */
function secretsOf(storage: StorageAdapter): StorageAdapter {
  return {
    ...storage,
    async get(key) {
      const value = await storage.get(key);
      return value === undefined ? undefined : Object(value).tokens;
    },
    set: (key, tokens) => storage.set(key, { tokens }),
  };
}

const encrypting = () => encryptedStorage(memoryStorage(), { keys });

describeStorageContract('encrypted storage of values without a secret', encrypting);
describeStorageContract('encrypted storage of secrets', () => secretsOf(encrypting()));

const RECORD = { version: 2, user: { name: 'Ada' }, tokens: { access: 'secret-access' }, expiresAt: 7 };
const UNREADABLE = { ...RECORD, tokens: null };

/** An encrypted storage of `tokens` over a storage in memory with `changes`. */
function open({ changes = {}, memory = memoryStorage(), ...options }: OpenOptions = {}) {
  return { memory, storage: encryptedStorage({ ...memory, ...changes }, { keys, ...options }) };
}

interface OpenOptions {
  readonly changes?: Partial<StorageAdapter>;
  readonly memory?: StorageAdapter;
  readonly keys?: KeyStore;
  readonly rereadsKey?: boolean;
}

const envelopeIn = async (memory: StorageAdapter): Promise<{ iv: string; data: string }> =>
  Object(await memory.get('key')).tokens;

/** Any UTF-16 code unit, including lone surrogates. */
const anyUtf16 = fc.nat(0xffff).map((unit) => String.fromCharCode(unit));

const broken = () => Promise.reject(new Error('disk'));
const brokenKeys: KeyStore = { key: () => Promise.reject(new Error('no database')), forget() {} };

/** A key store that caches `cached` and reads `stored` after `forget`. */
function cachingKeys(cached: KeyStore, stored: () => KeyStore): KeyStore {
  let current = cached;
  return {
    key: () => current.key(),
    forget() {
      current = stored();
    },
  };
}

describe('encryptedStorage', () => {
  it('encrypts only the secret, with AES-GCM', async () => {
    const { memory, storage } = open();
    await storage.set('key', RECORD);
    const { iv, data, ...version } = await envelopeIn(memory);
    expect(version).toEqual({ encrypted: 1 });
    expect(iv).toMatch(/^[\w-]{16}$/);
    const { length } = JSON.stringify(RECORD.tokens);
    expect(Buffer.from(data, 'base64url')).toHaveLength(length + 16);
    expect(await memory.get('key')).toEqual({ ...RECORD, tokens: { encrypted: 1, iv, data } });
  });

  it('returns any JSON secret as it was stored', () =>
    fc.assert(
      fc.asyncProperty(fc.jsonValue({ stringUnit: anyUtf16 }), fc.string(), async (value, key) => {
        const { storage } = open();
        const tokens: unknown = JSON.parse(JSON.stringify(value));
        await storage.set(key, { ...RECORD, tokens });
        expect(await storage.get(key)).toEqual({ ...RECORD, tokens });
      }),
    ));

  it('uses another IV for each secret, even if it was stored before', async () => {
    const { memory, storage } = open();
    const ivs: string[] = [];
    for (const tokens of ['one', 'two', 'one']) {
      await storage.set('key', { tokens });
      ivs.push((await envelopeIn(memory)).iv);
    }
    expect(new Set(ivs).size).toBe(3);
  });

  it('keeps the envelope if only an unbound property changes', async () => {
    const { memory, storage } = open();
    await storage.set('key', RECORD);
    const before = await envelopeIn(memory);
    await storage.set('key', { ...RECORD, expiresAt: 8 });
    expect(await envelopeIn(memory)).toEqual(before);
    expect(await storage.get('key')).toEqual({ ...RECORD, expiresAt: 8 });
  });

  it('reports no change of an equal record, even if the storage sorts the properties, as Chromium does', async () => {
    const memory = memoryStorage();
    const set: StorageAdapter['set'] = (key, value) => memory.set(key, sorted(value));
    const { storage } = open({ memory, changes: { set } });
    const record = { zulu: 1, tokens: { zulu: 'z', alpha: 'a' }, alpha: { zulu: 1, alpha: 2 } };
    await storage.set('key', record);
    const listener = vi.fn();
    storage.subscribe('key', listener);
    await storage.set('key', record);
    expect(listener).not.toHaveBeenCalled();
  });

  it('encrypts with the stored key if the cached one was removed with the site data', async () => {
    const stored = [memoryKeyStore(), memoryKeyStore()] as const;
    let current: KeyStore = stored[0];
    const { memory, storage } = open({ keys: cachingKeys(current, () => current), rereadsKey: true });
    await storage.set('key', RECORD);
    current = stored[1];
    await storage.set('key', { ...RECORD, expiresAt: 8 });
    expect(await open({ memory, keys: current }).storage.get('key')).toEqual({ ...RECORD, expiresAt: 8 });
  });

  it('decrypts with the stored key if another context has generated a new one', async () => {
    const { memory, storage } = open();
    await storage.set('key', RECORD);
    const other = open({ memory, keys: cachingKeys(memoryKeyStore(), () => keys) });
    expect(await other.storage.get('key')).toEqual(RECORD);
  });

  it.each([[{ user: 'Ada' }], [['tokens']], ['tokens'], [null], [{ nested: { tokens: 'open' } }]])(
    'stores a value without a secret unchanged and without a key: %j',
    async (value) => {
      const { memory, storage } = open({ keys: brokenKeys });
      await storage.set('key', value);
      expect(await memory.get('key')).toEqual(value);
      expect(await storage.get('key')).toEqual(value);
    },
  );

  it.each([['access'], [{ access: 'x' }], [null], [{ encrypted: 1, iv: 'A', data: [1] }]])(
    'returns null for the secret %j, which is no envelope, without a key',
    async (tokens) => {
      const { memory, storage } = open({ keys: brokenKeys });
      await memory.set('key', { ...RECORD, tokens });
      expect(await storage.get('key')).toEqual(UNREADABLE);
    },
  );

  it('returns null for the secret if its key is lost', async () => {
    const { memory, storage } = open();
    await storage.set('key', RECORD);
    expect(await open({ memory, keys: memoryKeyStore() }).storage.get('key')).toEqual(UNREADABLE);
  });

  it('returns null for the secret if the record was moved to another storage key', async () => {
    const { memory, storage } = open();
    await storage.set('other', RECORD);
    await memory.set('key', await memory.get('other'));
    expect(await storage.get('key')).toEqual(UNREADABLE);
  });

  it.each([
    ['was changed', { version: 3 }],
    ['has a changed property', { user: { name: 'Eve' } }],
    ['was added', { domain: 'evil.example' }],
    ['was removed', { user: undefined }],
  ])('returns null for the secret if a bound property %s', async (_name, changes) => {
    const { memory, storage } = open();
    await storage.set('key', RECORD);
    const changed = JSON.parse(JSON.stringify({ ...RECORD, ...changes, tokens: await envelopeIn(memory) }));
    await memory.set('key', changed);
    expect(await storage.get('key')).toEqual({ ...changed, tokens: null });
  });

  it.each([
    ['a newer version', { encrypted: 2 }],
    ['another IV', { iv: 'AAAAAAAAAAAAAAAA' }],
    ['an IV that is not base64url', { iv: '!' }],
    ['other data', { data: 'A'.repeat(64) }],
  ])('returns null for the secret if the envelope has %s', async (_name, changes) => {
    const { memory, storage } = open();
    await storage.set('key', RECORD);
    await memory.set('key', { ...RECORD, tokens: { ...(await envelopeIn(memory)), ...changes } });
    expect(await storage.get('key')).toEqual(UNREADABLE);
  });

  it('rejects and changes nothing if the key cannot be read', async () => {
    const { memory, storage } = open();
    await storage.set('key', RECORD);
    const before = await memory.get('key');
    const withoutKey = open({ memory, keys: brokenKeys }).storage;
    await expect(withoutKey.get('key')).rejects.toThrow('no database');
    await expect(withoutKey.set('key', { tokens: 'new' })).rejects.toThrow('no database');
    expect(await memory.get('key')).toEqual(before);
  });

  it.each(['get', 'set', 'remove'] as const)('rejects if the inner storage rejects %s', async (method) => {
    await expect(open({ changes: { [method]: broken } }).storage[method]('key', RECORD)).rejects.toThrow(
      'disk',
    );
  });

  it('continues after a failed write', async () => {
    const memory = memoryStorage();
    const set = vi.fn(memory.set).mockImplementationOnce(broken);
    const { storage } = open({ memory, changes: { set } });
    const writes = [storage.set('key', 'first'), storage.set('key', 'second')];
    expect((await Promise.allSettled(writes)).map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
    expect(await storage.get('key')).toBe('second');
  });
});

function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const names = Object.keys(value).sort();
  return Object.fromEntries(names.map((name) => [name, sorted(Reflect.get(value, name))]));
}
