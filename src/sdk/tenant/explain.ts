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
import { isServerError } from './endpoints.ts';
import { asReason, withoutSecrets } from './foreign-text.ts';
import { idTokenAlgorithm } from './id-token.ts';
import { isBodyUnparsable, responseOf } from './refresh-verdict.ts';

/** How `/authorize` is requested: on the tenant's page, with a login ticket, or with the browser's tenant session only. */
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
 * Returns whether Auth0 refused a login ticket that lacks its cookie ("Unable to configure verification page.", "No verifier
 * returned from client"), was used or is too old ("Unknown or invalid login ticket.").
 * https://github.com/auth0/lock/issues/1519
 */
function isAboutTicket({ error, error_description = '' }: AuthorizationResponseError): boolean {
  return error === 'server_error' || /login.?ticket|\bverifier\b|verification page/i.test(error_description);
}

/** Returns why the token endpoint's response, or the ID token in it, couldn't be used. */
export function explainTokenFailure(failure: unknown, { domain, clientId }: Config): LatchkeyError {
  if (failure instanceof LatchkeyError) return failure;
  const status = responseOf(failure)?.status ?? 0;
  if (isServerError(status)) return tenantFailed(domain, status);
  const cause = nameOnly(failure);
  if (failure instanceof ResponseBodyError) {
    const description = asReason(failure.error_description ?? failure.error, [clientId]);
    return new LatchkeyError('token-response-invalid', { reason: 'refused', description }, { cause });
  }
  if (isAboutAlgorithm(failure)) return idTokenAlgorithm(domain, cause);
  if (isAboutIdToken(failure)) {
    const reason = failure.code === JWT_TIMESTAMP_CHECK ? 'clock' : 'refused';
    return new LatchkeyError('id-token-invalid', { reason }, { cause });
  }
  if (isInterrupted(failure)) return tenantUnreachable(domain, cause);
  return new LatchkeyError('token-response-invalid', { reason: 'malformed', domain }, { cause });
}

type LibraryError = OperationProcessingError | UnsupportedOperationError;

function isAboutIdToken(failure: unknown): failure is LibraryError {
  if (!(failure instanceof OperationProcessingError || failure instanceof UnsupportedOperationError))
    return false;
  switch (failure.code) {
    case JWT_CLAIM_COMPARISON:
    case JWT_TIMESTAMP_CHECK:
    case KEY_SELECTION:
      return true;
    case INVALID_RESPONSE:
    case UNSUPPORTED_OPERATION:
      // If the error is about the body of a response, the library's cause has the property `body`.
      return !('body' in Object(failure.cause));
    case PARSE_ERROR:
      return !isBodyUnparsable(failure);
    default:
      return false;
  }
}

/**
 * Returns whether the ID token is signed with an algorithm that an Auth0 application can be set to instead of RS256.
 * https://auth0.com/docs/get-started/applications/signing-algorithms
 */
function isAboutAlgorithm(failure: unknown): boolean {
  if (!(failure instanceof OperationProcessingError) || failure.code !== INVALID_RESPONSE) return false;
  const { header }: Record<string, unknown> = { ...Object(failure.cause) };
  return ['HS256', 'PS256'].includes(Object(header).alg);
}

/** Returns whether a body was interrupted. If it is complete but isn't JSON, the cause is a `SyntaxError`. */
function isInterrupted(failure: unknown): boolean {
  if (!(failure instanceof OperationProcessingError) || failure.code !== PARSE_ERROR) return false;
  return !(failure.cause instanceof SyntaxError);
}

/** Returns an error with only the message and code of `cause`, whose own `cause` has parameters, bodies and claims. */
function nameOnly(cause: unknown): Error {
  const message = cause instanceof Error ? cause.message : 'unknown';
  const code = cause instanceof Error && 'code' in cause ? ` (${String(cause.code)})` : '';
  return new Error(`${withoutSecrets(message)}${code}`);
}
