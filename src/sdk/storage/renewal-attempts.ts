import { type LatchkeyError, parseError, serializeError } from '../errors.ts';
import { hasClockGoneBack, type RenewalAttempts } from '../session/renewal.ts';
import type { Storage } from './port.ts';

/** The key of the attempts to renew the session. */
export const RENEWAL_ATTEMPTS_KEY = 'latchkey.renewal-attempts';

/** Attempts with the last failure, for those who ask for a token before it is time to try again. */
export interface KeptAttempts extends RenewalAttempts {
  readonly failure: LatchkeyError | null;
}

/** Remembers attempts to renew while the browser runs. Losing them costs an attempt too many. */
export interface RenewalAttemptsStore {
  /** The attempts to renew the tokens that were received at `createdAt` (milliseconds). Never rejects. */
  read(token: TokenName): Promise<KeptAttempts | null>;
  /** Never rejects. */
  write(token: TokenName, attempts: KeptAttempts): Promise<void>;
}

/** Which tokens are to be renewed: the session's id, and when they were received, in milliseconds. */
export interface TokenName {
  readonly id: string;
  readonly createdAt: number;
}

/** Keeps attempts in `storage`. `now` gives the time in milliseconds. */
export function createRenewalAttemptsStore(
  storage: Storage,
  now: () => number = Date.now,
): RenewalAttemptsStore {
  return {
    async read(token) {
      try {
        return parse(await storage.get(RENEWAL_ATTEMPTS_KEY), token, now());
      } catch {
        // As if there had been no attempt: the next one is made at its planned moment.
        return null;
      }
    },
    async write({ id, createdAt }, { failure, ...attempts }) {
      try {
        const stored = failure && serializeError(failure);
        const record = { id, createdAt, writtenAt: now(), ...attempts, failure: stored };
        await storage.set(RENEWAL_ATTEMPTS_KEY, record);
      } catch (error) {
        console.error('An attempt to renew the session could not be remembered.', error);
      }
    },
  };
}

function parse(stored: unknown, token: TokenName, now: number): KeptAttempts | null {
  const { id, createdAt, writtenAt, ...rest }: Record<string, unknown> = { ...Object(stored) };
  if (id !== token.id || createdAt !== token.createdAt) return null;
  // Their moments are by a clock that was wrong: kept to, they could be a year ahead.
  if (typeof writtenAt !== 'number' || hasClockGoneBack({ createdAt: writtenAt }, now)) return null;
  const { failures, nextAt, notBefore, failure } = rest;
  if (typeof failures !== 'number' || typeof nextAt !== 'number' || typeof notBefore !== 'number')
    return null;
  return { failures, nextAt, notBefore, failure: parseError(failure) };
}
