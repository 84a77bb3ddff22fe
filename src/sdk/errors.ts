import { fillPlaceholders, type PlaceholderIn, placeholdersIn } from './placeholders.ts';

const EXTENSION_FAILED = 'The extension failed ({reason}). See the cause.';
const LOCK_FAILED = 'Lock failed ({reason}). See the cause.';
const STORAGE_FAILED = 'The browser storage failed ({reason}). See the cause.';
const SESSION_ENDED = 'The session is over ({reason}). The user must sign in again.';
const WINDOW_REQUIRED = 'The user must continue in a window at {domain} ({reason}).';

/**
 * Messages for developers, by the stable code of the error and, if it has several causes, by the reason. The placeholders are the
 * names of the error's data. `description` is foreign text that `foreign-text.ts` has sanitized, or English for developers.
 * `domain` is the tenant's host.
 */
const MESSAGES = {
  'api-origin-not-listed': '{origin} is not among the API origins of the configuration.',
  'authorization-refused': {
    refused: 'The tenant refused the sign-in: {description}.',
    'organization-name': '{domain} refused the sign-in: {description}.',
  },
  'background-invalid': '{description}',
  'browser-unsupported': 'The browser has no identity.launchWebAuthFlow.',
  'callback-not-allowed': '{domain} must list {address} as an Allowed Callback URL.',
  'client-unknown': '{domain} has no application with this client ID.',
  'configuration-invalid': {
    field: '{field} {description}',
    'tenant-not-chosen': 'No tenant is chosen ({reason}).',
    'tenant-not-permitted': 'The extension has no host permission for {domain} ({reason}).',
  },
  'cookies-blocked': 'The browser blocks the cookies of {domain}.',
  'cross-origin-login-off': '{domain} has Allow Cross-Origin Authentication switched off.',
  'extension-failed': {
    unexpected: EXTENSION_FAILED,
    'no-response': EXTENSION_FAILED,
    'sign-in': EXTENSION_FAILED,
    'sign-out': EXTENSION_FAILED,
  },
  'host-not-permitted': 'The extension has no host permission for {domain}.',
  'id-token-algorithm': '{domain} must sign ID tokens with RS256.',
  'id-token-invalid': {
    refused: 'The ID token is invalid. See the cause.',
    clock: 'The ID token was issued in the future. See the cause.',
    'organization-name': 'The ID token of {domain} does not name the organization. See the cause.',
  },
  'interaction-required': {
    page: WINDOW_REQUIRED,
    'no-response': 'The silent flow did not end in time ({reason}).',
    'sign-in-required': WINDOW_REQUIRED,
    'step-required': WINDOW_REQUIRED,
  },
  'lock-failed': { form: LOCK_FAILED, incomplete: LOCK_FAILED, 'no-connection': LOCK_FAILED },
  'manifest-incomplete': '{description}',
  'operation-refused': '{description}',
  'origin-not-allowed': '{domain} must list {origin} as an Allowed Web Origin.',
  'redirect-invalid': {
    foreign: "The redirect doesn't match this sign-in.",
    missing: 'The browser returned no redirect.',
  },
  'session-ended': { ended: SESSION_ENDED, 'settings-changed': SESSION_ENDED },
  'settings-invalid': 'The settings from {domain} cannot be used: {description}.',
  'sign-in-cancelled': 'The user closed the sign-in window.',
  'sign-in-page-failed': 'A page of the sign-in could not be loaded.',
  'sign-in-running': 'Another sign-in window is open.',
  'sign-out-incomplete': {
    'refresh-token': '{domain} did not confirm the revocation of the refresh token.',
    'tenant-session': '{domain} did not confirm the end of its session.',
  },
  'signed-out': 'No user is signed in.',
  'storage-failed': {
    blocked: STORAGE_FAILED,
    'not-removed': STORAGE_FAILED,
    'not-saved': STORAGE_FAILED,
    'not-writable': STORAGE_FAILED,
    'option-not-saved': STORAGE_FAILED,
    unreadable: STORAGE_FAILED,
  },
  'tenant-failed': '{domain} responded with status {status}.',
  'tenant-intercepted': 'The response of {domain} (status {status}) is not from Auth0.',
  'tenant-unreachable': '{domain} could not be reached.',
  'token-response-invalid': {
    refused: 'The tenant issued no tokens: {description}.',
    malformed: 'The token response of {domain} is not an OAuth response.',
    'already-expired': 'The tokens of {domain} had already expired.',
  },
  'version-mismatch':
    'Build all scripts with one version of latchkey: the background has {background}, the sender {sender}.',
} as const satisfies Readonly<Record<string, Message>>;

type Message = string | Readonly<Record<string, string>>;

export type ErrorCode = keyof typeof MESSAGES;

// Marked as pure, so that bundles that use neither contain neither this nor `MESSAGES`.
export const ERROR_CODES = /* @__PURE__ */ Object.keys(MESSAGES) as readonly ErrorCode[];

type DataIn<Text extends string> = { readonly [Name in PlaceholderIn<Text>]: string };
type DataOf<M extends Message> = M extends string
  ? DataIn<M>
  : { [R in keyof M]: M[R] extends string ? { readonly reason: R } & DataIn<M[R]> : never }[keyof M];
