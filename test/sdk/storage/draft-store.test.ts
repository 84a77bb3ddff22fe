import { describe, expect, it, vi } from 'vitest';
import { type Draft, EMPTY_DRAFT } from '../../../src/sdk/session/draft.ts';
import { createDraftStore, DRAFT_KEY } from '../../../src/sdk/storage/draft-store.ts';
import { memoryStorage } from '../../../src/sdk/storage/memory-storage.ts';
import type { Storage } from '../../../src/sdk/storage/port.ts';
import { settle } from '../../support/unit/settle.ts';

const DRAFT: Draft = { ...EMPTY_DRAFT, email: 'ada@example.com', step: 'signUp' };

/** A store over a memory that works, but for `changes`. */
function storeOver(changes: Partial<Storage> = {}) {
  const memory = memoryStorage();
  return { memory, store: createDraftStore({ ...memory, ...changes }) };
}

const broken = () => Promise.reject(new Error('quota exceeded'));

describe('a draft', () => {
  it('is there again', async () => {
    const { store } = storeOver();
    store.write(DRAFT);
    await settle();
    expect(await store.read()).toEqual(DRAFT);
  });

  it('is gone after it was removed', async () => {
    const { memory, store } = storeOver();
    store.write(DRAFT);
    store.remove();
    await settle();
    expect(await store.read()).toEqual(EMPTY_DRAFT);
    expect(await memory.get(DRAFT_KEY)).toBeUndefined();
  });

  it('is empty where what was kept is damaged', async () => {
    const { memory, store } = storeOver();
    await memory.set(DRAFT_KEY, 'no draft');
    expect(await store.read()).toEqual(EMPTY_DRAFT);
  });
});

describe('each write is handed over at once', () => {
  it('so that none waits for another when the popup closes', () => {
    const asked: unknown[] = [];
    const never = (what: unknown) => {
      asked.push(what);
      return new Promise<void>(() => {});
    };
    const { store } = storeOver({ set: (_key, value) => never(value), remove: () => never('removal') });
    const changed = { ...DRAFT, email: 'ada@example.org' };
    store.write(DRAFT);
    store.write(changed);
    store.remove();
    expect(asked).toEqual([DRAFT, changed, 'removal']);
  });
});

describe('a storage that fails', () => {
  it('gives an empty draft, and the form begins', async () => {
    expect(await storeOver({ get: broken }).store.read()).toEqual(EMPTY_DRAFT);
  });

  it.each(['write', 'remove'] as const)('is told in the log, and troubles nobody: %s', async (act) => {
    const told = vi.spyOn(console, 'error').mockImplementation(() => {});
    const { store } = storeOver({ set: broken, remove: broken });
    store[act](DRAFT);
    await settle();
    expect(told).toHaveBeenCalledExactlyOnceWith(
      'The form could not be remembered.',
      new Error('quota exceeded'),
    );
  });
});
