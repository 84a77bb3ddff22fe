import browser from 'webextension-polyfill';
import { withTimeLimit } from '../browser/optional-api.ts';

/** Milliseconds to wait for policies. Some versions of Edge never respond, and a starting browser takes seconds. */
const TIMEOUT = 1_000;

/** Returns the administrator's policy values. Create one per context, because its readers share the browser's last response. */
export function createManagedStorage() {
  let latest: unknown = {};
  /** Whether a request has timed out and its response is still pending. While `true`, `read` returns `latest` without waiting. */
  let isOverdue = false;
  const listeners = new Set<() => void>();

  const receiveLate = async (response: Promise<unknown>, returned: unknown): Promise<void> => {
    latest = await response;
    isOverdue = false;
    if (JSON.stringify(latest) !== JSON.stringify(returned)) for (const listener of listeners) listener();
  };

  return {
    /**
     * Returns the values, or `{}` if nothing is set. If the browser doesn't respond within a second, returns its last response,
     * and reports a late one that differs as a change. Never rejects.
     */
    async read(): Promise<unknown> {
      if (isOverdue) return latest;
      const response = request();
      try {
        latest = await withTimeLimit(() => response, TIMEOUT);
      } catch {
        isOverdue = true;
        void receiveLate(response, latest);
      }
      return latest;
    },
    /** Calls `listener` after each change. Returns an unsubscribe function. Must be called synchronously at startup. */
    subscribe(listener: () => void): () => void {
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
