/** Stands in for `src/sdk/storage/key-store.ts`: the same, through the gate. */
import * as original from '../../src/sdk/storage/key-store.ts';
import { throughGate } from './ask-gate.ts';

export function indexedDbKeyStore(): original.KeyStore {
  const keys = original.indexedDbKeyStore();
  return {
    ...keys,
    key: () => throughGate({ area: 'keys', act: 'get', key: 'storage' }, () => keys.key()),
  };
}
