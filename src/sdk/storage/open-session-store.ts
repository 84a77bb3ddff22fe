import type { Config } from '../config.ts';
import { afterPrefetch } from './prefetch-session.ts';
import { sessionAdapter } from './session-adapter.ts';
import { createSessionReader, type SessionReader } from './session-reader.ts';
import { SESSION_KEY } from './session-record.ts';
import type { SettingsStore } from './settings-store.ts';

/** Session store for contexts that only show the session. It can't read tokens. */
export type ReadOnlySessionStore = Omit<SessionReader, 'find'>;

/** Returns the read-only session store for the build configuration `config`. */
export function createReadOnlySessionStore(
  config: Config,
  settings: Pick<SettingsStore, 'read'>,
): ReadOnlySessionStore {
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
