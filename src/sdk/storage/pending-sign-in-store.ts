import { type PendingSignIn, parsePendingSignIn } from '../session/pending-sign-in.ts';
import type { Storage } from './port.ts';

/** The key of the sign-in that goes on in a tab. */
export const PENDING_SIGN_IN_KEY = 'latchkey.pending-sign-in';

/** Remembers the sign-in that goes on in a tab. Losing it matters only where the background is stopped meanwhile. */
export interface PendingSignInStore {
  /** Never rejects. */
  read(): Promise<PendingSignIn | null>;
  /** Remembers it; `null` forgets it. Never rejects. */
  write(pending: PendingSignIn | null): Promise<void>;
}

/** Keeps it in `storage`, which must not outlive the browser nor be open to web pages: the verifier is in it. */
export function createPendingSignInStore(storage: Storage): PendingSignInStore {
  return {
    async read() {
      try {
        return parsePendingSignIn(await storage.get(PENDING_SIGN_IN_KEY));
      } catch {
        // As if there were none: the person can begin again.
        return null;
      }
    },
    async write(pending) {
      try {
        await (pending === null
          ? storage.remove(PENDING_SIGN_IN_KEY)
          : storage.set(PENDING_SIGN_IN_KEY, pending));
      } catch (error) {
        console.error('The sign-in in a tab could not be remembered.', error);
      }
    },
  };
}
