import { describe, expect, it } from 'vitest';
import { statusAt } from '../../../src/sdk/session/status.ts';
import { NOON, unitEndingSession, unitSession } from '../../support/unit/session.ts';

const ending = unitEndingSession({ expiresAt: NOON });

describe('the status of a session that cannot be renewed', () => {
  it.each([
    ['a millisecond before its end', NOON - 1, 'signed-in'],
    ['at its end', NOON, 'expired'],
    ['a millisecond after its end', NOON + 1, 'expired'],
    ['long before it began', 0, 'signed-in'],
  ])('is correct %s', (_name, now, kind) => {
    expect(statusAt({ kind: 'valid', session: ending }, now)).toEqual({ kind, session: ending });
  });
});

describe('the status of a session that can be renewed', () => {
  const session = unitSession();

  it.each([
    ['while its token is valid', session.createdAt],
    ['when it should have been renewed', session.renewAt ?? Number.NaN],
    ['when its token has ended', session.expiresAt],
    ['years later: only the tenant can end it', session.expiresAt * 2],
    ['long before it began', 0],
  ])('is signed in %s', (_name, now) => {
    expect(statusAt({ kind: 'valid', session }, now)).toEqual({ kind: 'signed-in', session });
  });
});

describe('the status', () => {
  it('is signed out without a session', () => {
    expect(statusAt({ kind: 'absent' }, NOON)).toEqual({ kind: 'signed-out' });
  });

  it('is signed out if the record is damaged', () => {
    expect(statusAt({ kind: 'damaged', wrong: 'sub' }, NOON)).toEqual({ kind: 'signed-out' });
  });
});
