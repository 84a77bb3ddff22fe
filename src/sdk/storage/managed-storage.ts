import browser from 'webextension-polyfill';
import { answerOf } from '../browser/optional-api.ts';

/** Milliseconds to wait for policies. Some versions of Edge never answer, and a browser that starts takes seconds. */
const TIMEOUT = 1_000;

/** What the administrator of this browser has set for the extension. */
export interface ManagedStorage {
  /**
   * Returns the values. Never rejects: Firefox refuses if nothing is set. If the browser does not answer within a second,
   * resolves with its last answer, else with nothing; an answer that comes later and differs is a change.
   * https://developer.mozilla.org/docs/Mozilla/Add-ons/WebExtensions/API/storage/managed
   */
  read(): Promise<unknown>;
  /**
   * Calls `listener` when the administrator has changed something, and when a late answer differs. Returns an unsubscribe
   * function. Must be called synchronously at startup.
   * https://developer.mozilla.org/docs/Mozilla/Add-ons/WebExtensions/API/storage/StorageArea/onChanged
   */
  subscribe(listener: () => void): () => void;
}

/** Returns the managed storage. A context has one, because its readers share what the browser answered last. */
export function createManagedStorage(): ManagedStorage {
  let latest: unknown = {};
  /** Whether a request was not answered in time, and no other since: others do not wait again. */
  let isOverdue = false;
  const listeners = new Set<() => void>();

  const takeLate = async (answer: Promise<unknown>, given: unknown): Promise<void> => {
    latest = await answer;
    isOverdue = false;
    if (JSON.stringify(latest) !== JSON.stringify(given)) for (const listener of listeners) listener();
  };

  return {
    async read() {
      if (isOverdue) return latest;
      const answer = request();
      try {
        latest = await answerOf(() => answer, TIMEOUT);
      } catch {
        isOverdue = true;
        void takeLate(answer, latest);
      }
      return latest;
    },
    subscribe(listener) {
      const onChanged = () => {
        isOverdue = false;
        listener();
      };
      const event = browser.storage.managed?.onChanged;
      event?.addListener(onChanged);
      listeners.add(listener);
      return () => {
        event?.removeListener(onChanged);
        listeners.delete(listener);
      };
    },
  };
}

async function request(): Promise<unknown> {
  try {
    return await browser.storage.managed.get();
  } catch {
    return {};
  }
}
