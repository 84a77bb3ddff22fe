/** Web Locks, which all contexts of the extension share; nothing in Node, where a test that needs them brings them. */
const locks = (): LockManager | undefined => globalThis.navigator?.locks;

/**
 * Runs `act` while no other context of the extension runs anything under the same name. Web Locks end with the
 * context that holds them, so nothing that dies can block the rest.
 * https://developer.mozilla.org/docs/Web/API/Web_Locks_API
 */
export async function withLock<T>(name: string, act: () => Promise<T>): Promise<T> {
  return locks()?.request(name, act) ?? act();
}
