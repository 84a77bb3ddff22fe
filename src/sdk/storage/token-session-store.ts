import type { Config } from '../config.ts';
import { encryptedStorage } from './encrypted-storage.ts';
import { extensionStorage } from './extension-storage.ts';
import { indexedDbKeyStore } from './key-store.ts';
import { activeOf, sessionAdapter } from './open-session-store.ts';
import { createSessionStore, type SessionStore, type SessionStoreDeps } from './session-store.ts';
import { createSettingsStore, type SettingsStore } from './settings-store.ts';

interface TokenStoreOptions extends Pick<SessionStoreDeps, 'onReplaced'> {
  readonly settings?: Pick<SettingsStore, 'read'>;
  /** As in `encryptedStorage`. */
  readonly rereadsKey?: boolean;
}

/**
 * Returns the session store for contexts that save the session and read its tokens. Tokens on disk are encrypted. In a module of its
 * own, because a popup that only shows the session doesn't load it.
 */
export function createSessionStoreWithTokens(
  config: Config,
  { settings = createSettingsStore(config), rereadsKey = false, ...options }: TokenStoreOptions = {},
): SessionStore {
  const { storage } = sessionAdapter(config);
  const deps = { ...options, active: activeOf(settings), marks: extensionStorage('local') };
  if (config.storage === 'session') return createSessionStore(storage, deps);
  const keys = indexedDbKeyStore();
  const secrets = encryptedStorage(storage, { keys, rereadsKey });
  return createSessionStore(storage, { ...deps, secrets, readKey: keys.key });
}
