import type { StoredSession } from './parse.ts';
import { type Application, belongsTo, type Session } from './session.ts';

/** What a session is at a moment. `unreadable` is a storage that failed: not the same as signed out. */
export type SessionStatus =
  | { readonly kind: 'signed-out' }
  | { readonly kind: 'signed-in'; readonly session: Session }
  | { readonly kind: 'expired'; readonly session: Session }
  | { readonly kind: 'unreadable'; readonly cause: unknown };

/** Returns what is stored for the active application. A session of another application counts as absent. */
export function storedFor(active: Application, stored: StoredSession): StoredSession {
  return stored.kind === 'valid' && !belongsTo(stored.session, active) ? { kind: 'absent' } : stored;
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
