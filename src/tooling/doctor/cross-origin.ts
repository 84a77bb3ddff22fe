import type { Config } from '../../sdk/config.ts';
import { PATHS } from '../../sdk/tenant/endpoints.ts';
import { FIELDS } from '../build/dashboard.ts';
import { failed, inDashboard, type Outcome, ok, skipped } from './check-result.ts';
import { evaluateError, unexpected } from './network-failure.ts';
import type { RequestResult, SendRequest } from './tenant-request.ts';

/**
 * Sends the request with which a page of `origin` signs in with a password. Uses a nonexistent connection, so no user's
 * failed sign-ins are counted. https://auth0.com/docs/authenticate/login/cross-origin-authentication
 */
export function attemptSignIn(config: Config, origin: string, send: SendRequest): Promise<RequestResult> {
  return send(PATHS.coAuthenticate, {
    method: 'POST',
    headers: { origin, 'content-type': 'application/json' },
    body: JSON.stringify({
      client_id: config.clientId,
      credential_type: 'http://auth0.com/oauth/grant-type/password-realm',
      realm: 'latchkey-doctor',
      username: 'latchkey-doctor',
      password: 'none',
    }),
  });
}

/**
 * Checks whether the tenant accepts passwords and codes from pages of the origin. `/co/authenticate` responds with 403 if
 * the origin isn't in *Allowed Web Origins*. https://auth0.com/docs/libraries/lock
 */
export function checkWebOrigin(origin: string, attempt: RequestResult): Outcome {
  if (isOriginRejected(attempt)) {
    return failed(`${origin} isn't an allowed web origin`, inDashboard(FIELDS.webOrigins, 'add', origin));
  }
  return evaluateError(attempt, () => ok(origin));
}

/**
 * Checks whether pages of the origin can read responses of the token endpoint
 * (https://fetch.spec.whatwg.org/#cors-protocol). A preflight request can't show it, because it names no application.
 */
export function checkOrigin(origin: string, result: RequestResult): Outcome {
  return evaluateError(result, (_error, { headers }) => {
    const allowed = headers.get('access-control-allow-origin');
    if (allowed === origin || allowed === '*') return ok(origin);
    return failed(
      `${origin} isn't an allowed origin: the response has no CORS header for it`,
      inDashboard(FIELDS.allowedOrigins, 'add', origin),
    );
  });
}

/** Checks whether cross-origin authentication is on, with the first attempt whose origin is allowed. */
export function checkCrossOriginLogin(attempts: readonly RequestResult[]): Outcome {
  const accepted = attempts.find((attempt) => !isOriginRejected(attempt));
  if (accepted === undefined) return skipped('Fix the web origins first');
  return evaluateError(accepted, ({ code, description }, response) => {
    // The tenant rejects the nonexistent connection only after it has accepted the application.
    if (code === 'invalid_request' && /realm/i.test(description)) return ok('On');
    if (code === 'unauthorized_client' && /cross.origin/i.test(description)) {
      return failed('Cross-origin authentication is off', inDashboard(FIELDS.crossOriginLogin, 'set', 'on'));
    }
    return unexpected(response, description);
  });
}

/** Returns whether the tenant rejected the origin: 403 with the plain text "Origin … is not allowed." */
function isOriginRejected(result: RequestResult): boolean {
  return result.kind === 'response' && result.status === 403 && /^Origin .* is not allowed/.test(result.text);
}
