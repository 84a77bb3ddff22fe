import browser from 'webextension-polyfill';
import { LatchkeyError, signInRunning } from '../errors.ts';
import { unlessNoWindowComes } from './missing-window.ts';
import { runSilently, runWithWindow } from './one-flow.ts';

/** Milliseconds that a flow without a window may take. Firefox itself would wait for ever. */
const TIMEOUT = 20_000;

/** The browser's way to the tenant's `/authorize` and back. */
export interface Identity {
  /** The address that the tenant sends people back to; it must be among its Allowed Callback URLs. */
  readonly redirectUrl: string;
  /**
   * Opens `url` and resolves with the redirect address, query and all. Without `interactive` no window opens
   * and anything but a plain redirect rejects with `interaction-required`; `diagnose.ts` finds out why. Rejects
   * with `sign-in-cancelled` when the person closes the window, with `sign-in-running` while another is open, with
   * `tenant-unreachable` when no window comes.
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
        const flow = () => browser.identity.launchWebAuthFlow({ url: url.href, interactive });
        redirect = await (interactive
          ? runWithWindow(() => unlessNoWindowComes(url, flow))
          : runSilently(() => withTimeout(flow(), TIMEOUT)));
      } catch (cause) {
        throw explainLaunchFailure(cause);
      }
      return parseRedirect(redirect);
    },
  };
}

/** Rejects after `milliseconds` if the promise has not settled by then. */
function withTimeout<T>(promise: Promise<T>, milliseconds: number): Promise<T> {
  let timer: ReturnType<typeof setTimeout>;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`No answer in ${milliseconds} ms.`)), milliseconds);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
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
  if (cause instanceof LatchkeyError) return cause;
  const words = cause instanceof Error ? cause.message : String(cause);
  // Chromium's. A background that was stopped has left its window behind, which nobody waits for any more.
  if (/only one web auth flow/i.test(words)) return signInRunning(cause);
  if (/did not approve|cancel+ed|denied/i.test(words)) {
    return new LatchkeyError(
      'sign-in-cancelled',
      'The sign-in window was closed before it was done. Sign in again when you like.',
      { cause },
    );
  }
  return new LatchkeyError('interaction-required', 'The tenant did not answer at once. Try again.', {
    cause,
  });
}
