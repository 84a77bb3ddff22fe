import type { Config } from '../config.ts';
import { extensionStorage } from './extension-storage.ts';
import type { StorageAdapter } from './storage-adapter.ts';

/** Storage adapter of the session. */
export interface SessionAdapter {
  readonly storage: StorageAdapter;
  /** Whether the session is in `storage.local`, which `prefetchSession` reads. */
  readonly isPrefetched: boolean;
}

/** Returns the adapter of the session. To use another adapter, change only this function: see docs/storage-adapters.md. */
export function sessionAdapter({ storage: area }: Pick<Config, 'storage'>): SessionAdapter {
  return { storage: extensionStorage(area), isPrefetched: area === 'local' };
}
