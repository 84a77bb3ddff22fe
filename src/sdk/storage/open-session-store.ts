import type { Config, StorageArea } from '../config.ts';
import { extensionStorage } from './extension-storage.ts';
import { afterPrefetch } from './prefetch-session.ts';
import { createSessionReader, type SessionReader } from './session-reader.ts';
import { SESSION_KEY } from './session-record.ts';
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

/**
 * Returns `status` for a popup that opens. The first result does not wait for the settings, so it might be of a session of
 * another application: `correct` is called if it was. The record might have been requested already, by `prefetchSession`.
 */
export function statusAtOpening(
  { status }: Pick<SessionReader, 'status'>,
  { storage: area }: Config,
  correct: () => void,
  adapterOf: AdapterOf = extensionStorage,
): SessionReader['status'] {
  const isPrefetched = adapterOf === extensionStorage && area === 'local';
  return afterPrefetch(status, { read: () => adapterOf(area).get(SESSION_KEY), isPrefetched, correct });
}

/** Returns what reads the configuration that applies at the moment. */
export function activeOf(buildConfig: Config): () => Promise<Config> {
  return async () => (await readSettings(buildConfig)).config;
}
