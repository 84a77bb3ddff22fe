import { IDBFactory } from 'fake-indexeddb';
import { describe, expect, it, vi } from 'vitest';
import { indexedDbKeyStore } from '../../../src/sdk/storage/key-store.ts';

/** Opens the database of a key store and closes it again. `create` fills a new one. */
function openAndClose(
  factory: IDBFactory,
  { version = 1, create = () => {} }: { version?: number; create?: (database: IDBDatabase) => void } = {},
): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = factory.open('latchkey', version);
    request.onupgradeneeded = () => create(request.result);
    request.onsuccess = () => resolve(request.result.close());
    request.onerror = () => reject(request.error);
  });
}

/** Deletes the database. Resolves with whether an open connection blocked that. */
function deletionWasBlocked(factory: IDBFactory): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const request = factory.deleteDatabase('latchkey');
    request.onblocked = () => resolve(true);
    request.onsuccess = () => resolve(false);
    request.onerror = () => reject(request.error);
  });
}

describe('indexedDbKeyStore', () => {
  it('generates an AES-GCM key of 256 bits that no script can export, and closes the database', async () => {
    const factory = new IDBFactory();
    const key = await indexedDbKeyStore('latchkey', factory).key();
    expect(key).toMatchObject({
      algorithm: { name: 'AES-GCM', length: 256 },
      extractable: false,
      usages: ['encrypt', 'decrypt'],
    });
    await expect(crypto.subtle.exportKey('raw', key)).rejects.toThrow('not extractable');
    expect(await deletionWasBlocked(factory)).toBe(false);
  });

  it('returns the same key to contexts that first need it at the same time', async () => {
    const factory = new IDBFactory();
    const generate = vi.spyOn(crypto.subtle, 'generateKey');
    const readKey = () => indexedDbKeyStore('latchkey', factory).key();
    const keys = [...(await Promise.all([readKey(), readKey(), readKey()])), await readKey()];
    expect(generate).toHaveBeenCalledTimes(3);
    const algorithm = { name: 'AES-GCM', iv: new Uint8Array(12) };
    const [first = await readKey()] = keys;
    const encrypted = await crypto.subtle.encrypt(algorithm, first, new Uint8Array(1));
    for (const key of keys)
      await expect(crypto.subtle.decrypt(algorithm, key, encrypted)).resolves.toBeDefined();
  });

  it('reads the key once, unless reading failed or the key was forgotten', async () => {
    const factory = new IDBFactory();
    const open = vi.spyOn(factory, 'open');
    const keys = indexedDbKeyStore('latchkey', factory);
    open.mockImplementationOnce(() => {
      throw new DOMException('not here', 'SecurityError');
    });
    await expect(keys.key()).rejects.toMatchObject({ name: 'SecurityError' });
    await Promise.all([keys.key(), keys.key()]);
    await keys.key();
    expect(open).toHaveBeenCalledTimes(2);
    keys.forget();
    await keys.key();
    expect(open).toHaveBeenCalledTimes(3);
  });

  it('closes a database that opens after the key store has rejected', async () => {
    const factory = new IDBFactory();
    const older = factory.open('latchkey', 1);
    await new Promise((resolve) => older.addEventListener('success', resolve));
    const openDatabase = factory.open.bind(factory);
    vi.spyOn(factory, 'open').mockImplementationOnce((name) => openDatabase(name, 2));
    await expect(indexedDbKeyStore('latchkey', factory).key()).rejects.toThrow('open elsewhere');
    older.result.close();
    await openAndClose(factory, { version: 2 });
    expect(await deletionWasBlocked(factory)).toBe(false);
  });

  it('rejects if the database has another value instead of a key', async () => {
    const factory = new IDBFactory();
    const create = (database: IDBDatabase) => database.createObjectStore('keys').add('no key', 'storage');
    await openAndClose(factory, { create });
    await expect(indexedDbKeyStore('latchkey', factory).key()).rejects.toThrow('something else than a key');
  });

  it('rejects if the database does not respond within ten seconds', async () => {
    vi.useFakeTimers();
    const factory = { open: () => ({}) } as unknown as IDBFactory;
    const key = expect(indexedDbKeyStore('latchkey', factory).key()).rejects.toThrow('No response');
    await vi.advanceTimersByTimeAsync(10_000);
    await key;
    vi.useRealTimers();
  });
});
