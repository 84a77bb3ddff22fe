import browser, { type Windows } from 'webextension-polyfill';
import type { LatchkeyError } from '../errors.ts';

/** Time limit for a window to open, in milliseconds. Long enough for the first page on a slow network. */
const PATIENCE = 30_000;

/**
 * Settles as `flow` does, or rejects with the result of `explain` if no window has opened after 30 seconds. Both browsers open
 * the window when the tenant's first page has arrived. `flow` continues, so a window that opens later can still be used. The
 * browsers don't report which flow opened a window, only that its type is `popup`.
 * https://developer.mozilla.org/docs/Mozilla/Add-ons/WebExtensions/API/windows/onCreated
 */
export function failIfNoWindowOpens<T>(flow: Promise<T>, explain: () => Promise<LatchkeyError>): Promise<T> {
  return new Promise((resolve, reject) => {
    const onCreated = ({ type }: Windows.Window) => {
      if (type === 'popup') stop();
    };
    const stop = () => {
      clearTimeout(timer);
      browser.windows?.onCreated.removeListener(onCreated);
    };
    const timer = setTimeout(() => {
      stop();
      explain().then(reject, reject);
    }, PATIENCE);
    browser.windows?.onCreated.addListener(onCreated);
    flow.finally(stop).then(resolve, reject);
  });
}
