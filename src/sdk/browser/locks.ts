/** Returns the Web Locks that all contexts of the extension share. `undefined` in Node, unless a test provides them. */
const locks = (): LockManager | undefined => globalThis.navigator?.locks;

/**
 * Runs `work` while no other context of the extension holds the lock `name`, and settles as `work` does. The browser releases a
 * lock when its context ends, so a stopped context can't block others.
 * https://developer.mozilla.org/docs/Web/API/Web_Locks_API
 */
export async function withLock<T>(name: string, work: () => Promise<T>): Promise<T> {
  return locks()?.request(name, work) ?? work();
}
