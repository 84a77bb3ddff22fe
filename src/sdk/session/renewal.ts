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

/** Maximum time over which the attempts of many installations are spread, in milliseconds. */
const LONGEST_SPREAD = 7_200_000;

/** If an attempt is later than planned by more than this (milliseconds), the computer slept in between. */
const SLEPT = 60_000;

/** A token that expires within this time (milliseconds) is not returned to a caller. */
const MARGIN = 60_000;

/** Limits of the backoff of automatic attempts, in milliseconds. */
const SHORTEST_BACKOFF = 30_000;
const LONGEST_BACKOFF = 3_600_000;
/** Limits of the delay between a lost response and the immediate retry, in milliseconds. */
const SHORTEST_RETRY_DELAY = 1_000;
const LONGEST_RETRY_DELAY = 3_000;

/** Limits of the pause before a caller can trigger the next attempt, in milliseconds. */
const SHORTEST_PAUSE = 1_000;
const LONGEST_PAUSE = 60_000;

/** Limits of the renewal window, as fractions of a token's lifetime. */
const EARLIEST = 0.3;
const LATEST = 0.9;

/**
 * Returns when to renew a token that was just issued, as Unix time in milliseconds: a random time in the middle of its
 * lifetime. Installations that signed in together then don't renew together, and there is time for retries. The window starts
 * early because of tokens that last a day. If one is renewed after half a day, that time is in the night. The renewal then runs
 * when the computer wakes in the morning, together with many others, and so on each following day. `random` returns a number
 * from 0 to 1.
 */
export function renewAt({ createdAt, expiresAt }: TokenLife, random: () => number): number {
  return createdAt + (expiresAt - createdAt) * (EARLIEST + (LATEST - EARLIEST) * random());
}

/** Returns whether a token can be returned to a caller at `now` (Unix time in milliseconds). */
export function isFresh({ createdAt, expiresAt }: TokenLife, now: number): boolean {
  const margin = Math.min(MARGIN, (expiresAt - createdAt) / 10);
  return now < expiresAt - margin && !hasClockGoneBack({ createdAt }, now);
}

/** Returns whether the clock shows a time before the token was issued, so that it can't determine when the token expires. */
export function hasClockGoneBack({ createdAt }: Pick<TokenLife, 'createdAt'>, now: number): boolean {
  return now < createdAt - SLEPT;
}

/**
 * Returns when a renewal that was planned for `plannedAt` is due, as Unix time in milliseconds. Returns `plannedAt` if it is in
 * the future, else `now`. If the computer slept past `plannedAt`, as many others might have, returns a new random time.
 */
export function dueAt(life: TokenLife, plannedAt: number, now: number, random: () => number): number {
  if (now < plannedAt) return plannedAt;
  return now - plannedAt <= SLEPT ? now : now + random() * spread(life);
}

/**
 * Returns the delay in milliseconds before a retry of a request whose response was lost. The tenant might have rotated the
 * refresh token. It then accepts the previous one only within the rotation overlap period.
 * https://auth0.com/docs/secure/tokens/refresh-tokens/refresh-token-rotation
 */
export function retryDelay(random: () => number): number {
  return SHORTEST_RETRY_DELAY + (LONGEST_RETRY_DELAY - SHORTEST_RETRY_DELAY) * random();
}

/**
 * Returns the attempts after one more failure at `now`. `retryAfter` is the tenant's `Retry-After` in milliseconds
 * (RFC 9110 section 10.2.3), or `null`.
 */
export function afterFailure(
  life: TokenLife,
  previous: RenewalAttempts | null,
  { now, retryAfter, random }: { now: number; retryAfter: number | null; random: () => number },
): RenewalAttempts {
  const failures = (previous?.failures ?? 0) + 1;
  const doubled = 2 ** Math.min(failures - 1, 20);
  const backoff = Math.min(SHORTEST_BACKOFF * doubled, LONGEST_BACKOFF) * (0.5 + 0.5 * random());
  const pause = retryAfter ?? Math.min(SHORTEST_PAUSE * doubled, LONGEST_PAUSE);
  return {
    failures,
    nextAt: Math.min(now + Math.max(backoff, pause) + random() * spread(life), MAX_TIMESTAMP),
    notBefore: Math.min(now + pause, MAX_TIMESTAMP),
  };
}

/**
 * Returns the time in milliseconds over which to spread attempts that would otherwise coincide: half of the token's lifetime,
 * even if less of it is left. When computers wake or a tenant recovers, many tokens have little time left, and their renewals
 * would coincide. No caller waits for the spread, because a caller that needs a fresh token triggers an attempt.
 */
function spread({ createdAt, expiresAt }: TokenLife): number {
  return Math.min((expiresAt - createdAt) / 2, LONGEST_SPREAD);
}
