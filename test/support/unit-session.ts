import type { AuthResult, Session, User } from '../../src/session/session.ts';

/** A moment for tests that do not care which: 1 February 2031, noon UTC, in milliseconds. */
export const NOON = Date.UTC(2031, 1, 1, 12);

export function unitUser(changes: Partial<User> = {}): User {
  return {
    sub: 'auth0|64f1c2a9e3b7d80012345678',
    name: 'Ada Lovelace',
    email: 'ada@example.com',
    picture: 'https://pictures.example/ada.png',
    ...changes,
  };
}

/** A session that began at `NOON` and lasts an hour, with `changes`. */
export function unitSession(changes: Partial<Session> = {}): Session {
  return {
    version: 1,
    user: unitUser(),
    idToken: 'id-token',
    accessToken: 'access-token',
    refreshToken: 'refresh-token',
    scope: 'openid profile email offline_access',
    createdAt: NOON,
    expiresAt: NOON + 3_600_000,
    ...changes,
  };
}

export function unitAuthResult(changes: Partial<AuthResult> = {}): AuthResult {
  return {
    idToken: 'id-token',
    accessToken: 'access-token',
    refreshToken: 'refresh-token',
    idTokenPayload: { ...unitUser() },
    expiresIn: 3600,
    scope: 'openid profile email offline_access',
    tokenType: 'Bearer',
    ...changes,
  };
}
