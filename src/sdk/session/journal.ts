import { SESSION_ENDS, type SessionEnd } from './session-end.ts';
import { MAX_TIMESTAMP } from './timestamp.ts';

/** How a person can sign in. */
const ROADS = ['form', 'window', 'silent'] as const;
export type Road = (typeof ROADS)[number];

/** What a sign-out could not end at the tenant. */
const LEFT_BEHIND = ['refresh-token', 'tenant-session'] as const;
export type LeftBehind = (typeof LEFT_BEHIND)[number];

/**
 * Something that happened. Nothing in it is secret or personal: codes alone, never a name, an address, a token or the
 * words of a tenant. `Code` is that of an error.
 */
export type JournalEvent<Code extends string> =
  | { readonly kind: 'background-started' }
  | { readonly kind: 'signed-in'; readonly road: Road }
  /** A sign-in, or the form for it, failed. */
  | { readonly kind: 'sign-in-failed'; readonly code: Code }
  | { readonly kind: 'renewed' }
  | { readonly kind: 'renewal-failed'; readonly code: Code }
  /** The tenant has refused to renew the session for good. */
  | { readonly kind: 'session-ended'; readonly end: SessionEnd }
  /** The key to the kept session is lost, so it was set aside. */
  | { readonly kind: 'session-locked' }
  | { readonly kind: 'signed-out'; readonly leftBehind: readonly LeftBehind[] }
  | { readonly kind: 'sign-out-failed'; readonly code: Code }
  /** The kept session could not be read. */
  | { readonly kind: 'storage-failed' };

/** An event, and when it happened: once, or several times in a row. */
export interface JournalEntry<Code extends string> {
  readonly event: JournalEvent<Code>;
  /** When it last happened, in milliseconds since 1970. */
  readonly at: number;
  /** When it first happened. */
  readonly since: number;
  readonly times: number;
}

/** How many entries are kept. */
export const LONGEST_JOURNAL = 100;

/** Events that come by themselves, over and over: a weekend without a network must not push all others out. */
const REPEATS: readonly JournalEvent<string>['kind'][] = [
  'background-started',
  'renewal-failed',
  'storage-failed',
];

/**
 * The journal with one more event, at the moment `at` (milliseconds), cut to the last entries. An event that comes by
 * itself and is the same as one of the last two counts with it: the background starts before each attempt.
 */
export function addToJournal<Code extends string>(
  journal: readonly JournalEntry<Code>[],
  event: JournalEvent<Code>,
  at: number,
): JournalEntry<Code>[] {
  const same = REPEATS.includes(event.kind)
    ? journal.slice(-2).find((entry) => isSame(entry.event, event))
    : undefined;
  const others = journal.filter((entry) => entry !== same);
  const added = { event, at, since: same?.since ?? at, times: (same?.times ?? 0) + 1 };
  return [...others, added].slice(-LONGEST_JOURNAL);
}

function isSame(one: JournalEvent<string>, other: JournalEvent<string>): boolean {
  return one.kind === other.kind && codeOf(one) === codeOf(other);
}

function codeOf(event: JournalEvent<string>): string | null {
  return 'code' in event ? event.code : null;
}

/**
 * Reads back what was stored; `codes` are those that an error can have. Never throws: what is damaged, or of a later
 * version, is left out, each entry by itself.
 */
export function parseJournal<Code extends string>(
  stored: unknown,
  codes: readonly Code[],
): JournalEntry<Code>[] {
  if (!Array.isArray(stored)) return [];
  return stored.flatMap((entry: unknown) => parseEntry(entry, codes) ?? []).slice(-LONGEST_JOURNAL);
}

function parseEntry<Code extends string>(
  stored: unknown,
  codes: readonly Code[],
): JournalEntry<Code> | undefined {
  const { event: storedEvent, at, since, times } = asRecord(stored);
  const event = parseEvent(asRecord(storedEvent), codes);
  if (event === undefined || !isMoment(at) || !isMoment(since)) return undefined;
  return Number.isSafeInteger(times) && Number(times) > 0
    ? { event, at, since, times: Number(times) }
    : undefined;
}

/** Takes over what an event of its kind has, and nothing else that may lie beside it. */
function parseEvent<Code extends string>(
  { kind, road, code, end, leftBehind }: Record<string, unknown>,
  codes: readonly Code[],
): JournalEvent<Code> | undefined {
  switch (kind) {
    case 'background-started':
    case 'renewed':
    case 'session-locked':
    case 'storage-failed':
      return { kind };
    case 'signed-in': {
      const known = ROADS.find((one) => one === road);
      return known === undefined ? undefined : { kind, road: known };
    }
    case 'session-ended': {
      // Entries from before this property existed have none.
      const known = SESSION_ENDS.find((one) => one === (end ?? 'ended'));
      return known === undefined ? undefined : { kind, end: known };
    }
    case 'sign-in-failed':
    case 'renewal-failed':
    case 'sign-out-failed': {
      const known = codes.find((one) => one === code);
      return known === undefined ? undefined : { kind, code: known };
    }
    case 'signed-out':
      if (!Array.isArray(leftBehind)) return undefined;
      return { kind, leftBehind: LEFT_BEHIND.filter((one) => leftBehind.includes(one)) };
    default:
      return undefined;
  }
}

function asRecord(value: unknown): Record<string, unknown> {
  return { ...Object(value) };
}

function isMoment(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && value <= MAX_TIMESTAMP;
}
