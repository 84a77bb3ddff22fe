/** Stores JSON values by key. Every adapter passes the contract tests in `test/sdk/storage/contract.ts`. */
export interface StorageAdapter {
  /** Returns the value, or `undefined` if there is none. Rejects if the storage can't be read. */
  get(key: string): Promise<unknown>;
  /** Stores the value. Resolves when it is stored. Rejects if that fails; the previous value then stays unchanged. */
  set(key: string, value: unknown): Promise<void>;
  /** Removes the value. Resolves when there is none. */
  remove(key: string): Promise<void>;
  /** Calls `listener` after each change of the key, in any context. Returns an unsubscribe function. */
  subscribe(key: string, listener: () => void): () => void;
}

/**
 * Returns a value as JSON. Throws a `TypeError` for what JSON can't represent, such as `undefined` and a circular reference.
 */
export function toJson(value: unknown): string {
  const json: string | undefined = JSON.stringify(value);
  if (json === undefined) throw new TypeError(`JSON cannot hold ${typeof value}.`);
  return json;
}
