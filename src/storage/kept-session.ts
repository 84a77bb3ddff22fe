import type { StorageArea } from '../config.ts';
import { encryptedStorage } from './encrypted-storage.ts';
import { extensionStorage } from './extension-storage.ts';
import { indexedDbKeyStore } from './key-store.ts';
import { createSessionStore, SECRET_PROPERTY, type SessionStore } from './session-store.ts';

/** Where the session is kept. To keep it elsewhere, exchange this line. */
const storageFor = extensionStorage;

/** The session for those who look at it: its tokens cannot be read. */
export function createOpenSessionStore(area: StorageArea): Pick<SessionStore, 'status' | 'subscribe'> {
  return createSessionStore(storageFor(area));
}

/** The session for those who save it and may read its tokens, which are encrypted on disk. */
export function createSecretSessionStore(area: StorageArea): SessionStore {
  const storage = storageFor(area);
  if (area === 'session') return createSessionStore(storage);
  const secrets = encryptedStorage(storage, { keys: indexedDbKeyStore(), property: SECRET_PROPERTY });
  return createSessionStore(storage, { secrets });
}
