/**
 * Stable codes of all errors, with the data of each: the names of its texts, or the names of the texts by reason. `description`
 * is foreign text that `foreign-text.ts` has sanitized, or English for developers. `domain` is the tenant's host.
 */
const DATA = {
  'api-origin-not-listed': ['origin'],
  'authorization-refused': { refused: ['description'], 'organization-name': ['domain', 'description'] },
  'background-invalid': ['description'],
  'browser-unsupported': [],
  'callback-not-allowed': ['domain', 'address'],
  'client-unknown': ['domain'],
  'configuration-invalid': {
    field: ['field', 'description'],
    'tenant-not-chosen': [],
    'tenant-not-permitted': ['domain'],
  },
  'cookies-blocked': ['domain'],
  'cross-origin-login-off': ['domain'],
  'extension-failed': { unexpected: [], 'no-response': [], 'sign-in': [], 'sign-out': [] },
  'host-not-permitted': ['domain'],
  'id-token-algorithm': ['domain'],
  'id-token-invalid': { refused: [], clock: [], 'organization-name': ['domain'] },
  'interaction-required': {
    page: ['domain'],
    'no-response': [],
    'sign-in-required': ['domain'],
    'step-required': ['domain'],
  },
  'lock-failed': { form: [], incomplete: [], 'no-connection': [] },
  'manifest-incomplete': ['description'],
  'operation-refused': ['description'],
  'origin-not-allowed': ['domain', 'origin'],
  'redirect-invalid': { foreign: [], missing: [] },
  'session-ended': { ended: [], 'settings-changed': [] },
  'settings-invalid': ['domain', 'description'],
  'sign-in-cancelled': [],
  'sign-in-page-failed': [],
  'sign-in-running': [],
  'sign-out-incomplete': { 'refresh-token': ['domain'], 'tenant-session': ['domain'] },
  'signed-out': [],
  'storage-failed': {
    blocked: [],
    'not-removed': [],
    'not-saved': [],
    'not-writable': [],
    'option-not-saved': [],
    unreadable: [],
  },
  'tenant-failed': ['domain', 'status'],
  'tenant-intercepted': ['domain', 'status'],
  'tenant-unreachable': ['domain'],
  'token-response-invalid': {
    refused: ['description'],
    malformed: ['domain'],
    'already-expired': ['domain'],
  },
  'version-mismatch': ['sender', 'background'],
} as const satisfies Readonly<Record<string, Names | Readonly<Record<string, Names>>>>;

export type ErrorCode = keyof typeof DATA;

// Marked as pure, so that bundles that use neither contain neither this nor `DATA`.
export const ERROR_CODES = /* @__PURE__ */ Object.keys(DATA) as readonly ErrorCode[];

type Names = readonly string[];
type Texts<N extends Names> = { readonly [Name in N[number]]: string };
type DataOf<D> = D extends Names
  ? Texts<D>
  : { [R in keyof D]: D[R] extends Names ? { readonly reason: R } & Texts<D[R]> : never }[keyof D];
/** `hasSignedUp`: the error occurred directly after a successful sign-up. */
type DataByCode = {
  [C in ErrorCode]: Flat<DataOf<(typeof DATA)[C]> & { readonly hasSignedUp?: 'yes' }>;
};
type Flat<T> = { readonly [K in keyof T]: T[K] };

/** The data of an error with this code: a flat record of strings. */
export type ErrorData<C extends ErrorCode = ErrorCode> = DataByCode[C];

