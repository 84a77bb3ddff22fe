import type { Config } from '../config.ts';
import { extensionStorage } from './extension-storage.ts';
import { SESSION_KEY } from './items.ts';
import { afterPrefetch } from './prefetch-session.ts';
import { createSessionReader, type SessionReader } from './session-reader.ts';
import type { SettingsStore } from './settings-store.ts';
import type { StorageAdapter } from './storage-adapter.ts';

/** Storage adapter of the session. */
interface SessionAdapter {
  readonly storage: StorageAdapter;
  /** Whether the session is in `storage.local`, which `prefetchSession` reads. */
  readonly isPrefetched: boolean;
}

/** Returns the adapter of the session. To use another adapter, change only this function: see docs/storage-adapters.md. */
export function sessionAdapter({ storage: area }: Pick<Config, 'storage'>): SessionAdapter {
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

/** Returns a function that reads the active configuration. */
export function activeOf(settings: Pick<SettingsStore, 'read'>): () => Promise<Config> {
  return async () => (await settings.read()).config;
}
