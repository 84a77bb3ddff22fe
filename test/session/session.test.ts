import { describe, expect, it } from 'vitest';
import { createSession } from '../../src/session/session.ts';
import { NOON, unitAuthResult, unitSession, unitUser } from '../support/unit-session.ts';

const userOf = (idTokenPayload: Record<string, unknown>) =>
  createSession(unitAuthResult({ idTokenPayload }), NOON).user;

describe('a session', () => {
  it('begins now and ends when the access token does', () => {
    expect(createSession(unitAuthResult({ expiresIn: 60 }), NOON)).toMatchObject({
      createdAt: NOON,
      expiresAt: NOON + 60_000,
    });
  });

  it('keeps the tokens, the granted scopes and the person', () => {
    expect(createSession(unitAuthResult(), NOON)).toEqual(unitSession());
  });

  it('has no refresh token where none was granted', () => {
    expect(createSession(unitAuthResult({ refreshToken: null }), NOON).refreshToken).toBeNull();
  });

  it('keeps no claim but those that are shown', () => {
    const claims = { ...unitUser(), nonce: 'n', email_verified: true, updated_at: 'yesterday' };
    expect(userOf(claims)).toEqual(unitUser());
  });
});

describe('the person', () => {
  it('goes by the nickname where the name is missing', () => {
    expect(userOf({ sub: 'auth0|1', nickname: 'ada' }).name).toBe('ada');
  });

  it('goes by the name where there is a nickname too', () => {
    expect(userOf({ sub: 'auth0|1', name: 'Ada Lovelace', nickname: 'ada' }).name).toBe('Ada Lovelace');
  });

  it.each(['name', 'email', 'picture'] as const)('has no %s where the claim is empty or no text', (claim) => {
    expect(userOf({ sub: 'auth0|1', [claim]: '' })[claim]).toBeNull();
    expect(userOf({ sub: 'auth0|1', [claim]: 7 })[claim]).toBeNull();
    expect(userOf({ sub: 'auth0|1' })[claim]).toBeNull();
  });
});
