import { describe, expect, it } from 'vitest';
import { forecast } from '../../../src/sdk/session/forecast.ts';
import { NOON, unitEndingSession, unitSession } from '../../support/unit/session.ts';

const ATTEMPTS = { failures: 3, nextAt: NOON + 1, notBefore: NOON };

describe('the forecast of a session', () => {
  it('that can be renewed has its planned renewal', () => {
    expect(forecast({ kind: 'signed-in', session: unitSession() }, null)).toEqual({
      kind: 'signed-in',
      until: NOON + 3_600_000,
      scope: 'openid profile email offline_access',
      renewal: { at: NOON + 1_800_000, failures: 0 },
    });
  });

  it('whose renewal failed has the next attempt', () => {
    expect(forecast({ kind: 'signed-in', session: unitSession() }, ATTEMPTS)).toMatchObject({
      renewal: { at: NOON + 1, failures: 3 },
    });
  });

  it('that cannot be renewed has its end', () => {
    expect(forecast({ kind: 'signed-in', session: unitEndingSession() }, ATTEMPTS)).toMatchObject({
      until: NOON + 3_600_000,
      renewal: null,
    });
  });

  it('that has ended has its end only', () => {
    expect(forecast({ kind: 'expired', session: unitSession() }, null)).toEqual({
      kind: 'expired',
      since: NOON + 3_600_000,
      end: null,
    });
  });

  it.each([{ kind: 'signed-out' } as const, { kind: 'unreadable', cause: new Error('disk') } as const])(
    'is null without a session: $kind',
    (status) => {
      expect(forecast(status, null)).toEqual({ kind: status.kind });
    },
  );

  it('contains nothing about the user', () => {
    const told = JSON.stringify([
      forecast({ kind: 'signed-in', session: unitSession() }, ATTEMPTS),
      forecast({ kind: 'expired', session: unitSession() }, null),
    ]);
    expect(told).not.toMatch(/ada|lovelace|auth0\||unit-sign-in/i);
  });
});
