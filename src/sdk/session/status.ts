import type { StoredSession } from './parse.ts';
import type { RenewalAttempts } from './renewal.ts';
import { applySession, belongsTo, type Session, type SessionEnd, type SignInRequest } from './session.ts';

/** The status of a session at a given time. `unreadable` means that the storage failed, which is not the same as signed out. */
export type SessionStatus =
  | { readonly kind: 'signed-out' }
  | { readonly kind: 'signed-in'; readonly session: Session }
  | { readonly kind: 'expired'; readonly session: Session }
  | { readonly kind: 'unreadable'; readonly cause: unknown };

/**
 * Returns the stored session as it applies to the active configuration: absent if it belongs to another application, ended if
 * it was requested with other settings.
 */
export function storedFor(active: SignInRequest, stored: StoredSession): StoredSession {
  if (stored.kind !== 'valid') return stored;
  if (!belongsTo(stored.session, active)) return { kind: 'absent' };
  return { kind: 'valid', session: applySession(stored.session, active) };
}

/**
 * Returns the status at `now` (Unix time in milliseconds). A session that can be renewed lasts until the tenant ends it, even
 * if its access token has expired.
 */
export function statusAt(stored: StoredSession, now: number): SessionStatus {
  if (stored.kind !== 'valid') return { kind: 'signed-out' };
  const { session } = stored;
  const isLive = session.renewAt !== null || now < session.expiresAt;
  return { kind: isLive ? 'signed-in' : 'expired', session };
}

/** The state of a session and its next renewal or end, without the user. Timestamps are Unix time in milliseconds. */
export type Forecast =
  | { readonly kind: 'signed-out' | 'unreadable' }
  | {
      readonly kind: 'expired';
      /** When the access token expired, or 0 if the tenant has refused to renew the session. */
      readonly since: number;
      readonly end: SessionEnd | null;
    }
  | {
      readonly kind: 'signed-in';
      /** When the access token expires. A session that can't be renewed ends at the same time. */
      readonly until: number;
      /** Space-separated granted scopes. */
      readonly scope: string;
      /** When the next renewal is due and how many attempts have failed, or `null` if there is no refresh token. */
      readonly renewal: { readonly at: number; readonly failures: number } | null;
    };

/** Returns the forecast for a status. `attempts` are the stored attempts to renew, or `null` if there are none. */
export function forecast(status: SessionStatus, attempts: RenewalAttempts | null): Forecast {
  switch (status.kind) {
    case 'signed-out':
    case 'unreadable':
      return { kind: status.kind };
    case 'expired':
      return { kind: 'expired', since: status.session.expiresAt, end: status.session.end };
    case 'signed-in': {
      const { expiresAt: until, scope, renewAt } = status.session;
      const { nextAt: at, failures } = attempts ?? { nextAt: renewAt ?? 0, failures: 0 };
      return { kind: 'signed-in', until, scope, renewal: renewAt === null ? null : { at, failures } };
    }
  }
}
