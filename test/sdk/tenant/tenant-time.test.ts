import { describe, expect, it } from 'vitest';
import { tenantTime } from '../../../src/sdk/tenant/tenant-time.ts';
import { NOON } from '../../support/unit/session.ts';

const DATE = new Date(NOON).toUTCString();

describe('tenantTime', () => {
  it.each<[string, Record<string, string>, number | null]>([
    ['Date', { date: DATE }, NOON],
    ['Date, later by its age', { date: DATE, age: '90' }, NOON + 90_000],
    ['Date, without an age that makes no sense', { date: DATE, age: '-90' }, NOON],
    ['nothing without Date', { age: '90' }, null],
    ['nothing if Date is not an HTTP date', { date: '1' }, null],
  ])('returns %s', (_name, headers, expected) => {
    expect(tenantTime(new Headers(headers))).toBe(expected);
  });
});
