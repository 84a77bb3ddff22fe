import { translate } from './locales/translate.ts';

/**
 * A way on after an error, as a button of the popup: try again, sign in on the hosted page in a window, or open the options.
 * A build for one tenant has nothing to correct in its options, so it shows no button for them.
 */
export type WayOn = 'retry' | 'window' | 'options';

/** At least one way on, or who receives the error, if the popup never shows it. */
export type WaysOn =
  | readonly [WayOn, ...WayOn[]]
  | { readonly notShown: 'api-caller' | 'build' | 'content-script' };

const RETRY = ['retry'] as const;
const WINDOW = ['window', 'retry'] as const;
const API_CALLER = { notShown: 'api-caller' } as const;

/**
 * Stable names of everything that can go wrong, with the ways on after each. Code and tests depend on the names. The window is a
 * way on wherever the hosted page could succeed, because it needs neither the form nor what the form requires of the tenant.
 */
export const WAYS_ON = {
  'api-origin-not-listed': API_CALLER,
  'authorization-refused': WINDOW,
  'browser-unsupported': RETRY,
  'callback-not-allowed': RETRY,
  // A custom domain might not serve the form's settings.
  'client-unknown': ['window', 'retry', 'options'],
  'configuration-invalid': { notShown: 'build' },
  // The site might be excepted, and only the form's ticket refused.
  'cookies-blocked': ['retry', 'window'],
  'cross-origin-login-off': WINDOW,
  'extension-failed': RETRY,
  'host-not-permitted': ['retry', 'options'],
  'id-token-algorithm': RETRY,
  'id-token-invalid': RETRY,
  'interaction-required': WINDOW,
  'lock-failed': WINDOW,
  'operation-refused': { notShown: 'content-script' },
  'origin-not-allowed': WINDOW,
  'redirect-invalid': WINDOW,
  'session-ended': RETRY,
  'settings-invalid': ['window', 'retry', 'options'],
  'sign-in-cancelled': WINDOW,
  'sign-in-page-failed': WINDOW,
  'sign-in-running': RETRY,
  'signed-out': API_CALLER,
  'storage-failed': RETRY,
  // Only one of the tenant's endpoints might fail.
  'tenant-failed': WINDOW,
  // What stands between might let the hosted page through.
  'tenant-intercepted': WINDOW,
  'tenant-unreachable': RETRY,
  'token-response-invalid': WINDOW,
} as const satisfies Readonly<Record<string, WaysOn>>;

export type ErrorCode = keyof typeof WAYS_ON;

// Pure, so that a script that needs neither is without both.
export const ERROR_CODES = /* @__PURE__ */ Object.keys(WAYS_ON) as readonly ErrorCode[];

/** Returns the buttons that the popup shows for an error. */
export function waysOn(code: ErrorCode): readonly WayOn[] {
  const ways: WaysOn = WAYS_ON[code];
  return 'notShown' in ways ? RETRY : ways;
}

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

/** The browser has no `identity.launchWebAuthFlow`. */
export function browserUnsupported(): LatchkeyError {
  return new LatchkeyError('browser-unsupported', translate('browserUnsupported'));
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

/**
 * Something between the browser and the tenant answered, such as a proxy or a network's sign-in page: the answer is not in
 * the form that Auth0 gives it.
 */
export function tenantIntercepted(domain: string, status: number): LatchkeyError {
  const message = translate('tenantIntercepted', { domain, status: String(status) });
  return new LatchkeyError('tenant-intercepted', message);
}

/** Somebody asked for a token where nobody is signed in. */
export function signedOut(): LatchkeyError {
  return new LatchkeyError('signed-out', translate('signedOut'));
}

/**
 * Returns the error for a session that is over and that only the user can begin again. `end` is why the session with the
 * tenant at `domain` is not renewed (`SessionEnd`), or `null` if its access token ended. `interaction-required` if the tenant
 * requires the user on a page of its own, else `session-ended`.
 */
export function sessionOver(
  end: 'ended' | 'sign-in-required' | 'step-required' | 'settings-changed' | null,
  domain: string,
): LatchkeyError {
  switch (end) {
    case null:
    case 'ended':
      return new LatchkeyError('session-ended', translate('sessionEnded'));
    case 'sign-in-required':
      return new LatchkeyError('interaction-required', translate('sessionSignInRequired', { domain }));
    case 'step-required':
      return new LatchkeyError('interaction-required', translate('sessionStepRequired', { domain }));
    case 'settings-changed':
      return new LatchkeyError('session-ended', translate('sessionSettingsChanged'));
  }
}

/** Returns what the user is told of a sign-out that could not end something at `domain`. */
export function formatLeftBehind(
  what: readonly ('refresh-token' | 'tenant-session')[],
  domain: string,
): string {
  return translate(what.includes('tenant-session') ? 'sessionLeftBehind' : 'tokenLeftBehind', { domain });
}
