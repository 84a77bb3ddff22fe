import type { LatchkeyError } from '../errors.ts';
import type { Storage } from './port.ts';

/** The key of the failure of a sign-in that nobody has seen yet. */
export const SIGN_IN_NEWS_KEY = 'latchkey.sign-in-failure';

/** What became of a sign-in in a window, for the popup that opens next: it did not live to see it. */
export interface SignInNews {
  /** Keeps why a sign-in failed. Never rejects: news that cannot be kept are told in the log. */
  keep(error: LatchkeyError): Promise<void>;
  /** The text of the last failure, once, or `null`. */
  take(): Promise<string | null>;
  /** Forgets it. */
  clear(): Promise<void>;
  /** Calls `listener` after each change. Returns the undo. */
  subscribe(listener: () => void): () => void;
}

/** Keeps the news in `storage`, which should not outlive the browser. */
export function createSignInNews(storage: Storage): SignInNews {
  return {
    async keep({ message }) {
      try {
        await storage.set(SIGN_IN_NEWS_KEY, message);
      } catch (error) {
        console.error('Why the sign-in failed could not be kept.', error);
      }
    },
    async take() {
      const message = await storage.get(SIGN_IN_NEWS_KEY);
      if (message === undefined) return null;
      await storage.remove(SIGN_IN_NEWS_KEY);
      return typeof message === 'string' ? message : null;
    },
    clear: () => storage.remove(SIGN_IN_NEWS_KEY),
    subscribe: (listener) => storage.subscribe(SIGN_IN_NEWS_KEY, listener),
  };
}
