import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { indexedDbKeyStore } from '../../../src/sdk/storage/key-store.ts';
import { MemoryLocks } from '../../support/unit/locks.ts';

/** Deletes the database. Resolves with whether an open connection blocked that. */
function deletionWasBlocked(factory: IDBFactory): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const request = factory.deleteDatabase('latchkey');
    request.onblocked = () => resolve(true);
    request.onsuccess = () => resolve(false);
    request.onerror = () => reject(request.error);
  });
}

beforeEach(() => void vi.stubGlobal('navigator', { locks: new MemoryLocks() }));

describe('indexedDbKeyStore', () => {
  it('generates an AES-GCM key of 256 bits that no script can export, and closes the database', async () => {
    const factory = new IDBFactory();
    const key = await indexedDbKeyStore(factory).key();
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
    const readKey = () => indexedDbKeyStore(factory).key();
    const keys = [...(await Promise.all([readKey(), readKey(), readKey()])), await readKey()];
    expect(generate).toHaveBeenCalledTimes(1);
    const algorithm = { name: 'AES-GCM', iv: new Uint8Array(12) };
    const [first = await readKey()] = keys;
    const encrypted = await crypto.subtle.encrypt(algorithm, first, new Uint8Array(1));
    for (const key of keys)
      await expect(crypto.subtle.decrypt(algorithm, key, encrypted)).resolves.toBeDefined();
  });

  it('reads the key once, unless reading failed or the key was forgotten', async () => {
    const factory = new IDBFactory();
    const open = vi.spyOn(factory, 'open');
    const keys = indexedDbKeyStore(factory);
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

  it('rejects if the database has another value instead of a key', async () => {
    const factory = new IDBFactory();
    const request = factory.open('latchkey', 1);
    request.onupgradeneeded = () => request.result.createObjectStore('keys').add('no key', 'storage');
    await new Promise((resolve) => request.addEventListener('success', resolve));
    request.result.close();
    await expect(indexedDbKeyStore(factory).key()).rejects.toThrow('something else than a key');
  });

  it('rejects if the database does not respond within ten seconds', async () => {
    vi.useFakeTimers();
    const factory = { open: () => ({}) } as unknown as IDBFactory;
    const key = expect(indexedDbKeyStore(factory).key()).rejects.toThrow('No response');
    await vi.advanceTimersByTimeAsync(10_000);
    await key;
    vi.useRealTimers();
  });
});
