/** Stores sessions in the fake browser as the extension does: with tokens that the key in IndexedDB opens. */
import { encryptedStorage } from '../../../src/sdk/storage/encrypted-storage.ts';
import { SESSION_KEY } from '../../../src/sdk/storage/items.ts';
import { indexedDbKeyStore } from '../../../src/sdk/storage/key-store.ts';
import { memoryStorage } from '../../../src/sdk/storage/memory-storage.ts';
import type { StorageAdapter } from '../../../src/sdk/storage/storage-adapter.ts';

interface FakeBrowser {
  readonly storage: {
    readonly local: {
      get(key: string): Promise<Record<string, unknown>>;
      set(items: Record<string, unknown>): Promise<void>;
    };
  };
}

/** Stores `record` with its tokens encrypted. */
export function storeSealed(browser: FakeBrowser, record: unknown): Promise<void> {
  return sealed(browser).set(SESSION_KEY, record);
}

/** Returns the stored record with its tokens decrypted. */
export function readSealed(browser: FakeBrowser): Promise<unknown> {
  return sealed(browser).get(SESSION_KEY);
}

function sealed({ storage: { local } }: FakeBrowser): StorageAdapter {
  const inner: StorageAdapter = {
    ...memoryStorage(),
    get: async (key) => (await local.get(key))[key],
    set: (key, value) => local.set({ [key]: value }),
  };
  return encryptedStorage(inner, { keys: indexedDbKeyStore() });
}
