import {
  AuthorizationResponseError,
  JWT_CLAIM_COMPARISON,
  JWT_TIMESTAMP_CHECK,
  KEY_SELECTION,
  OperationProcessingError,
  PARSE_ERROR,
  ResponseBodyError,
  UnsupportedOperationError,
} from 'oauth4webapi';
import type { Config } from '../config.ts';
import { LatchkeyError, tenantFailed, tenantUnreachable } from '../errors.ts';

/** Why the redirect from `/authorize` could not be used, in words. */
export function explainAuthorizationFailure(cause: unknown): LatchkeyError {
  if (cause instanceof AuthorizationResponseError) {
    const why = withoutSecrets(cause.error_description ?? cause.error);
    if (/^(login|interaction|consent|account_selection)_required$/.test(cause.error)) {
      return new LatchkeyError(
        'interaction-required',
        `The tenant asks for one more step that this form cannot show (${why}). Continue on its own page.`,
        { cause: nameOnly(cause) },
      );
    }
    return new LatchkeyError('authorization-refused', `The tenant refused the sign-in: ${why}. Try again.`, {
      cause: nameOnly(cause),
    });
  }
  return new LatchkeyError(
    'redirect-invalid',
    'The answer to this sign-in does not belong to it, so it was not used. Try again.',
    { cause: nameOnly(cause) },
  );
}

/** Why the token endpoint's answer, or the ID token in it, could not be used, in words. */
export function explainTokenFailure(cause: unknown, config: Config): LatchkeyError {
  if (cause instanceof LatchkeyError) return cause;
  if (cause instanceof ResponseBodyError) {
    const why = withoutSecrets(cause.error_description ?? cause.error);
    return new LatchkeyError('token-response-invalid', `The tenant gave no tokens: ${why}. Try again.`, {
      cause: nameOnly(cause),
    });
  }
  if (
    cause instanceof OperationProcessingError &&
    cause.cause instanceof Response &&
    cause.cause.status >= 500
  ) {
    return tenantFailed(config.domain, cause.cause.status);
  }
  if (isAboutIdToken(cause)) {
    const wayOn = isAboutTime(cause)
      ? "Check that this computer's clock is right, then try again."
      : 'Try again; if it stays, tell its administrator.';
    return new LatchkeyError(
      'id-token-invalid',
      `The tenant's proof of who you are was not accepted. ${wayOn}`,
      { cause: nameOnly(cause) },
    );
  }
  if (isBrokenOff(cause)) return tenantUnreachable(config.domain, nameOnly(cause));
  return new LatchkeyError(
    'token-response-invalid',
    `${config.domain} answered in a way that makes no sense. Try again; if it stays, tell its administrator.`,
    { cause: nameOnly(cause) },
  );
}

function isAboutIdToken(cause: unknown): boolean {
  if (!(cause instanceof OperationProcessingError || cause instanceof UnsupportedOperationError))
    return false;
  if ([JWT_CLAIM_COMPARISON, JWT_TIMESTAMP_CHECK, KEY_SELECTION].includes(cause.code ?? '')) return true;
  return /\b(JWT|JWS|JWE|JOSE|ID Token)\b/i.test(cause.message);
}

function isAboutTime(cause: unknown): boolean {
  return cause instanceof OperationProcessingError && cause.code === JWT_TIMESTAMP_CHECK;
}

/** The body did not arrive whole: reading it failed, which is not the same as what was read being no JSON. */
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

/**
 * A tenant's own words, to go into a sentence: less their full stop, and less whatever is long enough to be a
 * code or a token that it might repeat in them.
 */
function withoutSecrets(words: string): string {
  return words.replace(/[\w.~+/=-]{24,}/g, '…').replace(/\.$/, '');
}
