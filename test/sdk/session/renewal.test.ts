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

const lifeOf = (length: number, createdAt = NOON): TokenLife => ({
  createdAt,
  expiresAt: createdAt + length,
});
const never = () => {
  throw new Error('Nothing is drawn here.');
};
const failing = (over: Partial<Parameters<typeof afterFailure>[2]> = {}) => ({
  now: NOON,
  retryAfter: null,
  random: () => 0,
  ...over,
});

/** From tokens that end at once to those of thirty days, the longest that Auth0 gives. */
const lengths = fc.integer({ min: 0, max: 30 * DAY });
const lives = lengths.map((length) => lifeOf(length));
const chances = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const moments = fc.integer({ min: NOON - DAY, max: NOON + 60 * DAY });

/** What so many failures in a row leave behind. */
function failures(count: number, life: TokenLife, random: () => number): RenewalAttempts[] {
  const all: RenewalAttempts[] = [];
  for (let failed = 0; failed < count; failed += 1)
    all.push(afterFailure(life, all.at(-1) ?? null, failing({ random })));
  return all;
}

describe('the renewal of a new token', () => {
  it.each([
    ['a day', DAY],
    ['two hours', 2 * HOUR],
    ['five seconds', 5 * SECOND],
  ])('of %s is planned in the middle of its life', (_name, length) => {
    expect(renewAt(lifeOf(length), () => 0)).toBe(NOON + 0.3 * length);
    expect(renewAt(lifeOf(length), () => 1)).toBeCloseTo(NOON + 0.9 * length);
  });

  it('is within its life, and the token is fresh until then', () => {
    const lasting = fc.integer({ min: SECOND, max: 30 * DAY }).map((length) => lifeOf(length));
    fc.assert(
      fc.property(lasting, chances, (life, chance) => {
        const timestamp = renewAt(life, () => chance);
        expect(timestamp).toBeGreaterThan(life.createdAt);
        expect(timestamp).toBeLessThan(life.expiresAt);
        expect(isFresh(life, timestamp - 1)).toBe(true);
      }),
    );
  });
});

describe('a token', () => {
  it.each([
    ['when it is issued', NOON, true],
    ['until a minute before its end', NOON + HOUR - MINUTE - 1, true],
    ['not in its last minute', NOON + HOUR - MINUTE, false],
    ['not after its end', NOON + DAY, false],
    ['though the clock was set back a little', NOON - MINUTE, true],
    ['not when the clock shows a time long before it', NOON - MINUTE - 1, false],
  ])('is fresh: %s', (_name, now, fresh) => {
    expect(isFresh(lifeOf(HOUR), now)).toBe(fresh);
  });

  it('of five seconds is fresh except for its last tenth', () => {
    expect(isFresh(lifeOf(5 * SECOND), NOON + 4_499)).toBe(true);
    expect(isFresh(lifeOf(5 * SECOND), NOON + 4_500)).toBe(false);
  });
});

describe('a planned renewal', () => {
  const plannedAt = NOON + 12 * HOUR;

  it('is in the future', () => {
    expect(dueAt(lifeOf(DAY), plannedAt, plannedAt - 1, never)).toBe(plannedAt);
  });

  it.each([0, 1, MINUTE])('is due since its time, %d milliseconds ago', (ago) => {
    expect(dueAt(lifeOf(DAY), plannedAt, plannedAt + ago, never)).toBe(plannedAt + ago);
  });

  it('that was missed is drawn again, over two hours', () => {
    const now = plannedAt + MINUTE + 1;
    expect(dueAt(lifeOf(DAY), plannedAt, now, () => 0)).toBe(now);
    expect(dueAt(lifeOf(DAY), plannedAt, now, () => 1)).toBe(now + 2 * HOUR);
  });

  it('of a short token is spread over half of its life', () => {
    const now = NOON + 10 * MINUTE;
    expect(dueAt(lifeOf(5 * SECOND), NOON + 3 * SECOND, now, () => 1)).toBe(now + 2.5 * SECOND);
  });

  it('is never due in the past, nor more than two hours after the plan and now', () => {
    fc.assert(
      fc.property(lives, moments, moments, chances, (life, planned, now, chance) => {
        const due = dueAt(life, planned, now, () => chance);
        expect(due).toBeGreaterThanOrEqual(now);
        expect(due).toBeLessThanOrEqual(Math.max(planned, now + 2 * HOUR));
      }),
    );
  });
});

