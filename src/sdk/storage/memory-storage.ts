import type { StorageAdapter } from './storage-adapter.ts';

/** Returns a storage adapter that stores values in this context's memory, for tests and for extensions that store nothing on disk. */
export function memoryStorage(): StorageAdapter {
  const values = new Map<string, string>();
  const changes = new EventTarget();
  return {
    async get(key) {
      const json = values.get(key);
      return json === undefined ? undefined : JSON.parse(json);
    },
    async set(key, value) {
      const json = JSON.stringify(value);
      if (values.get(key) === json) return;
      values.set(key, json);
      changes.dispatchEvent(new Event(key));
    },
    async remove(key) {
      if (values.delete(key)) changes.dispatchEvent(new Event(key));
    },
    subscribe(key, listener) {
      const onChange = () => listener();
      changes.addEventListener(key, onChange);
      return () => changes.removeEventListener(key, onChange);
    },
  };
}
