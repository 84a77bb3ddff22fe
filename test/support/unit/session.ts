import type { AuthResult, Session, SignedIn, Tokens, User } from '../../../src/sdk/session/session.ts';

/** The time of the tests: 1 February 2031, noon UTC, as Unix time in milliseconds. */
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

/** A session that began at `NOON` with a token for an hour, to be renewed half an hour later, with `changes`. */
export function unitSession(changes: Partial<Session> = {}): Session {
  return {
    version: 4,
    domain: 'tenant.example',
    clientId: 'unit-client',
    id: 'unit-sign-in',
    user: unitUser(),
    audience: null,
    requestedScope: 'openid profile email offline_access',
    organization: null,
    scope: 'openid profile email offline_access',
    createdAt: NOON,
    expiresAt: NOON + 3_600_000,
    renewAt: NOON + 1_800_000,
    end: null,
    ...changes,
  };
}

/** A session without a refresh token, which ends with its access token. */
export function unitEndingSession(changes: Partial<Session> = {}): Session {
  return unitSession({ renewAt: null, ...changes });
}

export function unitTokens(changes: Partial<Tokens> = {}): Tokens {
  return { idToken: 'id-token', accessToken: 'access-token', refreshToken: 'refresh-token', ...changes };
}

/** A whole sign-in: `unitSession` and its tokens, with the changes of each. */
export function unitSignedIn(session: Partial<Session> = {}, tokens: Partial<Tokens> = {}): SignedIn {
  return { session: unitSession(session), tokens: unitTokens(tokens) };
}

/** A sign-in as it is stored, its tokens open. */
export function unitRecord({ session, tokens }: SignedIn = unitSignedIn()): Record<string, unknown> {
  return { ...session, tokens };
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
