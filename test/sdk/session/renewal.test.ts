import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  afterFailure,
  dueAt,
  isFresh,
  type RenewalAttempts,
  renewAt,
  type TokenLife,
} from '../../../src/sdk/session/renewal.ts';
import { MAX_TIMESTAMP } from '../../../src/sdk/session/timestamp.ts';
import { NOON } from '../../support/unit/session.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const lifeOf = (length: number): TokenLife => ({ createdAt: NOON, expiresAt: NOON + length });

/** From tokens that expire immediately to those of thirty days, the longest that Auth0 issues. */
const lives = fc.integer({ min: 0, max: 30 * DAY }).map(lifeOf);
const randomNumbers = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const timestamps = fc.integer({ min: NOON - DAY, max: NOON + 60 * DAY });

describe('renewAt', () => {
  it.each([
    ['a day', DAY],
    ['five seconds', 5 * SECOND],
  ])('returns a time in the middle of a lifetime of %s', (_name, length) => {
    expect(renewAt(lifeOf(length), () => 0)).toBe(NOON + 0.3 * length);
    expect(renewAt(lifeOf(length), () => 1)).toBeCloseTo(NOON + 0.9 * length);
  });

  it('returns a time at which the token is still fresh', () => {
    const lasting = fc.integer({ min: SECOND, max: 30 * DAY }).map(lifeOf);
    fc.assert(
      fc.property(lasting, randomNumbers, (life, number) => {
        expect(isFresh(life, renewAt(life, () => number) - 1)).toBe(true);
      }),
    );
  });
});

describe('isFresh', () => {
  it.each([
    ['a minute before the expiry', HOUR, HOUR - MINUTE - 1, true],
    ['in the last minute', HOUR, HOUR - MINUTE, false],
    ['before the last tenth of five seconds', 5 * SECOND, 4_499, true],
    ['in the last tenth of five seconds', 5 * SECOND, 4_500, false],
    ['if the clock was set back by a minute', HOUR, -MINUTE, true],
    ['if the clock was set back by more', HOUR, -MINUTE - 1, false],
  ])('%s', (_name, length, since, expected) => {
    expect(isFresh(lifeOf(length), NOON + since)).toBe(expected);
  });
});

describe('dueAt', () => {
  const plannedAt = NOON + 12 * HOUR;
  const due = (now: number, number = 0) => dueAt(lifeOf(DAY), plannedAt, now, () => number);

  it('returns the planned time if it is in the future', () => {
    expect(due(plannedAt - 1, 1)).toBe(plannedAt);
  });

  it.each([0, MINUTE])('returns now if the planned time was %d milliseconds ago', (ago) => {
    expect(due(plannedAt + ago, 1)).toBe(plannedAt + ago);
  });

  it('returns a random time within two hours if the computer slept past the planned time', () => {
    const now = plannedAt + MINUTE + 1;
    expect([due(now, 0), due(now, 1)]).toEqual([now, now + 2 * HOUR]);
  });

  it('spreads short tokens over half of their lifetime', () => {
    const now = NOON + 10 * MINUTE;
    expect(dueAt(lifeOf(5 * SECOND), NOON + 3 * SECOND, now, () => 1)).toBe(now + 2.5 * SECOND);
  });

  it('never returns a past time, nor one more than two hours after the planned time and now', () => {
    fc.assert(
      fc.property(lives, timestamps, timestamps, randomNumbers, (life, planned, now, number) => {
        const time = dueAt(life, planned, now, () => number);
        expect(time).toBeGreaterThanOrEqual(now);
        expect(time).toBeLessThanOrEqual(Math.max(planned, now + 2 * HOUR));
      }),
    );
  });
});

describe('afterFailure', () => {
  const fail = (
    previous: RenewalAttempts | null = null,
    { life = lifeOf(DAY), retryAfter = null, number = 0 }: FailureOptions = {},
  ) => afterFailure(life, previous, { now: NOON, retryAfter, random: () => number });

  interface FailureOptions {
    readonly life?: TokenLife;
    readonly retryAfter?: number | null;
    readonly number?: number;
  }

  it('doubles backoff and pause with each failure, up to half an hour and a minute', () => {
    const all: RenewalAttempts[] = [];
    for (let count = 0; count < 9; count += 1) all.push(fail(all.at(-1)));
    const seconds = (name: 'nextAt' | 'notBefore') => all.map((one) => (one[name] - NOON) / SECOND);
    expect(all.at(-1)?.failures).toBe(9);
    expect(seconds('nextAt')).toEqual([15, 30, 60, 120, 240, 480, 960, 1800, 1800]);
    expect(seconds('notBefore')).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60]);
  });

  it.each<[string, FailureOptions, number, number]>([
    ['for a short token', { life: lifeOf(5 * SECOND), number: 1 }, 32.5 * SECOND, SECOND],
    ['as the tenant requires', { retryAfter: 5 * HOUR }, 5 * HOUR, 5 * HOUR],
    ['as the tenant requires, and spreads it', { retryAfter: 5 * HOUR, number: 1 }, 7 * HOUR, 5 * HOUR],
    ['with the usual backoff if the tenant requires none', { retryAfter: 0 }, 15 * SECOND, 0],
  ])('waits %s', (_name, options, nextIn, pause) => {
    expect(fail(null, options)).toEqual({ failures: 1, nextAt: NOON + nextIn, notBefore: NOON + pause });
  });

  it('limits both times to the latest timestamp', () => {
    const { nextAt, notBefore } = fail(null, { retryAfter: Number.MAX_VALUE });
    expect([nextAt, notBefore]).toEqual([MAX_TIMESTAMP, MAX_TIMESTAMP]);
  });

  it('plans the next attempt after now and the pause, within three hours', () => {
    const counts = fc.integer({ min: 0, max: 5_000 });
    const waits = fc.option(fc.integer({ min: 0, max: DAY }));
    fc.assert(
      fc.property(
        lives,
        timestamps,
        counts,
        waits,
        randomNumbers,
        (life, now, failures, retryAfter, number) => {
          const previous = failures === 0 ? null : { failures, nextAt: now, notBefore: now };
          const next = afterFailure(life, previous, { now, retryAfter, random: () => number });
          expect(next.failures).toBe(failures + 1);
          expect(next.nextAt).toBeGreaterThan(now);
          expect(next.nextAt).toBeGreaterThanOrEqual(next.notBefore);
          expect(next.notBefore).toBeGreaterThanOrEqual(now + (retryAfter ?? SECOND));
          expect(next.nextAt).toBeLessThanOrEqual(now + Math.max(retryAfter ?? 0, HOUR) + 2 * HOUR);
        },
      ),
    );
  });
});
