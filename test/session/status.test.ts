import { describe, expect, it } from 'vitest';
import { statusAt } from '../../src/session/status.ts';
import { NOON, unitSession } from '../support/unit-session.ts';

const session = unitSession({ expiresAt: NOON });
const valid = { kind: 'valid', session } as const;

describe('the status of a session', () => {
  it.each([
    ['a millisecond before its end', NOON - 1, 'signed-in'],
    ['at its end', NOON, 'expired'],
    ['a millisecond after its end', NOON + 1, 'expired'],
    ['long before it began', 0, 'signed-in'],
  ])('%s is as it should be', (_name, now, kind) => {
    expect(statusAt(valid, now)).toEqual({ kind, session });
  });

  it('is signed out where there is none', () => {
    expect(statusAt({ kind: 'absent' }, NOON)).toEqual({ kind: 'signed-out' });
  });

  it("is signed out where the record is damaged: that is nobody's session", () => {
    expect(statusAt({ kind: 'damaged', reason: 'sub is empty' }, NOON)).toEqual({ kind: 'signed-out' });
  });
});
