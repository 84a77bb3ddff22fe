import type { StorageArea } from '../config.ts';
import { encryptedStorage } from './encrypted-storage.ts';
import { extensionStorage } from './extension-storage.ts';
import { indexedDbKeyStore } from './key-store.ts';
import { createSessionStore, SECRET_PROPERTY, type SessionStore } from './session-store.ts';

/**
 * The session where this build keeps it, for those who save it and who may read its tokens: encrypted on disk, as it
 * is in memory. To keep it elsewhere, exchange the adapter here and in the places that only read.
 */
export function createSecretSessionStore(area: StorageArea): SessionStore {
  const storage = extensionStorage(area);
  const secrets =
    area === 'local'
      ? encryptedStorage(storage, { keys: indexedDbKeyStore(), property: SECRET_PROPERTY })
      : storage;
  return createSessionStore(storage, { secrets });
}
