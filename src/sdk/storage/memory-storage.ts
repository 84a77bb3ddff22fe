import type { StorageAdapter } from './storage-adapter.ts';

/**
 * Returns a storage adapter that stores values in this context's memory. For tests, and for extensions that must not store
 * anything on disk.
 */
export function memoryStorage(): StorageAdapter {
  const values = new Map<string, string>();
  const listeners = new Map<string, Set<() => void>>();
  const tell = (key: string) => {
    for (const listener of listeners.get(key) ?? []) listener();
  };
  return {
    async get(key) {
      const json = values.get(key);
      return json === undefined ? undefined : JSON.parse(json);
    },
    async set(key, value) {
      const json = JSON.stringify(value);
      if (values.get(key) === json) return;
      values.set(key, json);
      tell(key);
    },
    async remove(key) {
      if (values.delete(key)) tell(key);
    },
    subscribe(key, listener) {
      const own = listeners.get(key) ?? new Set();
      listeners.set(key, own);
      const call = () => listener();
      own.add(call);
      return () => own.delete(call);
    },
  };
}
