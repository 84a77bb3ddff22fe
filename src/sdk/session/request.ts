import { belongsTo, type Session, type SignInRequest } from './session.ts';

/**
 * Returns whether a sign-in with `request` would request what the session was requested with. Otherwise its tokens are
 * for another application, API or organization, or grant other scopes. The order of scopes has no meaning (RFC 6749
 * section 3.3).
 */
export function fitsRequest(session: Session, request: SignInRequest): boolean {
  return (
    belongsTo(session, request) &&
    session.audience === request.audience &&
    session.organization === request.organization &&
    sorted(session.requestedScope) === sorted(request.scope)
  );
}

/** Returns the session as it applies to `request`: over if it was requested with something else, or has ended. */
export function applySession(session: Session, request: SignInRequest): Session {
  if (session.end !== null || fitsRequest(session, request)) return session;
  return { ...session, expiresAt: 0, renewAt: null, end: 'settings-changed' };
}

function sorted(scope: string): string {
  return scope.split(' ').sort().join(' ');
}
