import type { Config } from '../config.ts';
import { parseStoredSession } from '../session/parse.ts';
import type { SignInRequest } from '../session/session.ts';
import { type SessionStatus, statusAt, storedFor } from '../session/status.ts';
import { extensionStorage } from './extension-storage.ts';
import { SESSION_KEY } from './items.ts';
import { takePrefetched } from './prefetch-session.ts';
import type { SettingsStore } from './settings-store.ts';
import type { StorageAdapter } from './storage-adapter.ts';

export type SessionReader = ReturnType<typeof createSessionReader>;

/** Returns a reader of the session in `storage` without its tokens. `active` as in `SessionStoreDeps`. */
export function createSessionReader(
  storage: StorageAdapter,
  { active, now = Date.now }: { readonly active: () => Promise<SignInRequest>; readonly now?: () => number },
) {
  return {
    /** Returns the status of the active application's session. Never rejects: if the storage fails, it is `unreadable`. */
    async status(): Promise<SessionStatus> {
      try {
        return statusAt(storedFor(await active(), parseStoredSession(await storage.get(SESSION_KEY))), now());
      } catch (cause) {
        return { kind: 'unreadable', cause };
      }
    },
    /** Calls `listener` after each change of the stored session. Returns an unsubscribe function. */
    subscribe: (listener: () => void) => storage.subscribe(SESSION_KEY, listener),
  };
}

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
 * Returns `status` for a popup that opens. The first result comes from the record alone, prefetched if possible, and doesn't wait
 * for the settings. If it was wrong, because another application is active, `correct` is called.
 */
export function statusAtOpening(
  { status }: Pick<SessionReader, 'status'>,
  config: Config,
  correct: () => void,
): SessionReader['status'] {
  const { storage, isPrefetched } = sessionAdapter(config);
  let isFirst = true;
  return async () => {
    if (!isFirst) return status();
    isFirst = false;
    try {
      const prefetched = isPrefetched ? await takePrefetched() : undefined;
      const record = prefetched === undefined ? await storage.get(SESSION_KEY) : prefetched[SESSION_KEY];
      const first = statusAt(parseStoredSession(record), Date.now());
      if ('session' in first) {
        void status().then(({ kind }) => {
          if (kind !== first.kind) correct();
        });
      }
      return first;
    } catch {
      return status();
    }
  };
}

/** Returns a function that reads the active configuration. */
export function activeOf(settings: Pick<SettingsStore, 'read'>): () => Promise<Config> {
  return async () => (await settings.read()).config;
}
