import type { KeyStore } from '../../../src/sdk/storage/key-store.ts';

/** A key store with one key, in memory. */
export function memoryKeyStore(): KeyStore {
  const key = crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
  return { key: () => key, forget() {} };
}
