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

type Event = JournalEvent;
type Journal = readonly JournalEntry[];

const STARTED: Event = { kind: 'background-started' };
const UNREACHABLE: Event = { kind: 'renewal-failed', code: 'tenant-unreachable' };
const RENEWED: Event = { kind: 'renewed' };
const SIGNED_IN: Event = { kind: 'signed-in', method: 'form' };
const SIGNED_OUT: Event = { kind: 'signed-out', failedSteps: [] };
const EVENTS: readonly Event[] = [
  STARTED,
  SIGNED_IN,
  { kind: 'signed-in', method: 'window' },
  { kind: 'signed-in', method: 'silent' },
  { kind: 'sign-in-failed', code: 'tenant-failed' },
  RENEWED,
  UNREACHABLE,
  { kind: 'session-ended', end: 'ended' },
  { kind: 'session-ended', end: 'sign-in-required' },
  { kind: 'session-ended', end: 'step-required' },
  { kind: 'session-key-lost' },
  SIGNED_OUT,
  { kind: 'signed-out', failedSteps: ['refresh-token', 'tenant-session'] },
  { kind: 'sign-out-failed', code: 'tenant-unreachable' },
  { kind: 'storage-failed' },
];

/** A journal of these events, one each second from noon on. */
const journalOf = (...events: readonly Event[]): Journal =>
  events.reduce<Journal>((journal, event, index) => addToJournal(journal, event, NOON + index * 1000), []);

const eventsOf = (journal: Journal) => journal.map(({ event, times }) => [event.kind, times]);

const entry = (event: unknown, changes: object = {}) => ({
  event,
  at: NOON,
  since: NOON,
  times: 1,
  ...changes,
});

describe('an event', () => {
  it('is appended with its timestamp', () => {
    expect(journalOf(SIGNED_IN, SIGNED_OUT)).toEqual([
      { event: SIGNED_IN, at: NOON, since: NOON, times: 1 },
      { event: SIGNED_OUT, at: NOON + 1000, since: NOON + 1000, times: 1 },
    ]);
  });

  it('is never merged with another when the user causes it', () => {
    expect(eventsOf(journalOf(SIGNED_IN, SIGNED_OUT, SIGNED_IN, SIGNED_OUT))).toHaveLength(4);
    expect(eventsOf(journalOf(SIGNED_IN, SIGNED_IN))).toHaveLength(2);
  });

  it('is merged with the same one before it when it is automatic, and keeps its first timestamp', () => {
    expect(journalOf(SIGNED_IN, UNREACHABLE, UNREACHABLE, UNREACHABLE)).toEqual([
      entry(SIGNED_IN),
      { event: UNREACHABLE, at: NOON + 3000, since: NOON + 1000, times: 3 },
    ]);
  });

  it('is merged with the same one if the background started in between', () => {
    const night = Array.from({ length: 1000 }, () => [STARTED, UNREACHABLE]).flat();
    expect(eventsOf(journalOf(SIGNED_IN, ...night))).toEqual([
      ['signed-in', 1],
      ['background-started', 1000],
      ['renewal-failed', 1000],
    ]);
  });

  it('is separate if the result is different', () => {
    expect(eventsOf(journalOf(UNREACHABLE, UNREACHABLE, STARTED, RENEWED, UNREACHABLE))).toEqual([
      ['renewal-failed', 2],
      ['background-started', 1],
      ['renewed', 1],
      ['renewal-failed', 1],
    ]);
  });
});

describe('a journal', () => {
  it('keeps the last hundred', () => {
    const journal = journalOf(SIGNED_OUT, ...Array.from({ length: 100 }, () => RENEWED));
    expect(journal).toHaveLength(MAX_ENTRIES);
    expect(journal[0]).toMatchObject({ event: RENEWED, at: NOON + 1000 });
  });

  it('survives a round trip through JSON', () => {
    const journal = journalOf(...EVENTS);
    expect(journal).toHaveLength(EVENTS.length);
    expect(parseJournal(JSON.parse(JSON.stringify(journal)))).toEqual(journal);
  });

  it.each([undefined, null, 'journal', 7, {}, { length: 3 }])('is empty if it is %j', (stored) => {
    expect(parseJournal(stored)).toEqual([]);
  });

  it.each<[string, unknown]>([
    ['nothing', null],
    ['without an event', { at: NOON, since: NOON, times: 1 }],
    ['of an unknown kind', entry({ kind: 'exploded' })],
    ['of a road that is none', entry({ kind: 'signed-in', method: 'air' })],
    ['of a code that is none', entry({ kind: 'renewal-failed', code: 'ada@example.com' })],
    ['of an end that is none', entry({ kind: 'session-ended', end: 'ada@example.com' })],
    ['without its code', entry({ kind: 'sign-in-failed' })],
    ['without what was left behind', entry({ kind: 'signed-out' })],
    ['without a timestamp', entry(RENEWED, { at: undefined })],
    ['with a timestamp out of range', entry(RENEWED, { since: 8.65e15 })],
    ['that happened half a time', entry(RENEWED, { times: 0.5 })],
  ])('drops only an entry %s', (_name, damaged) => {
    expect(parseJournal([entry(SIGNED_IN), damaged, entry(RENEWED)])).toEqual([
      entry(SIGNED_IN),
      entry(RENEWED),
    ]);
  });

  it('drops unknown properties of an event', () => {
    const stored = entry({ kind: 'renewed', token: 'secret', code: 'tenant-failed' }, { words: 'secret' });
    expect(parseJournal([stored])).toEqual([entry(RENEWED)]);
    expect(parseJournal([entry({ kind: 'signed-out', failedSteps: ['secret'] })])).toEqual([
      entry(SIGNED_OUT),
    ]);
  });
});

describe('createJournal', () => {
  const open = (changes: Partial<StorageAdapter> = {}, now = () => NOON) =>
    createJournal(openItem(JOURNAL, { ...memoryStorage(), ...changes }), now);

  it('logs when an event happened, not when it was written', async () => {
    let now = NOON;
    const journal = open({}, () => now);
    const noted = journal.note(RENEWED);
    now += 60_000;
    await noted;
    expect(await journal.read()).toEqual([entry(RENEWED)]);
  });

  it('returns null if the storage fails, instead of an empty list', async () => {
    expect(await open({ get: () => Promise.reject(new Error('disk')) }).read()).toBeNull();
  });
});
