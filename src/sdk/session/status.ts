import type { StoredSession } from './parse.ts';
import { applySession } from './request.ts';
import { belongsTo, type Session, type SignInRequest } from './session.ts';

/** The status of a session at a given time. `unreadable` means that the storage failed, which is not the same as signed out. */
export type SessionStatus =
  | { readonly kind: 'signed-out' }
  | { readonly kind: 'signed-in'; readonly session: Session }
  | { readonly kind: 'expired'; readonly session: Session }
  | { readonly kind: 'unreadable'; readonly cause: unknown };

/**
 * Returns the stored session as it applies to the active configuration. A session of another application is absent. A session
 * that was requested with other settings has ended.
 */
export function storedFor(active: SignInRequest, stored: StoredSession): StoredSession {
  if (stored.kind !== 'valid') return stored;
  if (!belongsTo(stored.session, active)) return { kind: 'absent' };
  return { kind: 'valid', session: applySession(stored.session, active) };
}

/**
 * Returns the status of a stored session at `now` (Unix time in milliseconds). With a damaged record, the user is signed out.
 * A session that can be renewed lasts until the tenant ends it, even if its access token has expired.
 */
export function statusAt(stored: StoredSession, now: number): SessionStatus {
  switch (stored.kind) {
    case 'absent':
    case 'damaged':
      return { kind: 'signed-out' };
    case 'valid': {
      const { session } = stored;
      const isLive = session.renewAt !== null || now < session.expiresAt;
      return { kind: isLive ? 'signed-in' : 'expired', session };
    }
  }
}
