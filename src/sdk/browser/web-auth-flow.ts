import browser from 'webextension-polyfill';
import { LatchkeyError, signInRunning } from '../errors.ts';
import { PATIENT_TIMEOUT } from '../tenant/timeouts.ts';
import type { Identity } from './identity.ts';
import { answerOf } from './optional-api.ts';

/**
 * Returns the browser's web auth flow, with or without a window.
 * https://developer.mozilla.org/docs/Mozilla/Add-ons/WebExtensions/API/identity/launchWebAuthFlow
 */
export function webAuthFlow(): Identity {
  return {
    redirectUrl: browser.identity.getRedirectURL(),
    async launch(url, { interactive }) {
      let redirect: string;
      try {
        const launch = () => browser.identity.launchWebAuthFlow({ url: url.href, interactive });
        // Firefox has no time limit of its own for a flow without a window.
        redirect = await (interactive ? launch() : answerOf(launch, PATIENT_TIMEOUT));
      } catch (cause) {
        throw explainLaunchFailure(cause);
      }
      return parseRedirect(redirect);
    },
  };
}

function parseRedirect(redirect: unknown): URL {
  if (typeof redirect === 'string' && URL.canParse(redirect)) return new URL(redirect);
  throw new LatchkeyError('redirect-invalid', { reason: 'missing' });
}

/** Returns the error for a failed launch. Only the browser's message shows that the user closed the window. */
function explainLaunchFailure(cause: unknown): LatchkeyError {
  if (cause instanceof LatchkeyError) return cause;
  const words = cause instanceof Error ? cause.message : String(cause);
  // Chromium: a window that a stopped background opened is still open.
  if (/only one web auth flow/i.test(words)) return signInRunning(cause);
  if (/did not approve|cancel+ed|denied/i.test(words))
    return new LatchkeyError('sign-in-cancelled', {}, { cause });
  return new LatchkeyError('interaction-required', { reason: 'no-response' }, { cause });
}
