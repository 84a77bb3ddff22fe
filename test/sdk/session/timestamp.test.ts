import { describe, expect, it } from 'vitest';
import { tenantTime } from '../../../src/sdk/session/timestamp.ts';
import { NOON } from '../../support/unit/session.ts';

const DATE = new Date(NOON).toUTCString();

describe('tenantTime', () => {
  it.each<[string, Record<string, string>, number | null]>([
    ['Date plus Age', { date: DATE, age: '90' }, NOON + 90_000],
    ['Date without a negative Age', { date: DATE, age: '-90' }, NOON],
    ['null without Date', { age: '90' }, null],
    ['null if Date is not an HTTP date', { date: '1' }, null],
  ])('returns %s', (_name, headers, expected) => {
    expect(tenantTime(new Headers(headers))).toBe(expected);
  });
});
