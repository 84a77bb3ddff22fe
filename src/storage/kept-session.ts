import type { StorageArea } from '../config.ts';
import type { Application } from '../session/session.ts';
import { encryptedStorage } from './encrypted-storage.ts';
import { extensionStorage } from './extension-storage.ts';
import { afterFirstRead } from './first-read.ts';
import { indexedDbKeyStore, type KeyStore } from './key-store.ts';
import type { Storage } from './port.ts';
import { type ReconcileResult, reconcileSession } from './reconcile-session.ts';
import {
  createSessionStore,
  SECRET_PROPERTY,
  type SessionStore,
  UNBOUND_PROPERTIES,
} from './session-store.ts';

/** Where the session is kept. To keep it elsewhere, exchange this line. */
const storageFor = extensionStorage;

/** What of a build's configuration its session depends on. */
interface Built {
  readonly storage: StorageArea;
}

/** The session for those who look at it: its tokens cannot be read. */
export function createReadOnlySessionStore(built: Built): Pick<SessionStore, 'status' | 'subscribe'> {
  return createSessionStore(storageFor(built.storage));
}

/** The session for those who save it and may read its tokens, which are encrypted on disk with the key of `keys`. */
export function createSessionStoreWithTokens(built: Built, keys?: KeyStore): SessionStore {
  const { storage, secrets } = placeOf(built, keys);
  return createSessionStore(storage, { secrets });
}

/**
 * What the session is when the popup opens: `status`, whose first answer may have been asked for already, by
 * `first-read.ts`, where the session is kept in the browser's storage.
 */
export function statusAtOpening(
  { status }: Pick<SessionStore, 'status'>,
  built: Built,
): SessionStore['status'] {
  return storageFor === extensionStorage ? afterFirstRead(status, built) : status;
}

/** Sees that the kept session can be used, and is one of `application`: see `reconcile-session.ts`. */
export function reconcileStoredSession(
  built: Built,
  application: Application,
): Promise<ReconcileResult | null> {
  return reconcileSession(application, placeOf(built));
}

function placeOf(
  { storage: area }: Built,
  keys: KeyStore = indexedDbKeyStore(),
): { storage: Storage; secrets: Storage } {
  const storage = storageFor(area);
  if (area === 'session') return { storage, secrets: storage };
  return {
    storage,
    secrets: encryptedStorage(storage, { keys, property: SECRET_PROPERTY, unbound: UNBOUND_PROPERTIES }),
  };
}