/** `hasSignedUp`: the error occurred directly after a successful sign-up. */
type DataByCode = {
  [C in ErrorCode]: Flat<DataOf<(typeof MESSAGES)[C]> & { readonly hasSignedUp?: 'yes' }>;
};
type Flat<T> = { readonly [K in keyof T]: T[K] };

/** The data of an error with this code: a flat record of strings. */
export type ErrorData<C extends ErrorCode = ErrorCode> = DataByCode[C];

/** Returns the message with placeholders, or `undefined` if the code has no such reason. */
function messageOf(code: ErrorCode, reason: unknown): string | undefined {
  const message: Message = MESSAGES[code];
  if (typeof message === 'string') return message;
  return typeof reason === 'string' && Object.hasOwn(message, reason) ? message[reason] : undefined;
}

/**
 * The error that Latchkey throws. `code` and `data` are for programs, `message` is English for developers. `formatError`
 * (locales/error-messages.ts) returns the message for users. Contains no token, authorization code, verifier or password.
 */
export class LatchkeyError<C extends ErrorCode = ErrorCode> extends Error {
  override readonly name = 'LatchkeyError';
  readonly code: C;
  readonly data: ErrorData<C>;

  constructor(code: C, data: ErrorData<C>, options?: ErrorOptions) {
    const values: Readonly<Record<string, string>> = data;
    super(fillPlaceholders(messageOf(code, values.reason) ?? code, values), options);
    this.code = code;
    this.data = data;
  }
}

/** Returns `thrown` if it is a `LatchkeyError`, otherwise a new one with `code`, `data`, and `thrown` as its `cause`. */
export function asLatchkeyError<C extends ErrorCode>(
  thrown: unknown,
  code: C,
  data: ErrorData<C>,
): LatchkeyError {
  return thrown instanceof LatchkeyError
    ? thrown
    : new LatchkeyError<ErrorCode>(code, data, { cause: thrown });
}

/** An error as it is stored or sent: without `cause`, `message` and `stack`. */
export interface SerializedError {
  readonly code: ErrorCode;
  readonly data: ErrorData;
}

/** Returns the serializable part of an error. */
export function serializeError({ code, data }: LatchkeyError): SerializedError {
  return { code, data };
}

/** Returns the error for a result of `serializeError`, or `null` if `value` is not one. Never throws. */
export function parseError(value: unknown): LatchkeyError | null {
  const { code, data }: Record<string, unknown> = { ...Object(value) };
  const known = ERROR_CODES.find((one) => one === code);
  return known !== undefined && isDataOf(known, data) ? new LatchkeyError(known, data) : null;
}

function isDataOf(code: ErrorCode, data: unknown): data is ErrorData {
  const given: Record<string, unknown> = { ...Object(data) };
  const message = messageOf(code, given.reason);
  if (message === undefined) return false;
  const names = [...(message === MESSAGES[code] ? [] : ['reason']), ...placeholdersIn(message)];
  return (
    names.every((name) => typeof given[name] === 'string') &&
    Object.keys(given).every(
      (name) => names.includes(name) || (name === 'hasSignedUp' && given[name] === 'yes'),
    )
  );
}

/** Returns the error for a tenant that does not respond. `domain` is the tenant's host. */
export function tenantUnreachable(domain: string, cause: unknown): LatchkeyError {
  return new LatchkeyError('tenant-unreachable', { domain }, { cause });
}

/** Returns the error for a response whose status means that the tenant failed: see `isServerError`. */
export function tenantFailed(domain: string, status: number): LatchkeyError {
  return new LatchkeyError('tenant-failed', { domain, status: String(status) });
}

/** Returns the error for a response that is not from the tenant, but from a proxy or a network's sign-in page. */
export function tenantIntercepted(domain: string, status: number): LatchkeyError {
  return new LatchkeyError('tenant-intercepted', { domain, status: String(status) });
}

/** Returns the error for a step of the sign-in that only the tenant's own page can show. */
export function interactionRequired(domain: string, cause?: unknown): LatchkeyError {
  return new LatchkeyError('interaction-required', { reason: 'page', domain }, { cause });
}

/**
 * Returns the error for a session that has ended, after which the user must sign in again. `end` is the reason why the session
 * with the tenant at `domain` is not renewed (`SessionEnd`), or `null` if its access token expired. The code is
 * `interaction-required` if the tenant requires the user on its own page, otherwise `session-ended`.
 */
export function sessionOver(
  end: 'ended' | 'sign-in-required' | 'step-required' | 'settings-changed' | null,
  domain: string,
): LatchkeyError {
  switch (end) {
    case null:
    case 'ended':
      return new LatchkeyError('session-ended', { reason: 'ended' });
    case 'settings-changed':
      return new LatchkeyError('session-ended', { reason: end });
    case 'sign-in-required':
    case 'step-required':
      return new LatchkeyError('interaction-required', { reason: end, domain });
  }
}

/** Returns the error for a sign-out whose `failedSteps` at the tenant are not empty. The user is signed out of the extension. */
export function signOutIncomplete(
  failedSteps: readonly ('refresh-token' | 'tenant-session')[],
  domain: string,
): LatchkeyError {
  const reason = failedSteps.includes('tenant-session') ? 'tenant-session' : 'refresh-token';
  return new LatchkeyError('sign-out-incomplete', { reason, domain });
}
