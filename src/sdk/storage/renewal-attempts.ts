import { parseError, serializeError } from '../errors.ts';
import { hasClockGoneBack } from '../session/renewal.ts';
import type { AttemptsStore, FailedAttempts } from '../tenant/locked-renewal.ts';
import type { StoredItem } from './stored-item.ts';

/** Failed attempts to renew the tokens that the session `id` received at `createdAt`. Times are Unix times in milliseconds. */
export interface AttemptRecord extends FailedAttempts {
  readonly id: string;
  readonly createdAt: number;
  readonly writtenAt: number;
}

/** Parses stored attempts. Never throws. */
export function parseAttemptRecord(stored: unknown): AttemptRecord | undefined {
  const { id, failure, ...numbers }: Record<string, unknown> = { ...Object(stored) };
  const { createdAt, writtenAt, failures, nextAt, notBefore } = numbers;
  if (typeof id !== 'string' || typeof createdAt !== 'number' || typeof writtenAt !== 'number')
    return undefined;
  if (typeof failures !== 'number' || typeof nextAt !== 'number' || typeof notBefore !== 'number')
    return undefined;
  return { id, createdAt, writtenAt, failures, nextAt, notBefore, failure: parseError(failure) };
}

/** Returns the stored form of the attempts, which has the failure without its cause. */
export function serializeAttemptRecord(record: AttemptRecord | null): unknown {
  return record && { ...record, failure: record.failure && serializeError(record.failure) };
}

/**
 * Returns the store of failed attempts in the item `RENEWAL_ATTEMPTS`. Never rejects: if attempts are lost, one additional
 * attempt is made. `now` returns the Unix time in milliseconds.
 */
export function createRenewalAttempts(
  item: StoredItem<AttemptRecord | null>,
  now: () => number = Date.now,
): AttemptsStore {
  return {
    async read({ id, createdAt }) {
      const found = await item.read();
      if (found === null || found.id !== id || found.createdAt !== createdAt) return null;
      // The record was written while the clock was wrong, so its times could be a year ahead.
      return hasClockGoneBack({ createdAt: found.writtenAt }, now()) ? null : found;
    },
    write: ({ id, createdAt }, attempts) => item.write({ ...attempts, id, createdAt, writtenAt: now() }),
  };
}
