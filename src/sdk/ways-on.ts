import type { ErrorCode } from './errors.ts';

/**
 * A button of the popup after an error: try again, sign in on the hosted page in a window, or open the options. A build for
 * one tenant doesn't show `options`, because its options can't fix an error.
 */
export type WayOn = 'retry' | 'window' | 'options';

/** At least one button, or the recipient of an error that the popup never shows with a button. */
export type WaysOn =
  | readonly [WayOn, ...WayOn[]]
  | { readonly notShown: 'api-caller' | 'build' | 'content-script' | 'notice' };

const RETRY = ['retry'] as const;
const WINDOW = ['window', 'retry'] as const;
const API_CALLER = { notShown: 'api-caller' } as const;

/**
 * The buttons for each error. `window` is included if the hosted page might succeed, because that page needs neither the form
 * nor the tenant settings that the form requires.
 */
export const WAYS_ON = {
  'api-origin-not-listed': API_CALLER,
  'authorization-refused': WINDOW,
  'background-invalid': { notShown: 'build' },
  'browser-unsupported': RETRY,
  'callback-not-allowed': RETRY,
  // A custom domain might not serve the form's settings.
  'client-unknown': ['window', 'retry', 'options'],
  'configuration-invalid': { notShown: 'build' },
  // The browser might allow the tenant's cookies as an exception, and only the form's login ticket was refused.
  'cookies-blocked': ['retry', 'window'],
  'cross-origin-login-off': WINDOW,
  'extension-failed': RETRY,
  'host-not-permitted': ['retry', 'options'],
  'id-token-algorithm': RETRY,
  'id-token-invalid': RETRY,
  'interaction-required': WINDOW,
  'lock-failed': WINDOW,
  'manifest-incomplete': { notShown: 'build' },
  'operation-refused': { notShown: 'content-script' },
  'origin-not-allowed': WINDOW,
  'redirect-invalid': WINDOW,
  'session-ended': RETRY,
  'settings-invalid': ['window', 'retry', 'options'],
  'sign-in-cancelled': WINDOW,
  'sign-in-page-failed': WINDOW,
  'sign-in-running': RETRY,
  // The user is signed out, but the tenant did not confirm it.
  'sign-out-incomplete': { notShown: 'notice' },
  'signed-out': API_CALLER,
  'storage-failed': RETRY,
  // Only one of the tenant's endpoints might fail.
  'tenant-failed': WINDOW,
  // The proxy or network sign-in might let the hosted page through.
  'tenant-intercepted': WINDOW,
  'tenant-unreachable': RETRY,
  'token-response-invalid': WINDOW,
  'version-mismatch': RETRY,
} as const satisfies Readonly<Record<ErrorCode, WaysOn>>;

/** Returns the buttons that the popup shows for an error. */
export function waysOn(code: ErrorCode): readonly WayOn[] {
  const ways: WaysOn = WAYS_ON[code];
  return 'notShown' in ways ? RETRY : ways;
}
