import { type LatchkeyError, parseError, serializeError } from '../errors.ts';
import { hasClockGoneBack, type RenewalAttempts } from '../session/renewal.ts';
import type { Session } from '../session/session.ts';
import type { StoredItem } from './stored-item.ts';

/** Failed attempts and the last failure. */
export interface FailedAttempts extends RenewalAttempts {
  readonly failure: LatchkeyError | null;
}

/** Failed attempts to renew the tokens that the session `id` received at `createdAt`. Times are Unix times in milliseconds. */
export interface AttemptRecord extends FailedAttempts {
  readonly id: string;
  readonly createdAt: number;
  readonly writtenAt: number;
}

/** Parses stored attempts. Never throws. */
export function parseAttemptRecord(stored: unknown): AttemptRecord | null {
  const { id, failure, ...numbers }: Record<string, unknown> = { ...Object(stored) };
  const { createdAt, writtenAt, failures, nextAt, notBefore } = numbers;
  if (typeof id !== 'string' || typeof createdAt !== 'number' || typeof writtenAt !== 'number') return null;
  if (typeof failures !== 'number' || typeof nextAt !== 'number' || typeof notBefore !== 'number')
    return null;
  return { id, createdAt, writtenAt, failures, nextAt, notBefore, failure: parseError(failure) };
}

/** Returns the stored form of the attempts, which has the failure without its cause. */
export function serializeAttemptRecord(record: AttemptRecord | null): unknown {
  return record && { ...record, failure: record.failure && serializeError(record.failure) };
}

export type AttemptsStore = ReturnType<typeof createRenewalAttempts>;

/**
 * Returns the store of failed attempts in the item `RENEWAL_ATTEMPTS`. If attempts are lost, one more is made. `now` returns the
 * Unix time in milliseconds. No method rejects.
 */
export function createRenewalAttempts(item: StoredItem<AttemptRecord | null>, now: () => number = Date.now) {
  return {
    async read({ id, createdAt }: Session): Promise<FailedAttempts | null> {
      const found = await item.read();
      if (found === null || found.id !== id || found.createdAt !== createdAt) return null;
      // If the record was written while the clock was wrong, its times could be a year ahead.
      return hasClockGoneBack({ createdAt: found.writtenAt }, now()) ? null : found;
    },
    write: ({ id, createdAt }: Session, attempts: FailedAttempts) =>
      item.write({ ...attempts, id, createdAt, writtenAt: now() }),
  };
}
