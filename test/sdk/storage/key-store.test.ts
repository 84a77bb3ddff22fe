import { IDBFactory } from 'fake-indexeddb';
import { describe, expect, it, vi } from 'vitest';
import { open, seal } from '../../../src/sdk/storage/envelope.ts';
import { indexedDbKeyStore } from '../../../src/sdk/storage/key-store.ts';

/** Whether both are the same key: what one encrypts, the other decrypts. */
async function areTheSame(one: CryptoKey, other: CryptoKey): Promise<boolean> {
  const envelope = await seal(one, 'text', 'place');
  return open(other, envelope, 'place').then(
    (text) => text === 'text',
    () => false,
  );
}

/** A connection to the database, which `create` makes if there is none. */
function connect(
  factory: IDBFactory,
  { version = 1, create = () => {} }: { version?: number; create?: (database: IDBDatabase) => void } = {},
): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = factory.open('latchkey', version);
    request.onupgradeneeded = () => create(request.result);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** Deletes the database; whether that had to wait for a connection that was still open. */
function deletionWasBlocked(factory: IDBFactory): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const request = factory.deleteDatabase('latchkey');
    request.onblocked = () => resolve(true);
    request.onsuccess = () => resolve(false);
    request.onerror = () => reject(request.error);
  });
}

describe('the key', () => {
  it('is a non-extractable AES-GCM key of 256 bits that encrypts and decrypts', async () => {
    const key = await indexedDbKeyStore('latchkey', new IDBFactory()).key();
    expect(key).toMatchObject({
      algorithm: { name: 'AES-GCM', length: 256 },
      extractable: false,
      usages: ['encrypt', 'decrypt'],
    });
    await expect(crypto.subtle.exportKey('raw', key)).rejects.toThrow('not extractable');
  });

  it('is the same for simultaneous first callers', async () => {
    const factory = new IDBFactory();
    const generate = vi.spyOn(crypto.subtle, 'generateKey');
    const ask = () => indexedDbKeyStore('latchkey', factory).key();
    const [first, ...others] = await Promise.all([ask(), ask(), ask()]);
    expect(generate).toHaveBeenCalledTimes(3);
    for (const key of [...others, await ask()]) expect(await areTheSame(first, key)).toBe(true);
  });

  it('is read once per context, until it is forgotten or could not be read', async () => {
    const factory = new IDBFactory();
    const open = vi.spyOn(factory, 'open');
    const keys = indexedDbKeyStore('latchkey', factory);
    open.mockImplementationOnce(() => {
      throw new Error('The disk is busy.');
    });
    await expect(keys.key()).rejects.toThrow('busy');
    await Promise.all([keys.key(), keys.key()]);
    await keys.key();
    expect(open).toHaveBeenCalledTimes(2);
    keys.forget();
    await keys.key();
    expect(open).toHaveBeenCalledTimes(3);
  });
});

describe('the database', () => {
  it('is closed once the key is read', async () => {
    const factory = new IDBFactory();
    await indexedDbKeyStore('latchkey', factory).key();
    expect(await deletionWasBlocked(factory)).toBe(false);
  });

  it('is closed if it opens too late', async () => {
    const factory = new IDBFactory();
    const older = await connect(factory);
    const openIt = factory.open.bind(factory);
    vi.spyOn(factory, 'open').mockImplementationOnce((name) => openIt(name, 2));
    await expect(indexedDbKeyStore('latchkey', factory).key()).rejects.toThrow('open elsewhere');
    older.close();
    (await connect(factory, { version: 2 })).close();
    expect(await deletionWasBlocked(factory)).toBe(false);
  });
});

describe('key rejects', () => {
  it('if the browser refuses the database', async () => {
    const factory = new IDBFactory();
    const refused = new DOMException('not here', 'SecurityError');
    vi.spyOn(factory, 'open').mockImplementation(() => {
      throw refused;
    });
    await expect(indexedDbKeyStore('latchkey', factory).key()).rejects.toBe(refused);
  });

  it('if another value is stored', async () => {
    const factory = new IDBFactory();
    const create = (database: IDBDatabase) => database.createObjectStore('keys').add('no key', 'storage');
    (await connect(factory, { create })).close();
    await expect(indexedDbKeyStore('latchkey', factory).key()).rejects.toThrow('something else than a key');
  });
});

it('key rejects if the database does not respond', async () => {
  vi.useFakeTimers();
  const factory = { open: () => ({}) } as unknown as IDBFactory;
  const key = expect(indexedDbKeyStore('latchkey', factory).key()).rejects.toThrow('No answer');
  await vi.advanceTimersByTimeAsync(10_000);
  await key;
  vi.useRealTimers();
});
