import { describe, expect, it } from 'vitest';
import { forecast, statusAt } from '../../../src/sdk/session/status.ts';
import { NOON, unitEndingSession, unitSession } from '../../support/unit/session.ts';

const HOUR = 3_600_000;

describe('statusAt', () => {
  const ending = unitEndingSession({ expiresAt: NOON });
  const renewable = unitSession({ expiresAt: NOON });

  it.each([
    ['a millisecond before its end', ending, NOON - 1, 'signed-in'],
    ['at its end', ending, NOON, 'expired'],
    ['long before it began', ending, 0, 'signed-in'],
    ['after its token has expired, if it can be renewed', renewable, NOON * 2, 'signed-in'],
  ])('returns the session and its status %s', (_name, session, now, kind) => {
    expect(statusAt({ kind: 'valid', session }, now)).toEqual({ kind, session });
  });

  it.each(['absent', 'damaged'] as const)('returns signed-out if the record is %s', (kind) => {
    expect(statusAt({ kind }, NOON)).toEqual({ kind: 'signed-out' });
  });
});

describe('forecast', () => {
  const ATTEMPTS = { failures: 3, nextAt: NOON + 1, notBefore: NOON };
  const signedIn = { kind: 'signed-in', session: unitSession() } as const;
  const RENEWAL = {
    kind: 'signed-in',
    until: NOON + HOUR,
    scope: 'openid profile email offline_access',
    renewal: { at: NOON + HOUR / 2, failures: 0 },
  };

  it.each<[string, Parameters<typeof forecast>, object]>([
    ['the planned renewal', [signedIn, null], RENEWAL],
    ['the next attempt', [signedIn, ATTEMPTS], { ...RENEWAL, renewal: { at: NOON + 1, failures: 3 } }],
    [
      'no renewal without a refresh token',
      [{ kind: 'signed-in', session: unitEndingSession() }, ATTEMPTS],
      { ...RENEWAL, renewal: null },
    ],
    [
      'since when a session has ended',
      [{ kind: 'expired', session: unitSession() }, null],
      { kind: 'expired', since: NOON + HOUR, end: null },
    ],
    ['signed-out', [{ kind: 'signed-out' }, null], { kind: 'signed-out' }],
    ['unreadable, without the cause', [{ kind: 'unreadable', cause: 'disk' }, null], { kind: 'unreadable' }],
  ])('returns %s', (_name, [status, attempts], expected) => {
    expect(forecast(status, attempts)).toEqual(expected);
  });
});
