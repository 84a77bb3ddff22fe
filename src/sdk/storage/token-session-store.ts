import type { Config } from '../config.ts';
import type { SignedIn } from '../session/session.ts';
import { encryptedStorage } from './encrypted-storage.ts';
import { extensionStorage } from './extension-storage.ts';
import { indexedDbKeyStore } from './key-store.ts';
import { activeOf } from './open-session-store.ts';
import { sessionAdapter } from './session-adapter.ts';
import { SECRET_PROPERTY, UNBOUND_PROPERTIES } from './session-record.ts';
import { createSessionStore, type SessionStore } from './session-store.ts';
import { createSettingsStore, type SettingsStore } from './settings-store.ts';

/** Options of `createSessionStoreWithTokens`. */
export interface TokenStoreOptions {
  readonly settings?: Pick<SettingsStore, 'read'>;
  /** As in `Encryption`. */
  readonly rereadsKey?: boolean;
  /** As in `SessionStoreDeps`. */
  readonly onReplaced?: (signedIn: SignedIn) => void;
}

/** Returns the session store for contexts that save the session and read its tokens. Tokens on disk are encrypted. */
export function createSessionStoreWithTokens(
  config: Config,
  { settings = createSettingsStore(config), rereadsKey = false, ...options }: TokenStoreOptions = {},
): SessionStore {
  const { storage } = sessionAdapter(config);
  const shared = { ...options, active: activeOf(settings), marks: extensionStorage('local') };
  if (config.storage === 'session') return createSessionStore(storage, shared);
  const keys = indexedDbKeyStore();
  const encryption = { keys, rereadsKey, property: SECRET_PROPERTY, unbound: UNBOUND_PROPERTIES };
  return createSessionStore(storage, {
    ...shared,
    secrets: encryptedStorage(storage, encryption),
    readKey: keys.key,
  });
}
