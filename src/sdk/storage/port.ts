/**
 * Where a value can be kept. Every adapter passes the one contract suite in `test/sdk/storage/contract.ts`.
 * Values are JSON: what is read back equals what was written, and is another object.
 */
export interface Storage {
  /** The value, or `undefined` if there is none. Rejects if the storage cannot be read. */
  get(key: string): Promise<unknown>;
  /** Resolves when the value is kept. Rejects if it cannot be; the former value then stays. */
  set(key: string, value: unknown): Promise<void>;
  /** Resolves when there is no value any more. */
  remove(key: string): Promise<void>;
  /** Calls `listener` after each change of the key, whoever made it. Returns the undo. */
  subscribe(key: string, listener: () => void): () => void;
}
