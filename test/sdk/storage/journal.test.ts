import { describe, expect, it } from 'vitest';
import { JOURNAL } from '../../../src/sdk/storage/items.ts';
import {
  addToJournal,
  createJournal,
  type JournalEntry,
  type JournalEvent,
  MAX_ENTRIES,
  parseJournal,
} from '../../../src/sdk/storage/journal.ts';
import { memoryStorage } from '../../../src/sdk/storage/memory-storage.ts';
import type { StorageAdapter } from '../../../src/sdk/storage/storage-adapter.ts';
import { openItem } from '../../../src/sdk/storage/stored-item.ts';
import { NOON } from '../../support/unit/session.ts';

const STARTED: JournalEvent = { kind: 'background-started' };
const UNREACHABLE: JournalEvent = { kind: 'renewal-failed', code: 'tenant-unreachable' };
const RENEWED: JournalEvent = { kind: 'renewed' };
const SIGNED_IN: JournalEvent = { kind: 'signed-in', method: 'form' };
const SIGNED_OUT: JournalEvent = { kind: 'signed-out', failedSteps: [] };

/** A journal of these events, one each second from noon on. */
const journalOf = (...events: readonly JournalEvent[]): readonly JournalEntry[] =>
  events.reduce<JournalEntry[]>(
    (journal, event, index) => addToJournal(journal, event, NOON + index * 1000),
    [],
  );

const entry = (event: unknown, changes: object = {}) => {
  return { event, at: NOON, since: NOON, times: 1, ...changes };
};

describe('addToJournal', () => {
  it.each<[string, JournalEvent[], [JournalEvent, number][]]>([
    [
      "does not merge the user's actions",
      [SIGNED_IN, SIGNED_IN],
      [
        [SIGNED_IN, 1],
        [SIGNED_IN, 1],
      ],
    ],
    [
      'merges repeated failures, with starts of the background in between',
      [SIGNED_IN, STARTED, UNREACHABLE, STARTED, UNREACHABLE, STARTED, UNREACHABLE],
      [
        [SIGNED_IN, 1],
        [STARTED, 3],
        [UNREACHABLE, 3],
      ],
    ],
    [
      'does not merge failures with a renewal in between',
      [UNREACHABLE, UNREACHABLE, STARTED, RENEWED, UNREACHABLE],
      [
        [UNREACHABLE, 2],
        [STARTED, 1],
        [RENEWED, 1],
        [UNREACHABLE, 1],
      ],
    ],
    [
      'does not merge failures with different codes',
      [UNREACHABLE, { ...UNREACHABLE, code: 'tenant-failed' }],
      [
        [UNREACHABLE, 1],
        [{ ...UNREACHABLE, code: 'tenant-failed' }, 1],
      ],
    ],
  ])('%s', (_name, events, expected) => {
    expect(journalOf(...events).map(({ event, times }) => [event, times])).toEqual(expected);
  });

  it('stores when a merged event first and last happened', () => {
    expect(journalOf(SIGNED_IN, UNREACHABLE, UNREACHABLE, UNREACHABLE)).toEqual([
      entry(SIGNED_IN),
      { event: UNREACHABLE, at: NOON + 3000, since: NOON + 1000, times: 3 },
    ]);
  });

  it('keeps the last hundred entries', () => {
    const journal = journalOf(SIGNED_OUT, ...Array.from({ length: 100 }, () => RENEWED));
    expect(journal).toHaveLength(MAX_ENTRIES);
    expect(journal[0]).toMatchObject({ event: RENEWED, at: NOON + 1000 });
  });
});

describe('parseJournal', () => {
  it('returns each kind of event as it was stored', () => {
    const journal = journalOf(
      STARTED,
      SIGNED_IN,
      { kind: 'sign-in-failed', code: 'tenant-failed' },
      RENEWED,
      UNREACHABLE,
      { kind: 'session-ended', end: 'step-required' },
      { kind: 'session-key-lost' },
      { kind: 'signed-out', failedSteps: ['refresh-token', 'tenant-session'] },
      { kind: 'sign-out-failed', code: 'tenant-unreachable' },
      { kind: 'storage-failed' },
    );
    expect(parseJournal(JSON.parse(JSON.stringify(journal)))).toEqual(journal);
  });

  it.each([undefined, null, 'journal', { length: 3 }])('returns an empty journal for %j', (stored) => {
    expect(parseJournal(stored)).toEqual([]);
  });

  it.each<[string, unknown]>([
    ['nothing', null],
    ['no event', { at: NOON, since: NOON, times: 1 }],
    ['an unknown kind', entry({ kind: 'exploded' })],
    ['an unknown method', entry({ kind: 'signed-in', method: 'air' })],
    ['an unknown code', entry({ kind: 'renewal-failed', code: 'ada@example.com' })],
    ['an unknown end', entry({ kind: 'session-ended', end: 'ada@example.com' })],
    ['no failed steps', entry({ kind: 'signed-out' })],
    ['no timestamp', entry(RENEWED, { at: undefined })],
    ['an invalid timestamp', entry(RENEWED, { since: 8.65e15 })],
    ['an invalid count', entry(RENEWED, { times: 0.5 })],
  ])('omits only an entry with %s', (_name, damaged) => {
    const others = [entry(SIGNED_IN), entry(RENEWED)];
    expect(parseJournal([others[0], damaged, others[1]])).toEqual(others);
  });

  it('omits properties that an event of the kind does not have', () => {
    const renewed = entry({ ...RENEWED, token: 'secret', code: 'tenant-failed' }, { text: 'secret' });
    expect(parseJournal([renewed])).toEqual([entry(RENEWED)]);
    expect(parseJournal([entry({ ...SIGNED_OUT, failedSteps: ['secret'] })])).toEqual([entry(SIGNED_OUT)]);
  });
});

describe('createJournal', () => {
  const open = (changes: Partial<StorageAdapter> = {}, now = () => NOON) =>
    createJournal(openItem(JOURNAL, { ...memoryStorage(), ...changes }), now);

  it('stores when an event happened, not when it was written', async () => {
    let now = NOON;
    const journal = open({}, () => now);
    const noted = journal.note(RENEWED);
    now += 60_000;
    await noted;
    expect(await journal.read()).toEqual([entry(RENEWED)]);
  });

  it('returns null if the storage fails', async () => {
    expect(await open({ get: () => Promise.reject(new Error('disk')) }).read()).toBeNull();
  });
});
