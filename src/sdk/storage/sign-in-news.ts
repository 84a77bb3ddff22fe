import { type LatchkeyError, parseError, serializeError } from '../errors.ts';
import type { Storage } from './port.ts';

/** The key of the failure of a sign-in that no popup has shown yet. */
export const SIGN_IN_NEWS_KEY = 'latchkey.sign-in-failure';

/** The key of why a sign-out from the menu failed: the session is still there. */
export const SIGN_OUT_FAILURE_KEY = 'latchkey.sign-out-failure';

/** Stores why a sign-in in a window or a sign-out from the menu failed, for the popup that opens next. */
export interface SignInNews {
  /** Stores the error, by its code and data. Never rejects: a failure is logged. */
  keep(error: LatchkeyError): Promise<void>;
  /** Returns the last error, or `null`. Rejects if the storage does. */
  read(): Promise<LatchkeyError | null>;
  /** Returns the last error, once, or `null`. Rejects if the storage does. */
  take(): Promise<LatchkeyError | null>;
  /** Removes it. */
  clear(): Promise<void>;
  /** Calls `listener` after each change. Returns an unsubscribe function. */
  subscribe(listener: () => void): () => void;
}

/** Stores the errors in `storage`, which should not outlive the browser. */
export function createSignInNews(storage: Storage, key = SIGN_IN_NEWS_KEY): SignInNews {
  const read = async () => parseError(await storage.get(key));
  return {
    async keep(error) {
      try {
        await storage.set(key, serializeError(error));
      } catch (cause) {
        console.error('Why the sign-in failed could not be stored.', cause);
      }
    },
    read,
    async take() {
      const error = await read();
      await storage.remove(key);
      return error;
    },
    clear: () => storage.remove(key),
    subscribe: (listener) => storage.subscribe(key, listener),
  };
}
