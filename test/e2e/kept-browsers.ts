import type { BrowserKind, ExtensionBrowser } from '../support/browser.ts';

/** Browsers whose world has ended, for the next one with the same extension: to start one takes seconds. */
const kept = new Map<BrowserKind, { readonly extensionDir: string; readonly browser: ExtensionBrowser }>();

/** A bench begins with a browser of its own each time. */
let isKeeping = false;

/** From now on browsers are kept, until `closeKept`. */
export function beginKeeping(): void {
  isKeeping = true;
}

/** The browser that was kept with this extension in it; one with another extension is closed. */
export async function takeKept(
  kind: BrowserKind,
  extensionDir: string,
): Promise<ExtensionBrowser | undefined> {
  const found = kept.get(kind);
  kept.delete(kind);
  if (found?.extensionDir === extensionDir) return found.browser;
  await found?.browser.close();
  return undefined;
}

/** Keeps a browser, with nothing left in it of the world that has ended; closes it where none are kept. */
export async function keepForNext(browser: ExtensionBrowser, extensionDir: string): Promise<void> {
  if (!isKeeping) return browser.close();
  await kept.get(browser.kind)?.browser.close();
  kept.delete(browser.kind);
  try {
    await beginAnew(browser);
    kept.set(browser.kind, { extensionDir, browser });
  } catch (error) {
    await browser.close();
    throw error;
  }
}

/** Leaves nothing of what was done in a browser: no page, no cookie, nothing that the extension keeps. */
export async function beginAnew(browser: ExtensionBrowser): Promise<void> {
  await browser.startOver();
  await browser.evaluateInExtension(async () => {
    await Promise.all([
      chrome.storage.local.clear(),
      chrome.storage.session.clear(),
      chrome.alarms.clearAll(),
      chrome.action.setBadgeText({ text: '' }),
    ]);
  });
}

/** Closes what is kept: nobody comes for it any more. */
export async function closeKept(): Promise<void> {
  isKeeping = false;
  await Promise.all([...kept.values()].map(({ browser }) => browser.close()));
  kept.clear();
}
