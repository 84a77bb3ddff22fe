import type { LatchkeyError } from '../errors.ts';
import type { Storage } from './port.ts';

/** The key of the failure of a sign-in that nobody has seen yet. */
export const SIGN_IN_NEWS_KEY = 'latchkey.sign-in-failure';

/** The key of why a sign-out from the menu failed: the session is still there. */
export const SIGN_OUT_FAILURE_KEY = 'latchkey.sign-out-failure';

/** What became of a sign-in in a window or of a sign-out from the menu, for the popup that opens next. */
export interface SignInNews {
  /** Keeps why it failed, or what it left behind. Never rejects: news that cannot be kept are told in the log. */
  keep(error: Pick<LatchkeyError, 'message'>): Promise<void>;
  /** Returns the text of the last failure, or `null`. Rejects if the storage does. */
  read(): Promise<string | null>;
  /** The text of the last failure, once, or `null`. */
  take(): Promise<string | null>;
  /** Forgets it. */
  clear(): Promise<void>;
  /** Calls `listener` after each change. Returns the undo. */
  subscribe(listener: () => void): () => void;
}

/** Keeps the news in `storage`, which should not outlive the browser. */
export function createSignInNews(storage: Storage, key = SIGN_IN_NEWS_KEY): SignInNews {
  const read = async () => {
    const message = await storage.get(key);
    return typeof message === 'string' ? message : null;
  };
  return {
    async keep({ message }) {
      try {
        await storage.set(key, message);
      } catch (error) {
        console.error('Why the sign-in failed could not be kept.', error);
      }
    },
    read,
    async take() {
      const message = await read();
      await storage.remove(key);
      return message;
    },
    clear: () => storage.remove(key),
    subscribe: (listener) => storage.subscribe(key, listener),
  };
}
