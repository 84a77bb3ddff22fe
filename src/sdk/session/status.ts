import type { StoredSession } from './parse.ts';
import { applySession } from './request.ts';
import { belongsTo, type Session, type SignInRequest } from './session.ts';

/** What a session is at a moment. `unreadable` is a storage that failed: not the same as signed out. */
export type SessionStatus =
  | { readonly kind: 'signed-out' }
  | { readonly kind: 'signed-in'; readonly session: Session }
  | { readonly kind: 'expired'; readonly session: Session }
  | { readonly kind: 'unreadable'; readonly cause: unknown };

/**
 * Returns what is stored for the active configuration. A session of another application counts as absent, and one that
 * was requested with other settings as over.
 */
export function storedFor(active: SignInRequest, stored: StoredSession): StoredSession {
  if (stored.kind !== 'valid') return stored;
  if (!belongsTo(stored.session, active)) return { kind: 'absent' };
  return { kind: 'valid', session: applySession(stored.session, active) };
}

/**
 * Returns the status of what is stored, at `now` (milliseconds). A damaged record is no session. A session that can be
 * renewed lasts until the tenant ends it, whether its access token has expired or not.
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
