import type { Config } from '../config.ts';
import { extensionStorage } from './extension-storage.ts';
import { afterPrefetch } from './prefetch-session.ts';
import { createSessionReader, type SessionReader } from './session-reader.ts';
import { SESSION_KEY } from './session-record.ts';
import type { SettingsStore } from './settings-store.ts';

/** The session store of contexts that show the session: it cannot read tokens. */
export type ReadOnlySessionStore = Omit<SessionReader, 'find'>;

/** Returns the session store of contexts that show the session of the build `config`. */
export function createReadOnlySessionStore(
  { storage }: Config,
  settings: Pick<SettingsStore, 'read'>,
): ReadOnlySessionStore {
  return createSessionReader(extensionStorage(storage), { active: activeOf(settings) });
}

/**
 * Returns `status` for a popup that opens. The first result does not wait for the settings, so it might be of a session of
 * another application: `correct` is called if it was. The record might have been requested already, by `prefetchSession`.
 */
export function statusAtOpening(
  { status }: Pick<SessionReader, 'status'>,
  { storage: area }: Config,
  correct: () => void,
): SessionReader['status'] {
  const read = () => extensionStorage(area).get(SESSION_KEY);
  return afterPrefetch(status, { read, isPrefetched: area === 'local', correct });
}

/** Returns what reads the configuration that applies at the moment. */
export function activeOf(settings: Pick<SettingsStore, 'read'>): () => Promise<Config> {
  return async () => (await settings.read()).config;
}
