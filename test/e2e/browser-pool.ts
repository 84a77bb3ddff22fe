/** One browser of each kind for a whole test process: starting one takes seconds. */
import type { BrowserKind, ExtensionBrowser } from '../support/browser.ts';

/** Idle browsers, by kind. Filled only after `poolBrowsers`. */
const idle = new Map<BrowserKind, ExtensionBrowser>();

let isPooling = false;

/** From now on, browsers are kept for the next world. They end with this process. */
export function poolBrowsers(): void {
  isPooling = true;
}

/** Whether what one world has started is kept for the next one. */
export function isKeeping(): boolean {
  return isPooling;
}

/** Returns an idle browser with this extension in it and nothing left of the world before, or `undefined`. */
export async function takeBrowser(
  kind: BrowserKind,
  extensionDir: string,
): Promise<ExtensionBrowser | undefined> {
  const browser = idle.get(kind);
  if (browser === undefined) return undefined;
  idle.delete(kind);
  try {
    await browser.replaceExtension(extensionDir);
    return browser;
  } catch (error) {
    await browser.close();
    throw error;
  }
}

/** Keeps a browser whose world has ended, or closes it where none are kept. */
export async function releaseBrowser(browser: ExtensionBrowser): Promise<void> {
  if (!isPooling || idle.has(browser.kind)) return browser.close();
  try {
    await resetBrowser(browser);
    idle.set(browser.kind, browser);
  } catch (error) {
    await browser.close();
    throw error;
  }
}

/** Removes what was done in a browser: its pages, its cookies, and all that the extension has stored. */
export async function resetBrowser(browser: ExtensionBrowser): Promise<void> {
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
