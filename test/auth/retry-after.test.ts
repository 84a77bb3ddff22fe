import { OperationProcessingError, ResponseBodyError } from 'oauth4webapi';
import { describe, expect, it } from 'vitest';
import { retryAfterOf } from '../../src/auth/retry-after.ts';
import { LatchkeyError } from '../../src/errors.ts';
import { NOON } from '../support/unit-session.ts';

const SECOND = 1000;
const DAY = 86_400_000;
const YEAR = 365 * DAY;

const response = (headers: Record<string, string>) => new Response(null, { status: 429, headers });

/** A refusal in the words of RFC 6749 section 5.2. */
const inWords = (headers: Record<string, string>) =>
  new ResponseBodyError('refused', { cause: { error: 'too_many_requests' }, response: response(headers) });

/** Any other answer. */
const without = (headers: Record<string, string>) =>
  new OperationProcessingError('refused', { cause: response(headers) });

const at = (moment: number) => new Date(moment).toUTCString();

describe('how long the tenant asks us to wait', () => {
  it.each<[string, string, number]>([
    ['seconds', '120', 120 * SECOND],
    ['no second', '0', 0],
    ['seconds with white space around them', ' 7 ', 7 * SECOND],
    ['a date', at(NOON + 90 * SECOND), 90 * SECOND],
    ['a date as it was written long ago', 'Saturday, 01-Feb-31 12:01:30 GMT', 90 * SECOND],
    ['a date that has passed', at(NOON - 90 * SECOND), 0],
    ['more seconds than a day has', '999999999999999999999', DAY],
    ['a date in years', at(NOON + YEAR), DAY],
  ])('is told by %s', (_name, value, expected) => {
    expect(retryAfterOf(inWords({ 'retry-after': value }), NOON)).toBe(expected);
    expect(retryAfterOf(without({ 'retry-after': value }), NOON)).toBe(expected);
  });

  it.each([
    ['a year behind', -YEAR],
    ['a year ahead', YEAR],
  ])("is counted by the tenant's own clock where ours is %s", (_name, difference) => {
    const headers = { 'retry-after': at(NOON + 90 * SECOND), date: at(NOON) };
    expect(retryAfterOf(inWords(headers), NOON + difference)).toBe(90 * SECOND);
  });

  it.each([['soon'], [''], [' '], ['-1'], ['1.5'], ['1.5.2'], ['NaN'], ['Infinity'], ['Noon, today']])(
    'is not told by %j',
    (value) => {
      expect(retryAfterOf(inWords({ 'retry-after': value }), NOON)).toBeNull();
    },
  );

  it.each<[string, unknown]>([
    ['an answer without the header', inWords({})],
    ['a dead network', new LatchkeyError('tenant-unreachable', 'No.', { cause: new TypeError() })],
    ['an error about something else', new OperationProcessingError('no', { cause: { claims: {} } })],
    ['an error of ours', new TypeError('no')],
    ['what is no error', 'no'],
    ['nothing', undefined],
  ])('is not told by %s', (_name, failure) => {
    expect(retryAfterOf(failure, NOON)).toBeNull();
  });
});
