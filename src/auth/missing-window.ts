import browser from 'webextension-polyfill';
import { tenantUnreachable } from '../errors.ts';

/** Milliseconds in which the first page of a window comes, on a slow network too. */
const PATIENCE = 30_000;

/**
 * Settles as `flow` does, which opens a window; but rejects with `tenant-unreachable` where no window has opened after half
 * a minute. Chromium shows none before the tenant's first page is there: with a tenant that takes the question and says
 * nothing, nobody would have anything to close. A window that comes later still is one that nobody waits for: a silent
 * sign-in finds what has been done in it.
 * https://developer.mozilla.org/docs/Mozilla/Add-ons/WebExtensions/API/windows/onCreated
 */
export async function unlessNoWindowComes<T>(url: URL, flow: () => Promise<T>): Promise<T> {
  let stopWaiting = () => {};
  const nothingCame = new Promise<never>((_, reject) => {
    const timer = setTimeout(() => {
      stopWaiting();
      reject(tenantUnreachable(url.host, new Error(`No window opened in ${PATIENCE} ms.`)));
    }, PATIENCE);
    stopWaiting = () => {
      clearTimeout(timer);
      browser.windows?.onCreated.removeListener(stopWaiting);
    };
    browser.windows?.onCreated.addListener(stopWaiting);
  });
  try {
    return await Promise.race([flow(), nothingCame]);
  } finally {
    stopWaiting();
  }
}
