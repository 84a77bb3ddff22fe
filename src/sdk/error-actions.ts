import type { ErrorCode } from './errors.ts';

/**
 * A button of the popup after an error: try again, sign in on the hosted page in a window, or open the options. A build for
 * one tenant doesn't show `options`, because its options can't fix an error.
 */
export type ErrorAction = 'retry' | 'window' | 'options';

const RETRY = ['retry'] as const;
const WINDOW = ['window', 'retry'] as const;

/**
 * The actions after an error if `retry` isn't the only one. `window` is included if the hosted page might succeed, because that
 * page needs neither the form nor the tenant settings that the form requires.
 */
const ACTIONS: { readonly [C in ErrorCode]?: readonly ErrorAction[] } = {
  'authorization-refused': WINDOW,
  // A custom domain might not serve the form's settings.
  'client-unknown': ['window', 'retry', 'options'],
  // The browser might allow the tenant's cookies as an exception, and only the form's login ticket was refused.
  'cookies-blocked': ['retry', 'window'],
  'cross-origin-login-off': WINDOW,
  'host-not-permitted': ['retry', 'options'],
  'interaction-required': WINDOW,
  'lock-failed': WINDOW,
  'origin-not-allowed': WINDOW,
  'redirect-invalid': WINDOW,
  'settings-invalid': ['window', 'retry', 'options'],
  'sign-in-cancelled': WINDOW,
  'sign-in-page-failed': WINDOW,
  // Only one of the tenant's endpoints might fail.
  'tenant-failed': WINDOW,
  // The proxy or network sign-in might let the hosted page through.
  'tenant-intercepted': WINDOW,
  'token-response-invalid': WINDOW,
};

/** Returns the buttons that the popup shows for an error, in their order. */
export function errorActions(code: ErrorCode): readonly ErrorAction[] {
  return ACTIONS[code] ?? RETRY;
}
