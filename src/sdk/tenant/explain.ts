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
 * How a request came to `/authorize`: on a page of the tenant's own, with a login ticket, or with nothing but the browser's
 * session.
 */
export type AuthorizationMethod = 'window' | 'ticket' | 'silent';

/**
 * Returns why the redirect from `/authorize` could not be used. With a ticket, a refusal can be of the ticket, or of the cookie
 * that belongs to it, and not of the user. A window never leads to `interaction-required`: the user was on the tenant's page.
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
 * Returns whether Auth0 refused a login ticket. Without the ticket's cookie it redirects with `server_error` ("Unable to
 * configure verification page.", "No verifier returned from client"), and with `access_denied` ("Unknown or invalid login
 * ticket.") if the ticket was used or is too old. https://github.com/auth0/lock/issues/1519
 */
function isAboutTicket({ error, error_description = '' }: AuthorizationResponseError): boolean {
  return error === 'server_error' || /login.?ticket|\bverifier\b|verification page/i.test(error_description);
}

/** Returns why the token endpoint's answer, or the ID token in it, could not be used. */
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
      // The library's error for the body of a response has that body as its cause.
      return !('body' in Object(cause.cause));
    case PARSE_ERROR:
      return !isBodyUnparsable(cause);
    default:
      return false;
  }
}

/**
 * What an application at Auth0 can be set to instead of RS256, which is what `publicClient` expects.
 * https://auth0.com/docs/get-started/applications/signing-algorithms
 */
const OTHER_ALGORITHMS: readonly unknown[] = ['HS256', 'PS256'];

/** Returns whether the ID token is signed as another setting of the application has it. */
function isAboutAlgorithm(cause: unknown): boolean {
  if (!(cause instanceof OperationProcessingError) || cause.code !== INVALID_RESPONSE) return false;
  const { header }: Record<string, unknown> = { ...Object(cause.cause) };
  const { alg }: Record<string, unknown> = { ...Object(header) };
  return OTHER_ALGORITHMS.includes(alg);
}

function isAboutTime(cause: unknown): boolean {
  return cause instanceof OperationProcessingError && cause.code === JWT_TIMESTAMP_CHECK;
}

/** Returns whether a body could not be read to its end. If it arrived whole and is no JSON, the cause is a `SyntaxError`. */
function isBrokenOff(cause: unknown): boolean {
  if (!(cause instanceof OperationProcessingError) || cause.code !== PARSE_ERROR) return false;
  return !(cause.cause instanceof SyntaxError);
}

/**
 * `oauth4webapi` keeps parameters, bodies and claims on its errors' `cause`; ours may be logged, so only the
 * message and the stable code go along.
 */
function nameOnly(cause: unknown): Error {
  const message = cause instanceof Error ? cause.message : 'unknown';
  const code = cause instanceof Error && 'code' in cause ? ` (${String(cause.code)})` : '';
  return new Error(`${withoutSecrets(message)}${code}`);
}
