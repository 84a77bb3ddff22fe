import browser from 'webextension-polyfill';
import { LatchkeyError } from '../errors.ts';

/** The browser's way to the tenant's `/authorize` and back. */
export interface Identity {
  /** The address that the tenant sends people back to; it must be among its Allowed Callback URLs. */
  readonly redirectUrl: string;
  /**
   * Opens `url` and resolves with the redirect address, query and all. Without `interactive` no window opens
   * and anything but a plain redirect rejects with `interaction-required`; `diagnose.ts` finds out why.
   */
  launch(url: URL, options: { readonly interactive: boolean }): Promise<URL>;
}

/**
 * `browser.identity` behind errors of ours.
 * https://developer.mozilla.org/docs/Mozilla/Add-ons/WebExtensions/API/identity/launchWebAuthFlow
 */
export function browserIdentity(): Identity {
  return {
    redirectUrl: browser.identity.getRedirectURL(),
    async launch(url, { interactive }) {
      let redirect: string;
      try {
        redirect = await browser.identity.launchWebAuthFlow({ url: url.href, interactive });
      } catch (cause) {
        throw explainLaunchFailure(cause);
      }
      return parseRedirect(redirect);
    },
  };
}

function parseRedirect(redirect: unknown): URL {
  if (typeof redirect === 'string' && URL.canParse(redirect)) return new URL(redirect);
  throw new LatchkeyError(
    'redirect-invalid',
    'The browser came back from the tenant without an address. Try again.',
  );
}

/** Browsers tell a person's "no" from everything else by their message alone; the pattern has both browsers' words. */
function explainLaunchFailure(cause: unknown): LatchkeyError {
  const words = cause instanceof Error ? cause.message : String(cause);
  if (/did not approve|cancel+ed|denied/i.test(words)) {
    return new LatchkeyError('sign-in-cancelled', 'The sign-in was cancelled. Try again.', { cause });
  }
  return new LatchkeyError('interaction-required', 'The tenant did not answer at once. Try again.', {
    cause,
  });
}
