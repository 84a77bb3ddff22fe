import { LatchkeyError } from '../errors.ts';
import { parseStoredSession } from '../session/parse.ts';
import type { Session } from '../session/session.ts';
import { type SessionStatus, statusAt } from '../session/status.ts';
import type { Storage } from './port.ts';

/** The key of the session. */
export const SESSION_KEY = 'latchkey.session';

/** Where a record goes that could not be understood, when a new session takes its place. */
export const SET_ASIDE_KEY = 'latchkey.session.set-aside';

/** The key that says that somebody signed out here, and wants to stay so until they sign in again. */
export const SIGNED_OUT_KEY = 'latchkey.signed-out';

/** The session as the rest of the extension sees it: status in, session out, whatever the storage. */
export interface SessionStore {
  /** What the session is at this moment. Never rejects: a storage that fails is `unreadable`. */
  status(): Promise<SessionStatus>;
  /** Resolves when the session is kept. Rejects with `storage-failed`. */
  save(session: Session): Promise<void>;
  /** Resolves when there is no session any more, by a person's wish. Rejects with `storage-failed`. */
  remove(): Promise<void>;
  /** Whether somebody signed out here since the last sign-in. Never rejects: in doubt they did. */
  isSignedOutByChoice(): Promise<boolean>;
  /** Calls `listener` after each change. Returns the undo. */
  subscribe(listener: () => void): () => void;
}

/** Keeps the session in `storage`. `now` gives the time in milliseconds. */
export function createSessionStore(storage: Storage, now: () => number = Date.now): SessionStore {
  const keepAside = async () => {
    const stored: unknown = await storage.get(SESSION_KEY);
    if (parseStoredSession(stored).kind === 'damaged') await storage.set(SET_ASIDE_KEY, stored);
  };
  return {
    async status() {
      try {
        return statusAt(parseStoredSession(await storage.get(SESSION_KEY)), now());
      } catch (cause) {
        return { kind: 'unreadable', cause };
      }
    },
    async save(session) {
      try {
        await keepAside();
        await storage.remove(SIGNED_OUT_KEY);
        await storage.set(SESSION_KEY, session);
      } catch (cause) {
        throw new LatchkeyError(
          'storage-failed',
          'You signed in, but the browser could not save it. Free some disk space or restart the browser, then try again.',
          { cause },
        );
      }
    },
    async remove() {
      // The choice goes first: nobody who hears of the removal signs the person in again silently.
      const [chosen, removed] = await Promise.allSettled([
        storage.set(SIGNED_OUT_KEY, true),
        storage.remove(SESSION_KEY),
      ]);
      if (removed.status === 'rejected') {
        throw new LatchkeyError(
          'storage-failed',
          'The browser could not remove the session, so you are still signed in. Restart the browser, then try again.',
          { cause: removed.reason },
        );
      }
      if (chosen.status === 'rejected') {
        // They are signed out; the tenant's session, which a silent sign-in would need, ends with it.
        console.error('That somebody signed out could not be remembered.', chosen.reason);
      }
    },
    async isSignedOutByChoice() {
      try {
        return (await storage.get(SIGNED_OUT_KEY)) !== undefined;
      } catch {
        // Nobody is signed in against their wish because the storage fails; the form is there.
        return true;
      }
    },
    subscribe: (listener) => storage.subscribe(SESSION_KEY, listener),
  };
}
