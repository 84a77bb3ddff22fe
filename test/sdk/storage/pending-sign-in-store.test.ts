import { describe, expect, it, vi } from 'vitest';
import { memoryStorage } from '../../../src/sdk/storage/memory-storage.ts';
import {
  createPendingSignInStore,
  PENDING_SIGN_IN_KEY,
} from '../../../src/sdk/storage/pending-sign-in-store.ts';
import type { Storage } from '../../../src/sdk/storage/port.ts';

const PENDING = {
  ...{ tabId: 7, domain: 'tenant.example', clientId: 'unit-client' },
  ...{ verifier: 'unit-verifier', state: 'unit-state', nonce: 'unit-nonce' },
};

/** A store over a memory that works, but for `changes`. */
function storeOver(changes: Partial<Storage> = {}) {
  const memory = memoryStorage();
  return { memory, store: createPendingSignInStore({ ...memory, ...changes }) };
}

const broken = () => Promise.reject(new Error('quota exceeded'));

describe('the sign-in that goes on in a tab', () => {
  it('is there again', async () => {
    const { store } = storeOver();
    await store.write(PENDING);
    expect(await store.read()).toEqual(PENDING);
  });

  it('is gone when it is forgotten', async () => {
    const { memory, store } = storeOver();
    await store.write(PENDING);
    await store.write(null);
    expect(await memory.get(PENDING_SIGN_IN_KEY)).toBeUndefined();
  });
});

describe('a storage that fails', () => {
  it('has none', async () => {
    expect(await storeOver({ get: broken }).store.read()).toBeNull();
  });

  it.each([
    ['remember', PENDING],
    ['forget', null],
  ])('is told in the log, without the verifier, where it cannot %s', async (_what, pending) => {
    const told = vi.spyOn(console, 'error').mockImplementation(() => {});
    await storeOver({ set: broken, remove: broken }).store.write(pending);
    expect(told).toHaveBeenCalledExactlyOnceWith(
      'The sign-in in a tab could not be remembered.',
      new Error('quota exceeded'),
    );
  });
});
