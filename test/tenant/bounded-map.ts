/** A map that never grows without end: beyond its size the oldest entry goes. */

export interface BoundedMap<Value> {
  get(key: string): Value | undefined;
  /** A key that is set again counts as new. */
  set(key: string, value: Value): void;
  delete(key: string): void;
  clear(): void;
  /** The newest entry. */
  latest(): Value | undefined;
}

export function createBoundedMap<Value>(size: number): BoundedMap<Value> {
  const entries = new Map<string, Value>();
  return {
    get: (key) => entries.get(key),
    set(key, value) {
      entries.delete(key);
      entries.set(key, value);
      for (const oldest of entries.keys()) {
        if (entries.size <= size) break;
        entries.delete(oldest);
      }
    },
    delete: (key) => {
      entries.delete(key);
    },
    clear: () => entries.clear(),
    latest: () => [...entries.values()].at(-1),
  };
}
