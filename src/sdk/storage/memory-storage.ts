import type { StorageAdapter } from './storage-adapter.ts';

/** Keeps values in this context's memory: for tests, and for an extension that must leave nothing behind. */
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
