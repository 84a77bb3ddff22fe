/** Milliseconds to wait for a browser API that the extension can do without. */
const API_TIMEOUT = 2_000;

/**
 * Resolves as `call` does. Rejects if the API is missing, fails, or has not answered after `milliseconds`. What it answers later
 * is ignored.
 */
export async function answerOf<T>(call: () => T | Promise<T>, milliseconds = API_TIMEOUT): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const orphaned = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`No answer in ${milliseconds} ms.`)), milliseconds);
  });
  try {
    return await Promise.race([call(), orphaned]);
  } finally {
    clearTimeout(timer);
  }
}

/** Calls an API that the extension can do without, as the badge or the menu. A failure is logged. Never rejects. */
export async function attempt(call: () => unknown): Promise<void> {
  try {
    await answerOf(call);
  } catch (error) {
    console.error('A browser API failed.', error);
  }
}

/** Registers listeners, each even if the browser lacks the event of another. Must be called synchronously at startup. */
export function registerEach(registrations: readonly (() => unknown)[]): void {
  for (const register of registrations) {
    try {
      register();
    } catch (error) {
      console.error('The browser lacks an event.', error);
    }
  }
}
