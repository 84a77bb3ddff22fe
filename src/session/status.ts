import type { StoredSession } from './parse.ts';
import type { Session } from './session.ts';

/** What a session is at a moment. `unreadable` is a storage that failed: not the same as nobody being signed in. */
export type SessionStatus =
  | { readonly kind: 'signed-out' }
  | { readonly kind: 'signed-in'; readonly session: Session }
  | { readonly kind: 'expired'; readonly session: Session }
  | { readonly kind: 'unreadable'; readonly cause: unknown };

/**
 * The status of what was found in storage, at `now` (milliseconds). A damaged record is nobody's session; one
 * that can be renewed lasts until the tenant says otherwise, whatever became of its access token meanwhile.
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
