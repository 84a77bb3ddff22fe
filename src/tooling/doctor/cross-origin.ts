import type { Config } from '../../sdk/config.ts';
import { PATHS } from '../../sdk/tenant/endpoints.ts';
import { FIELDS } from '../build/dashboard.ts';
import { failed, inDashboard, type Outcome, ok, skipped } from './check-result.ts';
import { evaluate, intercepted, unexpected } from './network-failure.ts';
import {
  jsonOf,
  plain,
  type RequestResult,
  type SendRequest,
  type TenantResponse,
} from './tenant-request.ts';

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
  return evaluate(attempt, (response) => {
    if (isOriginRefused(attempt)) {
      return failed(`${origin} isn't an allowed web origin`, inDashboard(FIELDS.webOrigins, 'add', origin));
    }
    return isOAuthError(response) ? ok(origin) : intercepted(response);
  });
}

/**
 * Checks whether pages of the origin can read responses of the token endpoint
 * (https://fetch.spec.whatwg.org/#cors-protocol). A preflight request can't show it, because it names no application.
 */
export function checkOrigin(origin: string, result: RequestResult): Outcome {
  return evaluate(result, (response) => {
    const allowed = response.headers.get('access-control-allow-origin');
    if (allowed === origin || allowed === '*') return ok(origin);
    if (!isOAuthError(response)) return intercepted(response);
    return failed(
      `${origin} isn't an allowed origin: the response has no CORS header for it`,
      inDashboard(FIELDS.allowedOrigins, 'add', origin),
    );
  });
}

/** Checks whether cross-origin authentication is on, with the first attempt whose origin is allowed. */
export function checkCrossOriginLogin(attempts: readonly RequestResult[]): Outcome {
  const accepted = attempts.find((attempt) => !isOriginRefused(attempt));
  if (accepted === undefined) return skipped('Fix the web origins first');
  return evaluate(accepted, (response) => {
    const { error, error_description: words } = jsonOf(response.text) ?? {};
    if (!isOAuthError(response)) return intercepted(response);
    // The tenant rejects the nonexistent connection only after it has accepted the application.
    if (error === 'invalid_request' && /realm/i.test(plain(words))) return ok('On');
    if (error === 'unauthorized_client' && /cross.origin/i.test(plain(words))) {
      return failed('Cross-origin authentication is off', inDashboard(FIELDS.crossOriginLogin, 'set', 'on'));
    }
    return unexpected(response, plain(words));
  });
}

/** Returns whether the response is an error in Auth0's JSON format (RFC 6749 section 5.2). */
export function isOAuthError(response: TenantResponse): boolean {
  return typeof jsonOf(response.text)?.error === 'string';
}

/** Returns whether the tenant rejected the origin: 403 with the plain text "Origin … is not allowed." */
function isOriginRefused(result: RequestResult): boolean {
  return result.kind === 'response' && result.status === 403 && /^Origin .* is not allowed/.test(result.text);
}
