import type { Config, StorageArea } from '../config.ts';
import type { SignedIn } from '../session/session.ts';
import { encryptedStorage } from './encrypted-storage.ts';
import { extensionStorage } from './extension-storage.ts';
import { indexedDbKeyStore, type KeyStore } from './key-store.ts';
import { afterPrefetch } from './prefetch-session.ts';
import { createSessionReader, type SessionReader } from './session-reader.ts';
import { SECRET_PROPERTY, SESSION_KEY, UNBOUND_PROPERTIES } from './session-record.ts';
import { createSessionStore, type SessionStore } from './session-store.ts';
import { readSettings } from './settings-store.ts';
import type { StorageAdapter } from './storage-adapter.ts';

/** Returns the storage of an area. */
export type AdapterOf = (area: StorageArea) => StorageAdapter;

/** Returns the session store of contexts that show the session: it cannot read tokens. */
export function createReadOnlySessionStore(
  buildConfig: Config,
  adapterOf: AdapterOf = extensionStorage,
): Omit<SessionReader, 'find'> {
  return createSessionReader(adapterOf(buildConfig.storage), { active: activeOf(buildConfig) });
}

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

/**
 * Returns `status` for a popup that opens. The first result does not wait for the settings, so it might be of a session of
 * another application: `correct` is called if it was. The record might have been requested already, by `prefetchSession`.
 */
export function statusAtOpening(
  { status }: Pick<SessionStore, 'status'>,
  { storage: area }: Config,
  correct: () => void,
  adapterOf: AdapterOf = extensionStorage,
): SessionStore['status'] {
  const isPrefetched = adapterOf === extensionStorage && area === 'local';
  return afterPrefetch(status, { read: () => adapterOf(area).get(SESSION_KEY), isPrefetched, correct });
}

function activeOf(buildConfig: Config): () => Promise<Config> {
  return async () => (await readSettings(buildConfig)).config;
}
