import type { Config } from '../config.ts';
import type { Application, SignedIn } from '../session/session.ts';
import { encryptedStorage } from './encrypted-storage.ts';
import { extensionStorage } from './extension-storage.ts';
import { afterFirstRead } from './first-read.ts';
import { readSettings } from './kept-settings.ts';
import { indexedDbKeyStore, type KeyStore } from './key-store.ts';
import type { Storage } from './port.ts';
import { reconcileSession } from './reconcile-session.ts';
import {
  createSessionStore,
  SECRET_PROPERTY,
  SESSION_KEY,
  type SessionStore,
  UNBOUND_PROPERTIES,
} from './session-store.ts';

/** Where the session is kept. To keep it elsewhere, exchange this line. */
const storageFor = extensionStorage;

/** Returns the session store of contexts that show the session: it cannot read tokens. */
export function createReadOnlySessionStore(built: Config): Pick<SessionStore, 'status' | 'subscribe'> {
  return createSessionStore(storageFor(built.storage), { active: activeFor(built) });
}

/**
 * Returns the session store of contexts that save the session and may read its tokens, which are encrypted on disk with
 * the key of `keys`. `onReplaced` as in `createSessionStore`.
 */
export function createSessionStoreWithTokens(
  built: Config,
  { keys, onReplaced }: { keys?: KeyStore; onReplaced?: (signedIn: SignedIn) => void } = {},
): SessionStore {
  const { storage, secrets } = placeOf(built, keys);
  return createSessionStore(storage, {
    active: activeFor(built),
    secrets,
    marks: storageFor('local'),
    ...(onReplaced && { onReplaced }),
  });
}

/**
 * Returns `status` for a popup that opens. The first answer does not wait for the settings, so it may be of a session of
 * another application: `correct` is called if it was. The record may have been requested already, by `first-read.ts`.
 */
export function statusAtOpening(
  { status }: Pick<SessionStore, 'status'>,
  built: Config,
  correct: () => void,
): SessionStore['status'] {
  const storage = storageFor(built.storage);
  const isPrefetched = storageFor === extensionStorage && built.storage === 'local';
  return afterFirstRead(status, { read: () => storage.get(SESSION_KEY), isPrefetched, correct });
}

/** Quarantines the stored session of `active` if its tokens cannot be opened: see `reconcileSession`. */
export function reconcileStoredSession(built: Config, active: Application): Promise<boolean> {
  return reconcileSession(active, placeOf(built));
}

function activeFor(built: Config): () => Promise<Config> {
  return async () => (await readSettings(built)).config;
}

function placeOf(
  { storage: area }: Config,
  keys: KeyStore = indexedDbKeyStore(),
): { storage: Storage; secrets: Storage } {
  const storage = storageFor(area);
  if (area === 'session') return { storage, secrets: storage };
  return {
    storage,
    secrets: encryptedStorage(storage, { keys, property: SECRET_PROPERTY, unbound: UNBOUND_PROPERTIES }),
  };
}
