import browser from 'webextension-polyfill';
import { LatchkeyError } from '../errors.ts';
import { PATIENT_TIMEOUT, withTimeLimit } from './optional-api.ts';

/** The web auth flow: opens the tenant's `/authorize` and returns the redirect. */
export interface Identity {
  /** The callback URL, which must be among the application's Allowed Callback URLs. */
  readonly redirectUrl: string;
  /**
   * Opens `url` and resolves with the redirect URL, including its query. Without `interactive`, no window can open, and any response
   * other than a redirect rejects with `interaction-required`. `diagnose.ts` determines the cause. Rejects with
   * `sign-in-cancelled` if the user closes the window, and with `sign-in-running` if another window is open in Chromium.
   */
  launch(url: URL, options: { readonly interactive: boolean }): Promise<URL>;
}

/**
 * Returns the browser's web auth flow. In a browser without one (Firefox for Android, Safari) `launch` rejects with
 * `browser-unsupported`. Flows without a window can run in parallel, also with a flow that has a window. Chromium refuses a
 * second window and Firefox closes the first one, so `window-sign-in.ts` opens one at a time.
 * https://developer.mozilla.org/docs/Mozilla/Add-ons/WebExtensions/API/identity/launchWebAuthFlow
 */
export function browserIdentity(): Identity {
  if (typeof browser.identity?.launchWebAuthFlow !== 'function') {
    return { redirectUrl: '', launch: () => Promise.reject(new LatchkeyError('browser-unsupported', {})) };
  }
  return { redirectUrl: browser.identity.getRedirectURL(), launch };
}

async function launch(url: URL, { interactive }: { readonly interactive: boolean }): Promise<URL> {
  const flow = () => browser.identity.launchWebAuthFlow({ url: url.href, interactive });
  let redirect: unknown;
  try {
    // Firefox has no time limit of its own for a flow without a window.
    redirect = await (interactive ? flow() : withTimeLimit(flow, PATIENT_TIMEOUT));
  } catch (cause) {
    throw explainLaunchFailure(cause);
  }
  if (typeof redirect === 'string' && URL.canParse(redirect)) return new URL(redirect);
  throw new LatchkeyError('redirect-invalid', { reason: 'missing' });
}

/** Returns the error for a failed launch. Only the browser's message shows that the user closed the window. */
function explainLaunchFailure(cause: unknown): LatchkeyError {
  const message = cause instanceof Error ? cause.message : String(cause);
  // Chromium: a window that a stopped background opened is still open.
  if (/only one web auth flow/i.test(message)) return new LatchkeyError('sign-in-running', {}, { cause });
  if (/did not approve|cancel+ed|denied/i.test(message))
    return new LatchkeyError('sign-in-cancelled', {}, { cause });
  return new LatchkeyError('interaction-required', { reason: 'no-response' }, { cause });
}
