import type { StoredSession } from './parse.ts';
import type { Session } from './session.ts';

/** What a session is at a moment. `unreadable` is a storage that failed: not the same as nobody being signed in. */
export type SessionStatus =
  | { readonly kind: 'signed-out' }
  | { readonly kind: 'signed-in'; readonly session: Session }
  | { readonly kind: 'expired'; readonly session: Session }
  | { readonly kind: 'unreadable'; readonly cause: unknown };

/** The status of what was found in storage, at `now` (milliseconds). A damaged record is nobody's session. */
export function statusAt(stored: StoredSession, now: number): SessionStatus {
  switch (stored.kind) {
    case 'absent':
    case 'damaged':
      return { kind: 'signed-out' };
    case 'valid':
      return { kind: now < stored.session.expiresAt ? 'signed-in' : 'expired', session: stored.session };
  }
}
