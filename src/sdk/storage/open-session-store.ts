import type { Config } from '../config.ts';
import { afterPrefetch } from './prefetch-session.ts';
import { sessionAdapter } from './session-adapter.ts';
import { createSessionReader, type SessionReader } from './session-reader.ts';
import { SESSION_KEY } from './session-record.ts';
import type { SettingsStore } from './settings-store.ts';

/** The session store of contexts that show the session: it cannot read tokens. */
export type ReadOnlySessionStore = Omit<SessionReader, 'find'>;

/** Returns the session store of contexts that show the session of the build `config`. */
export function createReadOnlySessionStore(
  config: Config,
  settings: Pick<SettingsStore, 'read'>,
): ReadOnlySessionStore {
  return createSessionReader(sessionAdapter(config).storage, { active: activeOf(settings) });
}

/**
 * Returns `status` for a popup that opens. The first result does not wait for the settings, so it might be of a session of
 * another application: `correct` is called if it was. The record might have been requested already, by `prefetchSession`.
 */
export function statusAtOpening(
  { status }: Pick<SessionReader, 'status'>,
  config: Config,
  correct: () => void,
): SessionReader['status'] {
  const { storage, isPrefetched } = sessionAdapter(config);
  return afterPrefetch(status, { read: () => storage.get(SESSION_KEY), isPrefetched, correct });
}

/** Returns what reads the configuration that applies at the moment. */
export function activeOf(settings: Pick<SettingsStore, 'read'>): () => Promise<Config> {
  return async () => (await settings.read()).config;
}
