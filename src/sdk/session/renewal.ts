import { MAX_TIMESTAMP } from './timestamp.ts';

/** The lifetime of an access token. Unix time in milliseconds, by this computer's clock. */
export interface TokenLife {
  readonly createdAt: number;
  readonly expiresAt: number;
}

/** The failed attempts to renew a session since its last renewal. Timestamps are Unix time in milliseconds. */
export interface RenewalAttempts {
  /** Number of consecutive failures. */
  readonly failures: number;
  /** When the next automatic attempt is made. */
  readonly nextAt: number;
  /** Before this time, a caller that needs a token does not trigger an attempt either. */
  readonly notBefore: number;
}

// Durations are in milliseconds.

/** Maximum time over which the attempts of many installations are spread. */
const MAX_SPREAD = 7_200_000;

/** If an attempt is later than planned by more than this, the computer slept in between. */
const SLEEP_THRESHOLD = 60_000;

/** A token that expires within this time is not returned to a caller. */
const EXPIRY_MARGIN = 60_000;

/** Limits of the backoff of automatic attempts. */
const MIN_BACKOFF = 30_000;
const MAX_BACKOFF = 3_600_000;

/** Limits of the delay between a lost response and the immediate retry. */
const MIN_RETRY_DELAY = 1_000;
const MAX_RETRY_DELAY = 3_000;

/** Limits of the pause before a caller can trigger the next attempt. */
const MIN_PAUSE = 1_000;
const MAX_PAUSE = 60_000;

/** Limits of the renewal window, as fractions of a token's lifetime. */
const WINDOW_START = 0.3;
const WINDOW_END = 0.9;

/**
 * Returns when to renew a token that was just issued, as Unix time in milliseconds: a random time in the middle of its
 * lifetime, so that installations don't renew together. `random` returns a number from 0 to 1.
 */
export function renewAt({ createdAt, expiresAt }: TokenLife, random: () => number): number {
  return createdAt + (expiresAt - createdAt) * (WINDOW_START + (WINDOW_END - WINDOW_START) * random());
}

/** Returns whether a token can be returned to a caller at `now` (Unix time in milliseconds). */
export function isFresh({ createdAt, expiresAt }: TokenLife, now: number): boolean {
  const margin = Math.min(EXPIRY_MARGIN, (expiresAt - createdAt) / 10);
  return now < expiresAt - margin && !hasClockGoneBack({ createdAt }, now);
}

/** Returns whether the clock shows a time before the token was issued, so that it can't determine when the token expires. */
export function hasClockGoneBack({ createdAt }: Pick<TokenLife, 'createdAt'>, now: number): boolean {
  return now < createdAt - SLEEP_THRESHOLD;
}

/**
 * Returns when a renewal that was planned for `plannedAt` is due, as Unix time in milliseconds: then, or now. If the computer
 * slept past `plannedAt`, as many others might have, returns a new random time.
 */
export function dueAt(life: TokenLife, plannedAt: number, now: number, random: () => number): number {
  if (now < plannedAt) return plannedAt;
  return now - plannedAt <= SLEEP_THRESHOLD ? now : now + random() * spread(life);
}

/** Returns the delay in milliseconds before a retry of a request whose response was lost. */
export function retryDelay(random: () => number): number {
  return MIN_RETRY_DELAY + (MAX_RETRY_DELAY - MIN_RETRY_DELAY) * random();
}

/**
 * Returns the attempts after one more failure. `retryAfter` is the wait that the tenant requires, in milliseconds, or `null`.
 */
export function afterFailure(
  life: TokenLife,
  previous: RenewalAttempts | null,
  { now, retryAfter, random }: { now: number; retryAfter: number | null; random: () => number },
): RenewalAttempts {
  const failures = (previous?.failures ?? 0) + 1;
  const doubled = 2 ** Math.min(failures - 1, 20);
  const backoff = Math.min(MIN_BACKOFF * doubled, MAX_BACKOFF) * (0.5 + 0.5 * random());
  const pause = retryAfter ?? Math.min(MIN_PAUSE * doubled, MAX_PAUSE);
  return {
    failures,
    nextAt: Math.min(now + Math.max(backoff, pause) + random() * spread(life), MAX_TIMESTAMP),
    notBefore: Math.min(now + pause, MAX_TIMESTAMP),
  };
}

/**
 * Returns the time in milliseconds over which to spread attempts that would coincide when computers wake or a tenant recovers.
 */
function spread({ createdAt, expiresAt }: TokenLife): number {
  return Math.min((expiresAt - createdAt) / 2, MAX_SPREAD);
}