describe('after a failure', () => {
  it('the first counts as one, and a success resets the count', () => {
    expect(afterFailure(lifeOf(DAY), null, failing()).failures).toBe(1);
    expect(failures(3, lifeOf(DAY), () => 0).at(-1)?.failures).toBe(3);
  });

  it('the wait doubles with each, up to half an hour or more', () => {
    const waits = failures(9, lifeOf(DAY), () => 0).map(({ nextAt }) => (nextAt - NOON) / SECOND);
    expect(waits).toEqual([15, 30, 60, 120, 240, 480, 960, 1800, 1800]);
  });

  it('a request is allowed after one second at first, and after one minute at most', () => {
    const pauses = failures(8, lifeOf(DAY), () => 0).map(({ notBefore }) => (notBefore - NOON) / SECOND);
    expect(pauses).toEqual([1, 2, 4, 8, 16, 32, 60, 60]);
  });

  it('a short token is tried again soon', () => {
    const { nextAt, notBefore } = afterFailure(lifeOf(5 * SECOND), null, failing({ random: () => 1 }));
    expect(nextAt).toBe(NOON + 32.5 * SECOND);
    expect(notBefore).toBe(NOON + SECOND);
  });

  it('no attempt starts before the time that the tenant requested, and they are spread', () => {
    const life = lifeOf(DAY);
    const retryAfter = 5 * HOUR;
    expect(afterFailure(life, null, failing({ retryAfter }))).toMatchObject({
      nextAt: NOON + retryAfter,
      notBefore: NOON + retryAfter,
    });
    expect(afterFailure(life, null, failing({ retryAfter, random: () => 1 })).nextAt).toBe(
      NOON + retryAfter + 2 * HOUR,
    );
  });

  it('the growing wait applies to the alarm if the tenant requests no wait', () => {
    const { nextAt, notBefore } = afterFailure(lifeOf(DAY), null, failing({ retryAfter: 0 }));
    expect(nextAt).toBe(NOON + 15 * SECOND);
    expect(notBefore).toBe(NOON);
  });

  it('an infinite wait ends at the latest possible time', () => {
    const { nextAt, notBefore } = afterFailure(lifeOf(DAY), null, failing({ retryAfter: Number.MAX_VALUE }));
    expect([nextAt, notBefore]).toEqual([MAX_TIMESTAMP, MAX_TIMESTAMP]);
  });

  it('the next attempt is in the future, not early, and within three hours of that', () => {
    const counts = fc.integer({ min: 0, max: 5_000 });
    const waits = fc.option(fc.integer({ min: 0, max: DAY }));
    fc.assert(
      fc.property(lives, moments, counts, waits, chances, (life, now, failed, retryAfter, chance) => {
        const previous = failed === 0 ? null : { failures: failed, nextAt: now, notBefore: now };
        const next = afterFailure(life, previous, { now, retryAfter, random: () => chance });
        expect(next.failures).toBe(failed + 1);
        expect(next.nextAt).toBeGreaterThan(now);
        expect(next.nextAt).toBeGreaterThanOrEqual(next.notBefore);
        expect(next.notBefore).toBeGreaterThanOrEqual(now + (retryAfter ?? SECOND));
        expect(next.nextAt).toBeLessThanOrEqual(now + Math.max(retryAfter ?? 0, HOUR) + 2 * HOUR);
      }),
    );
  });
});
