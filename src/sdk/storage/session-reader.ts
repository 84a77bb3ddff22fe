import { parseStoredSession } from '../session/parse.ts';
import type { SignInRequest } from '../session/session.ts';
import { type SessionStatus, statusAt, storedFor } from '../session/status.ts';
import { SESSION_KEY } from './items.ts';
import type { StorageAdapter } from './storage-adapter.ts';

/** Reads the session without its tokens. */
export interface SessionReader {
  /** Returns the status of the active application's session. Never rejects: if the storage fails, the status is `unreadable`. */
  status(): Promise<SessionStatus>;
  /** Calls `listener` after each change of the stored session. Returns an unsubscribe function. */
  subscribe(listener: () => void): () => void;
}

/**
 * Returns a reader of the session in `storage`. `active` as in `SessionStoreDeps`. `now` returns the Unix time in milliseconds.
 */
export function createSessionReader(
  storage: StorageAdapter,
  { active, now = Date.now }: { readonly active: () => Promise<SignInRequest>; readonly now?: () => number },
): SessionReader {
  return {
    async status() {
      try {
        return statusAt(storedFor(await active(), parseStoredSession(await storage.get(SESSION_KEY))), now());
      } catch (cause) {
        return { kind: 'unreadable', cause };
      }
    },
    subscribe: (listener) => storage.subscribe(SESSION_KEY, listener),
  };
}
