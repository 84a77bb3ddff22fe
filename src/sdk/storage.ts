/** `latchkey/storage`: storage adapters for the session. */
export { extensionStorage } from './storage/extension-storage.ts';
export { lockrStorage } from './storage/lockr-storage.ts';
export { memoryStorage } from './storage/memory-storage.ts';
export type { StorageAdapter } from './storage/storage-adapter.ts';
export { webStorage } from './storage/web-storage.ts';
