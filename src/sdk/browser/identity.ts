import browser from 'webextension-polyfill';
import { browserUnsupported } from '../errors.ts';
import { webAuthFlow } from './web-auth-flow.ts';

/** How to open an address. */
export interface LaunchOptions {
  /** Whether a window may open, in which the tenant can ask the user for something. */
  readonly interactive: boolean;
}

/** The browser's way to the tenant's `/authorize` and back. */
export interface Identity {
  /** The callback URL, which must be among the application's Allowed Callback URLs. */
  readonly redirectUrl: string;
  /**
   * Opens `url` and resolves with the redirect address, query and all. Without `interactive` no window opens
   * and anything but a plain redirect rejects with `interaction-required`; `diagnose.ts` finds out why. Rejects
   * with `sign-in-cancelled` when the user closes the window, with `sign-in-running` if Chromium has another one open.
   */
  launch(url: URL, options: LaunchOptions): Promise<URL>;
}

/**
 * Returns the browser's web auth flow. In a browser without one (Firefox for Android, Safari) `launch` rejects with
 * `browser-unsupported`. Flows without a window run beside each other and beside one with a window. Chromium refuses a
 * second window, Firefox closes the first one: `window-sign-in.ts` opens one at a time.
 */
export function browserIdentity(): Identity {
  return typeof browser.identity?.launchWebAuthFlow === 'function' ? webAuthFlow() : NO_FLOW;
}

const NO_FLOW: Identity = {
  redirectUrl: '',
  launch: () => Promise.reject(browserUnsupported()),
};
