/**
 * Where values are stored. Every adapter passes the contract suite in `test/sdk/storage/contract.ts`. Values are JSON: what is
 * read equals what was written, and is another object.
 */
export interface StorageAdapter {
  /** Returns the value, or `undefined` if there is none. Rejects if the storage cannot be read. */
  get(key: string): Promise<unknown>;
  /** Resolves when the value is stored. Rejects if it cannot be; the previous value then stays. */
  set(key: string, value: unknown): Promise<void>;
  /** Resolves when there is no value. */
  remove(key: string): Promise<void>;
  /** Calls `listener` after each change of the key, in any context. Returns an unsubscribe function. */
  subscribe(key: string, listener: () => void): () => void;
}

/**
 * Returns a value as JSON (ECMA-262 25.5.2). Throws a `TypeError` for what JSON cannot hold: `undefined`, a function, a symbol, a
 * BigInt, a circle.
 */
export function toJson(value: unknown): string {
  const json: string | undefined = JSON.stringify(value);
  if (json === undefined) throw new TypeError(`JSON cannot hold ${typeof value}.`);
  return json;
}
