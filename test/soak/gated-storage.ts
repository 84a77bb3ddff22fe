/** Stands in for `src/sdk/storage/extension-storage.ts`: the same, through the gate. */
import * as original from '../../src/sdk/storage/extension-storage.ts';
import type { StorageAdapter } from '../../src/sdk/storage/storage-adapter.ts';
import { throughGate } from './ask-gate.ts';

export const { closeToContentScripts } = original;

export function extensionStorage(area: Parameters<typeof original.extensionStorage>[0]): StorageAdapter {
  const storage = original.extensionStorage(area);
  return {
    get: (key) => throughGate({ area, act: 'get', key }, () => storage.get(key)),
    set: (key, value) => throughGate({ area, act: 'set', key }, () => storage.set(key, value)),
    remove: (key) => throughGate({ area, act: 'remove', key }, () => storage.remove(key)),
    subscribe: storage.subscribe,
  };
}