/** Messages for developers, by code. */
const MESSAGES: { readonly [C in ErrorCode]: (data: ErrorData<C>) => string } = {
  'api-origin-not-listed': ({ origin }) => `${origin} is not among the API origins of the configuration.`,
  'authorization-refused': ({ description }) => `The tenant refused the sign-in: ${description}.`,
  'background-invalid': described,
  'browser-unsupported': () => 'The browser has no identity.launchWebAuthFlow.',
  'callback-not-allowed': ({ domain, address }) =>
    `${domain} must list ${address} as an Allowed Callback URL.`,
  'client-unknown': ({ domain }) => `${domain} has no application with this client ID.`,
  'configuration-invalid': (data) =>
    data.reason === 'field' ? data.description : `No tenant can be used (${data.reason}).`,
  'cookies-blocked': ({ domain }) => `The browser blocks the cookies of ${domain}.`,
  'cross-origin-login-off': ({ domain }) => `${domain} has Allow Cross-Origin Authentication switched off.`,
  'extension-failed': ({ reason }) => `The extension failed (${reason}). See the cause.`,
  'host-not-permitted': ({ domain }) => `The extension has no host permission for ${domain}.`,
  'id-token-algorithm': ({ domain }) => `${domain} must sign ID tokens with RS256.`,
  'id-token-invalid': ({ reason }) => `The ID token is invalid (${reason}). See the cause.`,
  'interaction-required': ({ reason }) => `The user must continue in a window (${reason}).`,
  'lock-failed': ({ reason }) => `Lock failed (${reason}). See the cause.`,
  'manifest-incomplete': described,
  'operation-refused': described,
  'origin-not-allowed': ({ domain, origin }) => `${domain} must list ${origin} as an Allowed Web Origin.`,
  'redirect-invalid': ({ reason }) => `The redirect of the sign-in cannot be used (${reason}).`,
  'session-ended': ({ reason }) => `The session is over (${reason}). The user must sign in again.`,
  'settings-invalid': ({ domain, description }) =>
    `The settings from ${domain} cannot be used: ${description}.`,
  'sign-in-cancelled': () => 'The user closed the sign-in window.',
  'sign-in-page-failed': () => 'A page of the sign-in could not be loaded.',
  'sign-in-running': () => 'Another sign-in window is open.',
  'sign-out-incomplete': ({ domain, reason }) => `${domain} did not confirm the end of the ${reason}.`,
  'signed-out': () => 'No user is signed in.',
  'storage-failed': ({ reason }) => `The browser storage failed (${reason}). See the cause.`,
  'tenant-failed': ({ domain, status }) => `${domain} answered with status ${status}.`,
  'tenant-intercepted': ({ domain, status }) =>
    `The answer of ${domain} (status ${status}) is not from Auth0.`,
  'tenant-unreachable': ({ domain }) => `${domain} could not be reached.`,
  'token-response-invalid': (data) =>
    `The token response cannot be used: ${data.reason === 'refused' ? data.description : data.reason}.`,
  'version-mismatch': ({ sender, background }) =>
    `Build all scripts with one version of latchkey: the background has ${background}, the sender ${sender}.`,
};

function described({ description }: { readonly description: string }): string {
  return description;
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
    super(MESSAGES[code](data), options);
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
  const names = namesOf(DATA[code], given.reason);
  if (names === null || !names.every((name) => typeof given[name] === 'string')) return false;
  return Object.keys(given).every((name) => names.includes(name) || isSignUpMark(name, given[name]));
}

function isSignUpMark(name: string, value: unknown): boolean {
  return name === 'hasSignedUp' && value === 'yes';
}

/** Returns the names of the texts of a code's data, or `null` if the code has no such reason. */
function namesOf(data: Names | Readonly<Record<string, Names>>, reason: unknown): Names | null {
  if (isNames(data)) return data;
  const names = typeof reason === 'string' && Object.hasOwn(data, reason) ? data[reason] : undefined;
  return names === undefined ? null : ['reason', ...names];
}

function isNames(data: Names | Readonly<Record<string, Names>>): data is Names {
  return Array.isArray(data);
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

/** Returns the error for a browser without `identity.launchWebAuthFlow`. */
export function browserUnsupported(): LatchkeyError {
  return new LatchkeyError('browser-unsupported', {});
}

/** Returns the error for a sign-in while another sign-in window is open. */
export function signInRunning(cause?: unknown): LatchkeyError {
  return new LatchkeyError('sign-in-running', {}, { cause });
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
