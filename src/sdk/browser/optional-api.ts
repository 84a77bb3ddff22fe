/** Time limit of an optional browser API, in milliseconds. */
const API_TIMEOUT = 2_000;

/** Milliseconds to wait for a response that needs little work: a page, a key set, the browser's storage. */
export const QUICK_TIMEOUT = 10_000;

/** Milliseconds to wait for a response that needs work, such as a token or a password check. */
export const PATIENT_TIMEOUT = 20_000;

/**
 * Resolves with the result of `call`. Rejects if the API is missing, fails, or does not settle within `milliseconds`. Ignores a
 * later result.
 */
export async function withTimeLimit<T>(call: () => T | Promise<T>, milliseconds = API_TIMEOUT): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const orphaned = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`No response within ${milliseconds} ms.`)), milliseconds);
  });
  try {
    return await Promise.race([call(), orphaned]);
  } finally {
    clearTimeout(timer);
  }
}

/** Calls an optional browser API, such as the badge or the menu. Logs a failure. Never rejects. */
export async function attempt(call: () => unknown): Promise<void> {
  try {
    await withTimeLimit(call);
  } catch (error) {
    console.error('A browser API failed.', error);
  }
}

/** Registers listeners. Logs events that the browser lacks, and continues. Must be called synchronously at startup. */
export function registerEach(registrations: readonly (() => unknown)[]): void {
  for (const register of registrations) {
    try {
      register();
    } catch (error) {
      console.error('The browser lacks an event.', error);
    }
  }
}

/**
 * Runs `work` while no other context of the extension holds the lock `name`, and settles as `work` does. Runs it at once in Node,
 * which has no locks. The browser releases a lock when its context ends, so a stopped context can't block others.
 * https://developer.mozilla.org/docs/Web/API/Web_Locks_API
 */
export async function withLock<T>(name: string, work: () => Promise<T>): Promise<T> {
  return globalThis.navigator?.locks?.request(name, work) ?? work();
}
