import { isVisible } from './display-name.ts';
import { renewAt, type TokenLife } from './renewal.ts';
import { MAX_TIMESTAMP } from './timestamp.ts';

/**
 * Why a session is not renewed any more. `ended`: the tenant has ended the sign-in. `sign-in-required`: the tenant requires
 * a new sign-in. `step-required`: the tenant requires one more step of the user, such as a second factor.
 * `settings-changed`: the session was requested with other settings than the active ones. It is never stored, because the
 * session applies again if they change back.
 */
export const SESSION_ENDS = ['ended', 'sign-in-required', 'step-required', 'settings-changed'] as const;
export type SessionEnd = (typeof SESSION_ENDS)[number];

/** Why the tenant has refused to renew a session for good. */
export type TenantRefusal = Exclude<SessionEnd, 'settings-changed'>;

/** The user, from the claims of a verified ID token (OpenID Connect Core 5.1). */
export interface User {
  /** Auth0's user id, `auth0|…`. */
  readonly sub: string;
  readonly name: string | null;
  readonly email: string | null;
  /** URL of a picture. */
  readonly picture: string | null;
}

/** An application at a tenant. The tokens of a session belong to one. */
export interface Application {
  /** The tenant's host, with a port for a local tenant. */
  readonly domain: string;
  readonly clientId: string;
}

/** Returns whether a session belongs to that application. */
export function belongsTo({ domain, clientId }: Application, application: Application): boolean {
  return domain === application.domain && clientId === application.clientId;
}

/** What a sign-in requests: tokens of one application for an API, with scopes, in an organization. */
export interface SignInRequest extends Application {
  /** The API that the access token is for, or `null` for none. */
  readonly audience: string | null;
  /** Space-separated scopes. */
  readonly scope: string;
  /** Organization ID or name, or `null`. */
  readonly organization: string | null;
}

/**
 * A sign-in, as every page of the extension may know it: nothing in it is secret. All moments are milliseconds
 * since 1970, by this computer's clock.
 */
export interface Session extends Application {
  readonly version: 4;
  /** Drawn at the sign-in; a renewal keeps it. */
  readonly id: string;
  readonly user: User;
  /** The API that was requested, or `null` for none. */
  readonly audience: string | null;
  /** Space-separated scopes that were requested. */
  readonly requestedScope: string;
  /** The organization that was requested, as an ID or a name, or `null`. */
  readonly organization: string | null;
  /** Space-separated scopes that were granted. */
  readonly scope: string;
  /** When the access token was received. */
  readonly createdAt: number;
  /** When the access token ends, and with it a session that cannot be renewed. */
  readonly expiresAt: number;
  /** When to renew the access token; `null` if there is no refresh token, or if the tenant has refused for good. */
  readonly renewAt: number | null;
  /** Why the tenant has refused to renew it for good, or `null` if it has not. */
  readonly end: SessionEnd | null;
}

/** The secret part of a sign-in. */
export interface Tokens {
  /** JWT, verified when it was received. */
  readonly idToken: string;
  /** Opaque, or a JWT where an audience was asked for. */
  readonly accessToken: string;
  /** Present where the tenant granted `offline_access`. */
  readonly refreshToken: string | null;
}

/** A sign-in as a whole. */
export interface SignedIn {
  readonly session: Session;
  readonly tokens: Tokens;
}

/** What a sign-out removed: no session, a sign-in, or a session whose refresh token could not be read. */
export type RemovedSession =
  | { readonly kind: 'none' }
  | { readonly kind: 'signed-in'; readonly signedIn: SignedIn }
  | { readonly kind: 'unreadable' };

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

/** Returns the sign-in that begins at `now` (milliseconds) with the result of `request`. `random` as in `renewAt`. */
export function createSession(
  result: AuthResult,
  { domain, clientId, audience, scope, organization }: SignInRequest,
  now: number,
  random: () => number = Math.random,
): SignedIn {
  const { idToken, accessToken, refreshToken } = result;
  const life = tokenLife(result.expiresIn, now);
  return {
    session: {
      version: 4,
      domain,
      clientId,
      audience,
      requestedScope: scope,
      organization,
      id: crypto.randomUUID(),
      user: userFromClaims(result.idTokenPayload),
      scope: result.scope,
      ...life,
      renewAt: refreshToken === null ? null : renewAt(life, random),
      end: null,
    },
    tokens: { idToken, accessToken, refreshToken },
  };
}

/** What a renewal brings: see `sdk/tenant/renew.ts`. Lifetimes in seconds; `null` where the former stays. */
export interface Renewed {
  readonly accessToken: string;
  readonly refreshToken: string | null;
  readonly identity: {
    readonly idToken: string;
    readonly claims: Readonly<Record<string, unknown>>;
  } | null;
  readonly expiresIn: number | null;
  readonly scope: string | null;
}

/** The same sign-in with the tokens of a renewal at `now`, milliseconds. */
export function renewSession(
  { session, tokens }: SignedIn,
  renewed: Renewed,
  { now, random }: { now: number; random: () => number },
): SignedIn {
  const formerLifetime = (session.expiresAt - session.createdAt) / 1000;
  const life = tokenLife(renewed.expiresIn ?? formerLifetime, now);
  return {
    session: {
      ...session,
      user: renewed.identity === null ? session.user : userFromClaims(renewed.identity.claims),
      scope: renewed.scope ?? session.scope,
      ...life,
      renewAt: renewAt(life, random),
      end: null,
    },
    tokens: {
      idToken: renewed.identity?.idToken ?? tokens.idToken,
      accessToken: renewed.accessToken,
      refreshToken: renewed.refreshToken ?? tokens.refreshToken,
    },
  };
}

/**
 * Returns the sign-in after the tenant has refused to renew it for good: the user is known, the rest is over, whatever a
 * clock shows later. A refresh token that the tenant has not ended stays, so that a sign-out can revoke it.
 */
export function endSession({ session, tokens }: SignedIn, end: TenantRefusal): SignedIn {
  return {
    session: { ...session, expiresAt: 0, renewAt: null, end },
    tokens: { ...tokens, refreshToken: end === 'ended' ? null : tokens.refreshToken },
  };
}

function tokenLife(lifetime: number, now: number): TokenLife {
  return { createdAt: now, expiresAt: Math.min(now + lifetime * 1000, MAX_TIMESTAMP) };
}

function userFromClaims(claims: Readonly<Record<string, unknown>>): User {
  const text = (name: string) => {
    const value = claims[name];
    return typeof value === 'string' && isVisible(value) ? value : null;
  };
  return {
    sub: text('sub') ?? '',
    name: text('name') ?? text('nickname'),
    email: text('email'),
    picture: text('picture'),
  };
}
