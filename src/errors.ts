import { translate } from './i18n/translate.ts';

/** Stable names of everything that can go wrong. Code and tests depend on these; texts may change. */
export const ERROR_CODES = [
  'api-origin-not-listed',
  'authorization-refused',
  'callback-not-allowed',
  'client-unknown',
  'configuration-invalid',
  'cross-origin-login-off',
  'extension-failed',
  'host-not-permitted',
  'id-token-invalid',
  'interaction-required',
  'lock-failed',
  'operation-refused',
  'origin-not-allowed',
  'redirect-invalid',
  'session-ended',
  'settings-invalid',
  'sign-in-cancelled',
  'sign-in-running',
  'signed-out',
  'storage-failed',
  'tenant-failed',
  'tenant-unreachable',
  'token-response-invalid',
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

/**
 * The one error that Latchkey throws. `code` is for programs; `message` is for people, in their language: what happened,
 * and what to do about it. `cause` is the error that it came from. Holds no token, code, verifier or password.
 */
export class LatchkeyError extends Error {
  override readonly name = 'LatchkeyError';
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** Whatever was thrown as a `LatchkeyError`: itself if it is one, else wrapped under `code` with `message`. */
export function asLatchkeyError(thrown: unknown, code: ErrorCode, message: string): LatchkeyError {
  return thrown instanceof LatchkeyError ? thrown : new LatchkeyError(code, message, { cause: thrown });
}

/** The tenant did not answer. `domain` is the tenant's host. */
export function tenantUnreachable(domain: string, cause: unknown): LatchkeyError {
  return new LatchkeyError('tenant-unreachable', translate('tenantUnreachable', { domain }), { cause });
}

/** The way to the tenant and back did not go by itself; `diagnose.ts` finds out why. */
export function noInstantAnswer(cause: unknown): LatchkeyError {
  return new LatchkeyError('interaction-required', translate('noInstantAnswer'), { cause });
}

/** The person has closed the window or the tab of the sign-in. */
export function signInCancelled(cause?: unknown): LatchkeyError {
  return new LatchkeyError('sign-in-cancelled', translate('signInCancelled'), { cause });
}

/** Another sign-in holds the browser's one window. */
export function signInRunning(cause?: unknown): LatchkeyError {
  return new LatchkeyError('sign-in-running', translate('signInRunning'), { cause });
}

/** The tenant wants something of the person that only a page of its own can ask for. */
export function interactionRequired(domain: string, cause?: unknown): LatchkeyError {
  return new LatchkeyError('interaction-required', translate('interactionRequired', { domain }), { cause });
}

/** Whether an HTTP status says that the tenant is in trouble or has too much to do, and may do better later. */
export function isTrouble(status: number): boolean {
  return status >= 500 || status === 429;
}

/** The tenant answered with an HTTP status that is its own fault: see `isTrouble`. */
export function tenantFailed(domain: string, status: number): LatchkeyError {
  return new LatchkeyError('tenant-failed', translate('tenantFailed', { domain, status: String(status) }));
}

/** Somebody asked for a token where nobody is signed in. */
export function signedOut(): LatchkeyError {
  return new LatchkeyError('signed-out', translate('signedOut'));
}

/** The session has ended, and only the person can begin another. */
export function sessionEnded(): LatchkeyError {
  return new LatchkeyError('session-ended', translate('sessionEnded'));
}

/** The kept session is of another application than the one that counts now. */
export function sessionElsewhere(): LatchkeyError {
  return new LatchkeyError('session-ended', translate('sessionElsewhere'));
}
