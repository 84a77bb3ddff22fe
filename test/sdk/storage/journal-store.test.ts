import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createJournalStore, JOURNAL_KEY } from '../../../src/sdk/storage/journal-store.ts';
import { memoryStorage } from '../../../src/sdk/storage/memory-storage.ts';
import type { Storage } from '../../../src/sdk/storage/port.ts';
import { MemoryLocks } from '../../support/unit/locks.ts';
import { NOON } from '../../support/unit/session.ts';

const broken = () => Promise.reject(new Error('quota exceeded'));

/** A journal at noon over a memory that works, but for `changes`. */
function journalOver(changes: Partial<Storage> = {}, memory = memoryStorage()) {
  return { memory, journal: createJournalStore({ ...memory, ...changes }, () => NOON) };
}

/** A storage that takes some turns for each thing. */
function slow(memory: Storage): Storage {
  const wait = () => new Promise((resolve) => setImmediate(resolve));
  return {
    ...memory,
    get: async (key) => wait().then(() => memory.get(key)),
    set: async (key, value) => wait().then(() => memory.set(key, value)),
  };
}

describe('the journal', () => {
  it('has what happened, with its moment, the latest last', async () => {
    const { journal } = journalOver();
    await journal.note({ kind: 'signed-in', road: 'window' });
    await journal.note({ kind: 'renewal-failed', code: 'tenant-failed' });
    expect(await journal.read()).toEqual([
      { event: { kind: 'signed-in', road: 'window' }, at: NOON, since: NOON, times: 1 },
      { event: { kind: 'renewal-failed', code: 'tenant-failed' }, at: NOON, since: NOON, times: 1 },
    ]);
  });

  it('has the moment at which something happened, not that at which it could be written', async () => {
    let now = NOON;
    const memory = memoryStorage();
    const journal = createJournalStore(slow(memory), () => now);
    const noted = journal.note({ kind: 'renewed' });
    now += 60_000;
    await noted;
    expect(await journal.read()).toMatchObject([{ at: NOON }]);
  });

  it('goes on after entries that are damaged, without them', async () => {
    const { memory, journal } = journalOver();
    const sound = { event: { kind: 'renewed' }, at: NOON, since: NOON, times: 1 };
    await memory.set(JOURNAL_KEY, [{ event: { kind: 'exploded' } }, sound, null]);
    await journal.note({ kind: 'session-ended', end: 'ended' });
    expect(await memory.get(JOURNAL_KEY)).toMatchObject([
      sound,
      { event: { kind: 'session-ended', end: 'ended' } },
    ]);
  });
});

describe('popup and background that write at the same time', () => {
  beforeEach(() => vi.stubGlobal('navigator', { locks: new MemoryLocks() }));

  it('lose nothing of each other', async () => {
    const memory = memoryStorage();
    const [popup, background] = [createJournalStore(slow(memory)), createJournalStore(slow(memory))];
    await Promise.all([
      popup.note({ kind: 'signed-in', road: 'form' }),
      background.note({ kind: 'renewed' }),
      popup.note({ kind: 'signed-out', leftBehind: [] }),
    ]);
    const kinds = (await popup.read())?.map(({ event }) => event.kind);
    expect(kinds).toEqual(['signed-in', 'renewed', 'signed-out']);
  });
});

describe('a storage that fails', () => {
  it.each<[string, Partial<Storage>]>([
    ['reading', { get: broken }],
    ['writing', { set: broken }],
  ])('when %s gets in nobody’s way', async (_name, changes) => {
    await expect(journalOver(changes).journal.note({ kind: 'renewed' })).resolves.toBeUndefined();
  });

  it('when reading costs nothing of what is there', async () => {
    const { memory, journal } = journalOver();
    await journal.note({ kind: 'renewed' });
    await journalOver({ get: broken }, memory).journal.note({ kind: 'session-ended', end: 'ended' });
    expect(await journal.read()).toMatchObject([{ event: { kind: 'renewed' } }]);
  });

  it('is not the same as nothing having happened', async () => {
    expect(await journalOver({ get: broken }).journal.read()).toBeNull();
  });
});
