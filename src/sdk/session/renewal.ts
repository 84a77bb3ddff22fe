import { MAX_TIMESTAMP } from './timestamp.ts';

/** The life of an access token. Moments in milliseconds since 1970, by this computer's clock. */
export interface TokenLife {
  readonly createdAt: number;
  readonly expiresAt: number;
}

/** What is remembered of attempts to renew one session that have not led to new tokens. */
export interface RenewalAttempts {
  /** How many have failed, one after the other. */
  readonly failures: number;
  /** When the next automatic attempt is made. */
  readonly nextAt: number;
  /** Before this time, a caller that needs a token causes no attempt either. */
  readonly notBefore: number;
}

/** The most by which attempts of many installations are spread, in milliseconds. */
const LONGEST_SPREAD = 7_200_000;

/** An attempt that comes later than planned by this (milliseconds) was slept through. */
const SLEPT = 60_000;

/** Milliseconds before its end from which on a token is not returned to a caller. */
const MARGIN = 60_000;

const SHORTEST_BACKOFF = 30_000;
const LONGEST_BACKOFF = 3_600_000;
/** Milliseconds from a lost answer to the one request that is repeated at once. */
const SHORTEST_RETRY_DELAY = 1_000;
const LONGEST_RETRY_DELAY = 3_000;

const SHORTEST_PAUSE = 1_000;
const LONGEST_PAUSE = 60_000;

/** The part of a token's life in which it is renewed. */
const EARLIEST = 0.3;
const LATEST = 0.9;

/**
 * When to renew a token that has just been issued: somewhere in the middle of its life, so that installations which
 * signed in together do not renew together, and failures leave time to try again. The middle begins early: a token
 * of a day that is renewed after half of it is renewed at night, which is to say when the computer is woken, as many
 * others are, and so on each day from then on. `random` gives a number from 0 to 1.
 */
export function renewAt({ createdAt, expiresAt }: TokenLife, random: () => number): number {
  return createdAt + (expiresAt - createdAt) * (EARLIEST + (LATEST - EARLIEST) * random());
}

/** Returns whether a token can be returned to a caller at `now`. */
export function isFresh({ createdAt, expiresAt }: TokenLife, now: number): boolean {
  const margin = Math.min(MARGIN, (expiresAt - createdAt) / 10);
  return now < expiresAt - margin && !hasClockGoneBack({ createdAt }, now);
}

/** Returns whether the clock shows a time before the token was issued: then this clock can't decide when it expires. */
export function hasClockGoneBack({ createdAt }: Pick<TokenLife, 'createdAt'>, now: number): boolean {
  return now < createdAt - SLEPT;
}

/**
 * What to do about a renewal that was planned for `plannedAt`, now that it is `now`: wait for its moment, begin,
 * or, where the computer slept through it as many others did, begin at a moment drawn anew.
 */
export function dueAt(life: TokenLife, plannedAt: number, now: number, random: () => number): number {
  if (now < plannedAt) return plannedAt;
  return now - plannedAt <= SLEPT ? now : now + random() * spread(life);
}

/**
 * Returns how long to wait before a request whose answer was lost is repeated, in milliseconds. The tenant may have
 * exchanged the refresh token, and then accepts the previous one within its rotation overlap alone.
 * https://auth0.com/docs/secure/tokens/refresh-tokens/refresh-token-rotation
 */
export function retryDelay(random: () => number): number {
  return SHORTEST_RETRY_DELAY + (LONGEST_RETRY_DELAY - SHORTEST_RETRY_DELAY) * random();
}

/**
 * The attempts after one more failure at `now`. `retryAfter` is what the tenant asked for, in milliseconds
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
 * Over how long to spread attempts that would else come together, in milliseconds: half of the token's life, however
 * little of it is left. When computers are woken, or a tenant comes back, those with little left are many, and would
 * come together after all. No caller waits for it: one that needs a fresh token causes an attempt.
 */
function spread({ createdAt, expiresAt }: TokenLife): number {
  return Math.min((expiresAt - createdAt) / 2, LONGEST_SPREAD);
}
