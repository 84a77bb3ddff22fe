import { ERROR_CODES, type ErrorCode } from '../errors.ts';
import { SESSION_ENDS, type SessionEnd } from '../session/session.ts';
import { isTimestamp } from '../session/timestamp.ts';
import type { StoredItem } from './stored-item.ts';

/** Sign-in methods. */
const METHODS = ['form', 'window', 'silent'] as const;
export type SignInMethod = (typeof METHODS)[number];

/** Steps of a sign-out that can fail at the tenant. */
const FAILED_STEPS = ['refresh-token', 'tenant-session'] as const;
export type FailedStep = (typeof FAILED_STEPS)[number];

/** An event in the journal. It contains codes only: never a name, an address, a token or text from the tenant. */
export type JournalEvent =
  /** `session-key-lost`: the session's tokens couldn't be decrypted. `storage-failed`: the session couldn't be read. */
  | { readonly kind: 'background-started' | 'renewed' | 'session-key-lost' | 'storage-failed' }
  | { readonly kind: 'signed-in'; readonly method: SignInMethod }
  | { readonly kind: 'signed-out'; readonly failedSteps: readonly FailedStep[] }
  /** The tenant has refused to renew the session for good, or the settings have changed. */
  | { readonly kind: 'session-ended'; readonly end: SessionEnd }
  | { readonly kind: 'sign-in-failed' | 'renewal-failed' | 'sign-out-failed'; readonly code: ErrorCode };

/** An event and when it happened, once or several times in a row. */
export interface JournalEntry {
  readonly event: JournalEvent;
  /** When it last happened, in Unix time in milliseconds. */
  readonly at: number;
  /** When it first happened, in Unix time in milliseconds. */
  readonly since: number;
  readonly times: number;
}

/** Maximum number of stored entries. */
export const MAX_ENTRIES = 100;

/** Events that repeat without user action. They are merged, so that they don't push out all other events. */
const REPEATS: readonly JournalEvent['kind'][] = ['background-started', 'renewal-failed', 'storage-failed'];

/**
 * Returns the journal with `event` added at `at` (Unix time in milliseconds), cut to `MAX_ENTRIES`. Merges an event in
 * `REPEATS` with an equal one among the last two entries, because the background also starts before each renewal.
 */
export function addToJournal(
  journal: readonly JournalEntry[],
  event: JournalEvent,
  at: number,
): JournalEntry[] {
  const same = REPEATS.includes(event.kind)
    ? journal.slice(-2).find((entry) => JSON.stringify(entry.event) === JSON.stringify(event))
    : undefined;
  const others = journal.filter((entry) => entry !== same);
  const added = { event, at, since: same?.since ?? at, times: (same?.times ?? 0) + 1 };
  return [...others, added].slice(-MAX_ENTRIES);
}

/** Parses a stored journal. Never throws. Omits entries that are damaged or were written by a later version. */
export function parseJournal(stored: unknown): readonly JournalEntry[] {
  if (!Array.isArray(stored)) return [];
  return stored.flatMap((entry: unknown) => parseEntry(entry) ?? []).slice(-MAX_ENTRIES);
}

function parseEntry(stored: unknown): JournalEntry | undefined {
  const { event: storedEvent, at, since, times } = asRecord(stored);
  const event = parseEvent(asRecord(storedEvent));
  if (event === undefined || !isTimestamp(at) || !isTimestamp(since)) return undefined;
  return typeof times === 'number' && Number.isSafeInteger(times) && times > 0
    ? { event, at, since, times }
    : undefined;
}

/** Returns the event with the properties of its kind only, or `undefined` if it isn't valid. */
function parseEvent(stored: Record<string, unknown>): JournalEvent | undefined {
  const { kind, failedSteps } = stored;
  const method = knownOf(METHODS, stored.method);
  const code = knownOf(ERROR_CODES, stored.code);
  const end = knownOf(SESSION_ENDS, stored.end);
  switch (kind) {
    case 'background-started':
    case 'renewed':
    case 'session-key-lost':
    case 'storage-failed':
      return { kind };
    case 'signed-in':
      return method && { kind, method };
    case 'session-ended':
      return end && { kind, end };
    case 'sign-in-failed':
    case 'renewal-failed':
    case 'sign-out-failed':
      return code && { kind, code };
    case 'signed-out':
      if (!Array.isArray(failedSteps)) return undefined;
      return { kind, failedSteps: FAILED_STEPS.filter((step) => failedSteps.includes(step)) };
    default:
      return undefined;
  }
}

function knownOf<T>(known: readonly T[], value: unknown): T | undefined {
  return known.find((one) => one === value);
}

function asRecord(value: unknown): Record<string, unknown> {
  return { ...Object(value) };
}

export type Journal = ReturnType<typeof createJournal>;

/** Returns the journal in the item `JOURNAL`. `now` returns the Unix time in milliseconds. No method rejects. */
export function createJournal(item: StoredItem<readonly JournalEntry[]>, now: () => number = Date.now) {
  return {
    /** Adds an event that happens now. Resolves when it is stored, or when that has failed. */
    note(event: JournalEvent): Promise<void> {
      const at = now();
      return item.update((journal) => addToJournal(journal, event, at));
    },
    /** Returns the entries, oldest first, or `null` if the storage fails. */
    read: () => item.load().catch(() => null),
  };
}
