import browser from 'webextension-polyfill';
import { browserUnsupported } from '../errors.ts';
import { webAuthFlow } from './web-auth-flow.ts';

/** Options of `Identity.launch`. */
export interface LaunchOptions {
  /** Whether a window can open, in which the user interacts with the tenant. */
  readonly interactive: boolean;
}

/** The web auth flow: opens the tenant's `/authorize` and returns the redirect. */
export interface Identity {
  /** The callback URL, which must be among the application's Allowed Callback URLs. */
  readonly redirectUrl: string;
  /**
   * Opens `url` and resolves with the redirect URL, including its query. Without `interactive`, no window opens, and any response
   * other than a redirect rejects with `interaction-required`. `diagnose.ts` determines the cause. Rejects with
   * `sign-in-cancelled` if the user closes the window, and with `sign-in-running` if another window is open in Chromium.
   */
  launch(url: URL, options: LaunchOptions): Promise<URL>;
}

/**
 * Returns the browser's web auth flow. In a browser without one (Firefox for Android, Safari) `launch` rejects with
 * `browser-unsupported`. Flows without a window can run in parallel, also with a flow that has a window. Chromium refuses a
 * second window and Firefox closes the first one, so `window-sign-in.ts` opens one at a time.
 */
export function browserIdentity(): Identity {
  return typeof browser.identity?.launchWebAuthFlow === 'function' ? webAuthFlow() : NO_FLOW;
}

const NO_FLOW: Identity = {
  redirectUrl: '',
  launch: () => Promise.reject(browserUnsupported()),
};
