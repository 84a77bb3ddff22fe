/** One browser of each kind for a whole test process: starting one takes seconds. */
import type { BrowserKind, ExtensionBrowser } from '../support/browser.ts';

/** How many idle browsers of one kind are kept. They cost memory alone. */
const MOST_IDLE = 2;

/** Idle browsers, the longest idle first, each with what tells one that was started in a special way from others. */
const idle: { readonly start: string; readonly browser: ExtensionBrowser }[] = [];

let isPooling = false;

/** From now on, browsers are kept for the next world. They end with this process. */
export function poolBrowsers(): void {
  isPooling = true;
}

/** Whether what one world has started is kept for the next one. */
export function isKeeping(): boolean {
  return isPooling;
}

/**
 * Returns an idle browser with this extension in it and nothing left of the world before, or `undefined`. `start` is the same
 * text for browsers that were started in the same way.
 */
export async function takeBrowser(
  kind: BrowserKind,
  start: string,
  extensionDir: string,
): Promise<ExtensionBrowser | undefined> {
  const index = idle.findIndex((entry) => entry.browser.kind === kind && entry.start === start);
  const [found] = index === -1 ? [] : idle.splice(index, 1);
  if (found === undefined) return undefined;
  try {
    await found.browser.replaceExtension(extensionDir);
    return found.browser;
  } catch (error) {
    await found.browser.close();
    throw error;
  }
}

/** Keeps a browser whose world has ended, or closes it where none are kept. */
export async function releaseBrowser(browser: ExtensionBrowser, start: string): Promise<void> {
  if (!isPooling) return browser.close();
  try {
    await resetBrowser(browser);
    idle.push({ start, browser });
  } catch (error) {
    await browser.close();
    throw error;
  }
  const same = idle.filter((entry) => entry.browser.kind === browser.kind);
  const [oldest] = same;
  if (oldest === undefined || same.length <= MOST_IDLE) return;
  idle.splice(idle.indexOf(oldest), 1);
  await oldest.browser.close();
}

/**
 * Removes what was done in a browser: its pages, its cookies, all that the extension has stored, and the permissions that
 * it was given while it ran.
 */
export async function resetBrowser(browser: ExtensionBrowser): Promise<void> {
  await browser.startOver();
  await browser.evaluateInExtension(async () => {
    const {
      optional_permissions = [],
      optional_host_permissions,
      host_permissions = [],
    } = chrome.runtime.getManifest();
    const held = await chrome.permissions.getAll();
    await chrome.permissions.remove({
      permissions: (held.permissions ?? []).filter((name) => optional_permissions.includes(name)),
      origins:
        optional_host_permissions === undefined
          ? []
          : (held.origins ?? []).filter((origin) => !host_permissions.includes(origin)),
    });
    await Promise.all([
      chrome.storage.local.clear(),
      chrome.storage.session.clear(),
      chrome.alarms.clearAll(),
      chrome.action.setBadgeText({ text: '' }),
    ]);
  });
}
