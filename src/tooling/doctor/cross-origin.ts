import type { Config } from '../../sdk/config.ts';
import { PATHS } from '../../sdk/tenant/endpoints.ts';
import { FIELDS } from '../build/dashboard.ts';
import { failed, inDashboard, type Outcome, ok, unknown } from './check-result.ts';
import { intercepted, judge } from './network-failure.ts';
import { type Answer, type Answered, type Ask, jsonOf, plain } from './tenant-request.ts';

/** What the tenant answered to a sign-in from one origin. */
export interface OriginAnswer {
  readonly origin: string;
  readonly attempt: Answer;
}

/**
 * Requests what a page of `origin` requests to sign in with a password. It names a connection that does not exist, so it
 * adds to no user's failed sign-ins. https://auth0.com/docs/authenticate/login/cross-origin-authentication
 */
export async function askAsOrigin(config: Config, origin: string, ask: Ask): Promise<OriginAnswer> {
  const attempt = await ask(PATHS.coAuthenticate, {
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
export function checkWebOrigin({ origin, attempt }: OriginAnswer): Outcome {
  return judge(attempt, (answered) => {
    if (isOriginRefused(attempt)) {
      return failed(
        `The tenant takes no passwords or codes from ${origin}`,
        inDashboard(FIELDS.webOrigins, 'add', origin),
      );
    }
    return isOAuthError(answered) ? ok(origin) : intercepted(answered);
  });
}

/**
 * Whether pages of the origin may read what the token endpoint answers (https://fetch.spec.whatwg.org/#cors-protocol).
 * The preflight cannot show it: it names no application.
 */
export function checkOrigin(origin: string, answer: Answer): Outcome {
  return judge(answer, (answered) => {
    const allowed = answered.headers.get('access-control-allow-origin');
    if (allowed === origin || allowed === '*') return ok(origin);
    if (!isOAuthError(answered)) return intercepted(answered);
    return failed(
      `Pages of ${origin} may not read the tenant's answers: it sends them no CORS header`,
      inDashboard(FIELDS.allowedOrigins, 'add', origin),
    );
  });
}

/** Whether passwords are taken from another origin at all, by the first origin that is not refused. */
export function checkCrossOriginLogin(all: readonly OriginAnswer[]): Outcome {
  const heard = all.find(({ attempt }) => !isOriginRefused(attempt));
  if (heard === undefined) return unknown('Both web origins are refused: fix them first');
  return judge(heard.attempt, (answered) => {
    const { error, error_description: words } = jsonOf(answered) ?? {};
    if (!isOAuthError(answered)) return intercepted(answered);
    // The refusal of the connection comes after that of the application.
    if (error === 'invalid_request' && /realm/i.test(plain(words))) return ok('Switched on');
    if (error === 'unauthorized_client' && /cross.origin/i.test(plain(words))) {
      return failed(
        'The application takes no passwords from another origin',
        inDashboard(FIELDS.crossOriginLogin, 'set', 'on'),
      );
    }
    return unknown(
      `The tenant answered otherwise (status ${answered.status}): ${plain(words) || 'no words'}`,
    );
  });
}

/** Whether the answer is an error in the form that Auth0 gives it (RFC 6749 section 5.2). */
export function isOAuthError(answered: Answered): boolean {
  return typeof jsonOf(answered)?.error === 'string';
}

/** 403, in plain text: "Origin … is not allowed." */
function isOriginRefused(answer: Answer): boolean {
  return answer.kind === 'answered' && answer.status === 403 && /^Origin .* is not allowed/.test(answer.text);
}
