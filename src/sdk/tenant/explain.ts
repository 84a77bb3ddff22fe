import {
  AuthorizationResponseError,
  INVALID_RESPONSE,
  JWT_CLAIM_COMPARISON,
  JWT_TIMESTAMP_CHECK,
  KEY_SELECTION,
  OperationProcessingError,
  PARSE_ERROR,
  ResponseBodyError,
  UNSUPPORTED_OPERATION,
  UnsupportedOperationError,
} from 'oauth4webapi';
import type { Config } from '../config.ts';
import { interactionRequired, LatchkeyError, tenantFailed, tenantUnreachable } from '../errors.ts';
import { asReason, withoutSecrets } from './foreign-text.ts';
import { idTokenAlgorithm } from './id-token.ts';
import { isServerError } from './read-text.ts';
import { isBodyUnparsable } from './refresh-verdict.ts';
import { responseOf } from './retry-after.ts';

/**
 * How a request is sent to `/authorize`: on the tenant's own page, with a login ticket, or with the browser's tenant session
 * only.
 */
export type AuthorizationMethod = 'window' | 'ticket' | 'silent';

/**
 * Returns why the redirect from `/authorize` couldn't be used. With a ticket, the tenant might have refused the ticket or its
 * cookie instead of the user. A window never leads to `interaction-required`, because the user was on the tenant's page.
 */
export function explainAuthorizationFailure(
  cause: unknown,
  { domain, clientId }: Config,
  method: AuthorizationMethod,
): LatchkeyError {
  if (cause instanceof AuthorizationResponseError) {
    const description = asReason(cause.error_description ?? cause.error, [clientId]);
    const needsPage = /^(login|interaction|consent|account_selection)_required$/.test(cause.error);
    if (method !== 'window' && (needsPage || (method === 'ticket' && isAboutTicket(cause)))) {
      return interactionRequired(domain, new Error(description));
    }
    const data = /must be an organization id/i.test(description)
      ? ({ reason: 'organization-name', domain, description } as const)
      : ({ reason: 'refused', description } as const);
    return new LatchkeyError('authorization-refused', data, { cause: nameOnly(cause) });
  }
  return new LatchkeyError('redirect-invalid', { reason: 'foreign' }, { cause: nameOnly(cause) });
}

/**
 * Returns whether Auth0 refused a login ticket. Without the ticket's cookie, it redirects with `server_error` ("Unable to
 * configure verification page.", "No verifier returned from client"). If the ticket was used or is too old, it redirects with
 * `access_denied` ("Unknown or invalid login ticket."). https://github.com/auth0/lock/issues/1519
 */
function isAboutTicket({ error, error_description = '' }: AuthorizationResponseError): boolean {
  return error === 'server_error' || /login.?ticket|\bverifier\b|verification page/i.test(error_description);
}

/** Returns why the token endpoint's response, or the ID token in it, couldn't be used. */
export function explainTokenFailure(cause: unknown, config: Config): LatchkeyError {
  if (cause instanceof LatchkeyError) return cause;
  const status = responseOf(cause)?.status ?? 0;
  if (isServerError(status)) return tenantFailed(config.domain, status);
  if (cause instanceof ResponseBodyError) {
    const description = asReason(cause.error_description ?? cause.error, [config.clientId]);
    const data = { reason: 'refused', description } as const;
    return new LatchkeyError('token-response-invalid', data, { cause: nameOnly(cause) });
  }
  if (isAboutAlgorithm(cause)) return idTokenAlgorithm(config.domain, nameOnly(cause));
  if (isAboutIdToken(cause)) {
    const reason = isAboutTime(cause) ? 'clock' : 'refused';
    return new LatchkeyError('id-token-invalid', { reason }, { cause: nameOnly(cause) });
  }
  if (isBrokenOff(cause)) return tenantUnreachable(config.domain, nameOnly(cause));
  const data = { reason: 'malformed', domain: config.domain } as const;
  return new LatchkeyError('token-response-invalid', data, { cause: nameOnly(cause) });
}

function isAboutIdToken(cause: unknown): boolean {
  if (!(cause instanceof OperationProcessingError || cause instanceof UnsupportedOperationError))
    return false;
  switch (cause.code) {
    case JWT_CLAIM_COMPARISON:
    case JWT_TIMESTAMP_CHECK:
    case KEY_SELECTION:
      return true;
    case INVALID_RESPONSE:
    case UNSUPPORTED_OPERATION:
      // If the error is about the body of a response, the library's cause has the property `body`.
      return !('body' in Object(cause.cause));
    case PARSE_ERROR:
      return !isBodyUnparsable(cause);
    default:
      return false;
  }
}

/**
 * Algorithms that an Auth0 application can be set to instead of RS256, which `publicClient` expects.
 * https://auth0.com/docs/get-started/applications/signing-algorithms
 */
const OTHER_ALGORITHMS: readonly unknown[] = ['HS256', 'PS256'];

/** Returns whether the ID token is signed with one of `OTHER_ALGORITHMS`. */
function isAboutAlgorithm(cause: unknown): boolean {
  if (!(cause instanceof OperationProcessingError) || cause.code !== INVALID_RESPONSE) return false;
  const { header }: Record<string, unknown> = { ...Object(cause.cause) };
  const { alg }: Record<string, unknown> = { ...Object(header) };
  return OTHER_ALGORITHMS.includes(alg);
}

function isAboutTime(cause: unknown): boolean {
  return cause instanceof OperationProcessingError && cause.code === JWT_TIMESTAMP_CHECK;
}

/** Returns whether a body was interrupted. If it is complete but isn't JSON, the cause is a `SyntaxError`. */
function isBrokenOff(cause: unknown): boolean {
  if (!(cause instanceof OperationProcessingError) || cause.code !== PARSE_ERROR) return false;
  return !(cause.cause instanceof SyntaxError);
}

/**
 * Returns an error with only the message and code of `cause`. Errors of `oauth4webapi` have parameters, bodies and claims in
 * their own `cause`, and ours might be logged.
 */
function nameOnly(cause: unknown): Error {
  const message = cause instanceof Error ? cause.message : 'unknown';
  const code = cause instanceof Error && 'code' in cause ? ` (${String(cause.code)})` : '';
  return new Error(`${withoutSecrets(message)}${code}`);
}
