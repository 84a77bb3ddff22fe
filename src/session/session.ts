/** The person, from the claims of a verified ID token (OpenID Connect Core 5.1). */
export interface User {
  /** Auth0's user id, `auth0|…`. */
  readonly sub: string;
  readonly name: string | null;
  readonly email: string | null;
  /** URL of a picture. */
  readonly picture: string | null;
}

/** A sign-in as it is kept. All moments are milliseconds since 1970, by this computer's clock. */
export interface Session {
  readonly version: 1;
  readonly user: User;
  /** JWT, verified when it was received. */
  readonly idToken: string;
  /** Opaque, or a JWT where an audience was asked for. */
  readonly accessToken: string;
  /** Present where the tenant granted `offline_access`. */
  readonly refreshToken: string | null;
  /** Space-separated scopes that were granted. */
  readonly scope: string;
  readonly createdAt: number;
  /** When the access token ends, and with it the session. */
  readonly expiresAt: number;
}

/** What a sign-in yields: the shape that Lock's `authenticated` event carries. */
export interface AuthResult {
  readonly idToken: string;
  readonly accessToken: string;
  readonly refreshToken: string | null;
  /** Claims of the ID token, verified. */
  readonly idTokenPayload: Readonly<Record<string, unknown>>;
  /** Seconds until the access token ends. */
  readonly expiresIn: number;
  /** Space-separated. */
  readonly scope: string;
  readonly tokenType: 'Bearer';
}

/** The latest moment that a `Date` can hold, in milliseconds (ECMAScript 21.4.1.1). */
export const LAST_MOMENT = 8.64e15;

/** The session that begins at `now` (milliseconds) with what a sign-in yielded. */
export function createSession(result: AuthResult, now: number): Session {
  return {
    version: 1,
    user: userFromClaims(result.idTokenPayload),
    idToken: result.idToken,
    accessToken: result.accessToken,
    refreshToken: result.refreshToken,
    scope: result.scope,
    createdAt: now,
    expiresAt: Math.min(now + result.expiresIn * 1000, LAST_MOMENT),
  };
}

function userFromClaims(claims: Readonly<Record<string, unknown>>): User {
  const text = (name: string) => {
    const value = claims[name];
    return typeof value === 'string' && value !== '' ? value : null;
  };
  return {
    sub: text('sub') ?? '',
    name: text('name') ?? text('nickname'),
    email: text('email'),
    picture: text('picture'),
  };
}
