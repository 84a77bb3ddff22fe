import { OperationProcessingError, ResponseBodyError } from 'oauth4webapi';
import { describe, expect, it } from 'vitest';
import { LatchkeyError } from '../../../src/sdk/errors.ts';
import { retryAfterOf } from '../../../src/sdk/tenant/retry-after.ts';
import { NOON } from '../../support/unit/session.ts';

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

const at = (timestamp: number) => new Date(timestamp).toUTCString();

describe('retryAfter', () => {
  it.each<[string, string, number]>([
    ['seconds', '120', 120 * SECOND],
    ['no second', '0', 0],
    ['seconds with white space around them', ' 7 ', 7 * SECOND],
    ['a date', at(NOON + 90 * SECOND), 90 * SECOND],
    ['a date as it was written long ago', 'Saturday, 01-Feb-31 12:01:30 GMT', 90 * SECOND],
    ['a date that has passed', at(NOON - 90 * SECOND), 0],
    ['more seconds than a day has', '999999999999999999999', DAY],
    ['a date in years', at(NOON + YEAR), DAY],
  ])('reads %s', (_name, value, expected) => {
    expect(retryAfterOf(inWords({ 'retry-after': value }), NOON)).toBe(expected);
    expect(retryAfterOf(without({ 'retry-after': value }), NOON)).toBe(expected);
  });

  it.each([
    ['a year behind', -YEAR],
    ['a year ahead', YEAR],
  ])("uses the tenant's clock if ours is %s", (_name, difference) => {
    const headers = { 'retry-after': at(NOON + 90 * SECOND), date: at(NOON) };
    expect(retryAfterOf(inWords(headers), NOON + difference)).toBe(90 * SECOND);
  });

  it.each<[string, Record<string, string>, number]>([
    ['alone', {}, 90 * SECOND],
    ['beside an invalid Retry-After', { 'retry-after': 'soon' }, 90 * SECOND],
    ['after Retry-After, which comes first', { 'retry-after': '7' }, 7 * SECOND],
    ["by the tenant's own clock, where ours is a year behind", { date: at(NOON + YEAR) }, 0],
  ])('reads X-RateLimit-Reset, %s', (_name, headers, expected) => {
    const reset = { 'x-ratelimit-limit': '10', 'x-ratelimit-reset': String(NOON / 1000 + 90) };
    expect(retryAfterOf(inWords({ ...reset, ...headers }), NOON)).toBe(expected);
    expect(retryAfterOf(without({ ...reset, ...headers }), NOON)).toBe(expected);
  });

  it.each([
    ['that has passed', NOON / 1000 - 90, 0],
    ['in a year, up to a day', (NOON + YEAR) / 1000, DAY],
    ['in milliseconds, up to a day', NOON, DAY],
  ])('ignores the limit of X-RateLimit-Reset %s', (_name, reset, expected) => {
    expect(retryAfterOf(inWords({ 'x-ratelimit-reset': String(reset) }), NOON)).toBe(expected);
  });

  it.each([['soon'], ['-1']])('ignores the X-RateLimit-Reset %j', (value) => {
    expect(retryAfterOf(inWords({ 'x-ratelimit-reset': value }), NOON)).toBeNull();
  });

  it.each([403, 500, 503])('ignores the X-RateLimit-Reset of a %i, which limits other requests', (status) => {
    const headers = { 'x-ratelimit-reset': String(NOON / 1000 + 90) };
    const cause = new Response(null, { status, headers });
    expect(retryAfterOf(new OperationProcessingError('refused', { cause }), NOON)).toBeNull();
  });

  it.each([['soon'], [''], ['-1'], ['1.5'], ['Infinity']])('ignores %j', (value) => {
    expect(retryAfterOf(inWords({ 'retry-after': value }), NOON)).toBeNull();
  });

  it.each<[string, unknown]>([
    ['an answer without the header', inWords({})],
    [
      'a dead network',
      new LatchkeyError('tenant-unreachable', { domain: 'tenant.example' }, { cause: new TypeError() }),
    ],
    ['an error about something else', new OperationProcessingError('no', { cause: { claims: {} } })],
    ['an error of ours', new TypeError('no')],
    ['what is no error', 'no'],
    ['nothing', undefined],
  ])('ignores %s', (_name, failure) => {
    expect(retryAfterOf(failure, NOON)).toBeNull();
  });
});
