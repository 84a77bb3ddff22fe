import type { Config } from '../config.ts';
import { isVisible } from './display-name.ts';
import { renewAt, type TokenLife } from './renewal.ts';
import { MAX_TIMESTAMP } from './timestamp.ts';

/**
 * Reasons why a session is no longer renewed: the tenant has ended it, requires a new sign-in, or requires another step, such as a
 * second factor. `settings-changed` is never stored, because the session applies again if the settings change back.
 */
export const SESSION_ENDS = ['ended', 'sign-in-required', 'step-required', 'settings-changed'] as const;
export type SessionEnd = (typeof SESSION_ENDS)[number];

/** Reasons for which the tenant permanently refuses to renew a session. */
export type TenantRefusal = Exclude<SessionEnd, 'settings-changed'>;

/** The user, from the claims of a verified ID token (OpenID Connect Core 5.1). */
export interface User {
  /** Auth0 user ID, such as `auth0|…`. */
  readonly sub: string;
  readonly name: string | null;
  readonly email: string | null;
  /** Image URL. */
  readonly picture: string | null;
}

/** The tenant and application that a session belongs to. */
export type Application = Pick<Config, 'domain' | 'clientId'>;

/** Returns whether a session belongs to `application`. */
export function belongsTo({ domain, clientId }: Application, application: Application): boolean {
  return domain === application.domain && clientId === application.clientId;
}

/** Parameters of a sign-in. */
export type SignInRequest = Application & Pick<Config, 'audience' | 'scope' | 'organization'>;

/** Returns whether the session was requested with these parameters. Scopes have no order (RFC 6749 section 3.3). */
export function fitsRequest(session: Session, request: SignInRequest): boolean {
  return (
    belongsTo(session, request) &&
    session.audience === request.audience &&
    session.organization === request.organization &&
    sorted(session.requestedScope) === sorted(request.scope)
  );
}

function sorted(scope: string): string {
  return scope.split(' ').sort().join(' ');
}

/** Returns the session. If it has not ended but was requested with other parameters, `end` is `settings-changed`. */
export function applySession(session: Session, request: SignInRequest): Session {
  if (session.end !== null || fitsRequest(session, request)) return session;
  return { ...session, expiresAt: 0, renewAt: null, end: 'settings-changed' };
}

/** The part of a sign-in that is not secret. Timestamps are Unix time in milliseconds, by this computer's clock. */
export interface Session extends Omit<SignInRequest, 'scope'> {
  readonly version: 4;
  /** Random UUID of the sign-in. A renewal keeps it. */
  readonly id: string;
  readonly user: User;
  /** Space-separated requested scopes. */
  readonly requestedScope: string;
  /** Space-separated granted scopes. */
  readonly scope: string;
  /** When the access token was received. */
  readonly createdAt: number;
  /** When the access token expires. A session that can't be renewed ends at the same time. */
  readonly expiresAt: number;
  /** When to renew the access token, or `null` if there is no refresh token or the session has ended. */
  readonly renewAt: number | null;
  /** Why the session is no longer renewed, or `null` if it has not ended. */
  readonly end: SessionEnd | null;
}

/** The secret part of a sign-in. */
export interface Tokens {
  /** JWT that was verified on receipt. */
  readonly idToken: string;
  /** Opaque, or a JWT if an audience was requested. */
  readonly accessToken: string;
  /** Present if the tenant granted `offline_access`. */
  readonly refreshToken: string | null;
}

/** A complete sign-in. */
export interface SignedIn {
  readonly session: Session;
  readonly tokens: Tokens;
}

/** The session that a sign-out removed. `unreadable`: the refresh token couldn't be read. */
export type RemovedSession =
  | { readonly kind: 'none' }
  | { readonly kind: 'signed-in'; readonly signedIn: SignedIn }
  | { readonly kind: 'unreadable' };

/** The result of a sign-in, in the shape of Lock's `authenticated` event. */
export interface AuthResult extends Tokens {
  /** Verified claims of the ID token. */
  readonly idTokenPayload: Readonly<Record<string, unknown>>;
  /** Seconds until the access token expires. */
  readonly expiresIn: number;
  /** Space-separated. */
  readonly scope: string;
  readonly tokenType: 'Bearer';
}

/** Returns the sign-in for the result of a request. `now` is Unix time in milliseconds. For `random`, see `renewAt`. */
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

/** The result of a renewal (see `sdk/tenant/renew.ts`). `expiresIn` is in seconds. `null` keeps the previous value. */
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

/** Returns the sign-in with the tokens of a renewal. `now` is Unix time in milliseconds. */
export function renewSession(
  { session, tokens }: SignedIn,
  renewed: Renewed,
  { now, random }: { now: number; random: () => number },
): SignedIn {
  const previousLifetime = (session.expiresAt - session.createdAt) / 1000;
  const life = tokenLife(renewed.expiresIn ?? previousLifetime, now);
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
 * Returns the sign-in after the tenant has permanently refused to renew it: expired whatever the clock shows. It keeps a
 * refresh token that the tenant has not ended, so that a sign-out can revoke it.
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
