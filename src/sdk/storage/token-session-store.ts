import type { Config } from '../config.ts';
import type { SignedIn } from '../session/session.ts';
import { encryptedStorage } from './encrypted-storage.ts';
import { extensionStorage } from './extension-storage.ts';
import { indexedDbKeyStore, type KeyStore } from './key-store.ts';
import { type AdapterOf, activeOf } from './open-session-store.ts';
import { SECRET_PROPERTY, UNBOUND_PROPERTIES } from './session-record.ts';
import { createSessionStore, type SessionStore } from './session-store.ts';

/** Options of `createSessionStoreWithTokens`. */
export interface TokenStoreOptions {
  /** The key for tokens on disk. */
  readonly keys?: KeyStore;
  readonly adapterOf?: AdapterOf;
  /** As in `createSessionStore`. */
  readonly onReplaced?: (signedIn: SignedIn) => void;
}

/** Returns the session store of contexts that save the session and may read its tokens, which are encrypted on disk. */
export function createSessionStoreWithTokens(
  buildConfig: Config,
  { keys = indexedDbKeyStore(), adapterOf = extensionStorage, ...options }: TokenStoreOptions = {},
): SessionStore {
  const storage = adapterOf(buildConfig.storage);
  const shared = { ...options, active: activeOf(buildConfig), marks: adapterOf('local') };
  if (buildConfig.storage === 'session') return createSessionStore(storage, shared);
  const encryption = { keys, property: SECRET_PROPERTY, unbound: UNBOUND_PROPERTIES };
  return createSessionStore(storage, {
    ...shared,
    secrets: encryptedStorage(storage, encryption),
    readKey: keys.key,
  });
}
