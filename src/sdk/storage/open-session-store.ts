import type { Config } from '../config.ts';
import { encryptedStorage } from './encrypted-storage.ts';
import { extensionStorage } from './extension-storage.ts';
import { SECRET_PROPERTY, SESSION_KEY, UNBOUND_PROPERTIES } from './items.ts';
import { indexedDbKeyStore } from './key-store.ts';
import { afterPrefetch } from './prefetch-session.ts';
import { createSessionReader, type SessionReader } from './session-reader.ts';
import { createSessionStore, type SessionStore, type SessionStoreDeps } from './session-store.ts';
import { createSettingsStore, type SettingsStore } from './settings-store.ts';
import type { StorageAdapter } from './storage-adapter.ts';

/** Storage adapter of the session. */
interface SessionAdapter {
  readonly storage: StorageAdapter;
  /** Whether the session is in `storage.local`, which `prefetchSession` reads. */
  readonly isPrefetched: boolean;
}

/** Returns the adapter of the session. To use another adapter, change only this function: see docs/storage-adapters.md. */
function sessionAdapter({ storage: area }: Pick<Config, 'storage'>): SessionAdapter {
  return { storage: extensionStorage(area), isPrefetched: area === 'local' };
}

/** Returns the session store for contexts that only show the session. It can't read tokens. */
export function createReadOnlySessionStore(
  config: Config,
  settings: Pick<SettingsStore, 'read'>,
): SessionReader {
  return createSessionReader(sessionAdapter(config).storage, { active: activeOf(settings) });
}

/**
 * Returns `status` for a popup that opens. The first result doesn't wait for the settings, so its session might belong to another
 * application. In that case, `correct` is called. The record might already have been requested by `prefetchSession`.
 */
export function statusAtOpening(
  { status }: Pick<SessionReader, 'status'>,
  config: Config,
  correct: () => void,
): SessionReader['status'] {
  const { storage, isPrefetched } = sessionAdapter(config);
  return afterPrefetch(status, { read: () => storage.get(SESSION_KEY), isPrefetched, correct });
}

/** Options of `createSessionStoreWithTokens`. */
export interface TokenStoreOptions extends Pick<SessionStoreDeps, 'onReplaced'> {
  readonly settings?: Pick<SettingsStore, 'read'>;
  /** As in `Encryption`. */
  readonly rereadsKey?: boolean;
}

/** Returns the session store for contexts that save the session and read its tokens. Tokens on disk are encrypted. */
export function createSessionStoreWithTokens(
  config: Config,
  { settings = createSettingsStore(config), rereadsKey = false, ...options }: TokenStoreOptions = {},
): SessionStore {
  const { storage } = sessionAdapter(config);
  const deps = { ...options, active: activeOf(settings), marks: extensionStorage('local') };
  if (config.storage === 'session') return createSessionStore(storage, deps);
  const keys = indexedDbKeyStore();
  const encryption = { keys, rereadsKey, property: SECRET_PROPERTY, unbound: UNBOUND_PROPERTIES };
  const secrets = encryptedStorage(storage, encryption);
  return createSessionStore(storage, { ...deps, secrets, readKey: keys.key });
}

/** Returns a function that reads the active configuration. */
function activeOf(settings: Pick<SettingsStore, 'read'>): () => Promise<Config> {
  return async () => (await settings.read()).config;
}
