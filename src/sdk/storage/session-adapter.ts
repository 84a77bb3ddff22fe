import type { Config } from '../config.ts';
import { extensionStorage } from './extension-storage.ts';
import type { StorageAdapter } from './storage-adapter.ts';

/** Where the session is stored. */
export interface SessionAdapter {
  readonly storage: StorageAdapter;
  /** Whether `prefetchSession`, which reads `storage.local`, reads the same place. */
  readonly isPrefetched: boolean;
}

/** Returns the adapter of the session. It is exchanged here alone: see docs/storage-adapters.md. */
export function sessionAdapter({ storage: area }: Pick<Config, 'storage'>): SessionAdapter {
  return { storage: extensionStorage(area), isPrefetched: area === 'local' };
}
