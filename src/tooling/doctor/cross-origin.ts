import type { Config } from '../../sdk/config.ts';
import { PATHS } from '../../sdk/tenant/endpoints.ts';
import { FIELDS } from '../build/dashboard.ts';
import { failed, inDashboard, type Outcome, ok, skipped } from './check-result.ts';
import { evaluate, intercepted } from './network-failure.ts';
import {
  jsonOf,
  plain,
  type RequestResult,
  type SendRequest,
  type TenantResponse,
} from './tenant-request.ts';

/** The result of a sign-in from one origin. */
export interface SignInAttempt {
  readonly origin: string;
  readonly attempt: RequestResult;
}

/**
 * Requests what a page of `origin` requests to sign in with a password. It names a connection that does not exist, so it
 * adds to no user's failed sign-ins. https://auth0.com/docs/authenticate/login/cross-origin-authentication
 */
export async function attemptSignIn(
  config: Config,
  origin: string,
  send: SendRequest,
): Promise<SignInAttempt> {
  const attempt = await send(PATHS.coAuthenticate, {
    method: 'POST',
    headers: { origin, 'content-type': 'application/json' },
    body: JSON.stringify({
      client_id: config.clientId,
      credential_type: 'http://auth0.com/oauth/grant-type/password-realm',
      realm: 'latchkey-doctor',
      username: 'nobody',
      password: 'none',
    }),
  });
  return { origin, attempt };
}

/**
 * Whether the tenant takes passwords and codes from pages of the origin. `/co/authenticate` answers 403 for an origin
 * that is not in *Allowed Web Origins*. https://auth0.com/docs/libraries/lock
 */
export function checkWebOrigin({ origin, attempt }: SignInAttempt): Outcome {
  return evaluate(attempt, (response) => {
    if (isOriginRefused(attempt)) {
      return failed(
        `The tenant takes no passwords or codes from ${origin}`,
        inDashboard(FIELDS.webOrigins, 'add', origin),
      );
    }
    return isOAuthError(response) ? ok(origin) : intercepted(response);
  });
}

/**
 * Whether pages of the origin may read what the token endpoint answers (https://fetch.spec.whatwg.org/#cors-protocol).
 * The preflight cannot show it: it names no application.
 */
export function checkOrigin(origin: string, result: RequestResult): Outcome {
  return evaluate(result, (response) => {
    const allowed = response.headers.get('access-control-allow-origin');
    if (allowed === origin || allowed === '*') return ok(origin);
    if (!isOAuthError(response)) return intercepted(response);
    return failed(
      `Pages of ${origin} may not read the tenant's answers: it sends them no CORS header`,
      inDashboard(FIELDS.allowedOrigins, 'add', origin),
    );
  });
}

/** Whether passwords are taken from another origin at all, by the first origin that is not refused. */
export function checkCrossOriginLogin(all: readonly SignInAttempt[]): Outcome {
  const accepted = all.find(({ attempt }) => !isOriginRefused(attempt));
  if (accepted === undefined) return skipped('Both web origins are refused: fix them first');
  return evaluate(accepted.attempt, (response) => {
    const { error, error_description: words } = jsonOf(response) ?? {};
    if (!isOAuthError(response)) return intercepted(response);
    // The refusal of the connection comes after that of the application.
    if (error === 'invalid_request' && /realm/i.test(plain(words))) return ok('Switched on');
    if (error === 'unauthorized_client' && /cross.origin/i.test(plain(words))) {
      return failed(
        'The application takes no passwords from another origin',
        inDashboard(FIELDS.crossOriginLogin, 'set', 'on'),
      );
    }
    return skipped(
      `The tenant answered otherwise (status ${response.status}): ${plain(words) || 'no description'}`,
    );
  });
}

/** Whether the answer is an error in the form that Auth0 gives it (RFC 6749 section 5.2). */
export function isOAuthError(response: TenantResponse): boolean {
  return typeof jsonOf(response)?.error === 'string';
}

/** 403, in plain text: "Origin … is not allowed." */
function isOriginRefused(result: RequestResult): boolean {
  return result.kind === 'response' && result.status === 403 && /^Origin .* is not allowed/.test(result.text);
}
