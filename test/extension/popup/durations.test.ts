import { describe, expect, it } from 'vitest';
import { distanceChangesAt, formatDistance } from '../../../src/extension/popup/durations.ts';
import { NOON } from '../../support/unit/session.ts';

const [SECOND, MINUTE, HOUR, DAY] = [1_000, 60_000, 3_600_000, 86_400_000];

describe('a time', () => {
  it.each([
    [0, 'now'],
    [-3 * MINUTE, '3 minutes ago'],
    [3 * MINUTE, 'in 3 minutes'],
    [-10 * DAY, '10 days ago'],
    [11 * HOUR, 'in 11 hours'],
    [65 * SECOND, 'in 65 seconds'],
    [119.6 * SECOND, 'in 2 minutes'],
    [40 * HOUR, 'in 40 hours'],
  ])('%d ms from now is %s', (distance, words) => {
    expect(formatDistance(NOON + distance, NOON, 'en')).toBe(words);
  });
});

describe('the text for a future time', () => {
  it.each([
    3 * DAY,
    47.6 * HOUR,
    12 * HOUR,
    119.7 * MINUTE,
    42 * MINUTE,
    2.2 * MINUTE,
    119.6 * SECOND,
    7 * SECOND,
    1 * SECOND,
  ])('stays the same until its refresh time: %d ms from now', (distance) => {
    const words = (now: number) => formatDistance(NOON + distance, now, 'en');
    const change = distanceChangesAt(NOON + distance, NOON);
    expect(change).toBeGreaterThan(NOON);
    expect(words(change - 2)).toBe(words(NOON));
    expect(words(change)).not.toBe(words(NOON));
  });
});
