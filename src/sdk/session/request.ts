import { belongsTo, type Session, type SignInRequest } from './session.ts';

/**
 * Returns whether the session was requested with the same parameters as `request`: application, API, organization and scopes.
 * The order of scopes has no meaning (RFC 6749 section 3.3).
 */
export function fitsRequest(session: Session, request: SignInRequest): boolean {
  return (
    belongsTo(session, request) &&
    session.audience === request.audience &&
    session.organization === request.organization &&
    sorted(session.requestedScope) === sorted(request.scope)
  );
}

/** Returns the session. If it has not ended but was requested with other parameters, `end` is `settings-changed`. */
export function applySession(session: Session, request: SignInRequest): Session {
  if (session.end !== null || fitsRequest(session, request)) return session;
  return { ...session, expiresAt: 0, renewAt: null, end: 'settings-changed' };
}

function sorted(scope: string): string {
  return scope.split(' ').sort().join(' ');
}
