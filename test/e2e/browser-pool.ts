/** One browser of each kind for a whole test process: starting one takes seconds. */
import type { BrowserKind, ExtensionBrowser } from '../support/browser.ts';

/** How many idle browsers of one kind are kept. They cost memory alone. */
const MOST_IDLE = 3;

/**
 * How many browsers that were started in the same way take turns. Chromium needs seconds to replace an extension, so one
 * keeps the build that most tests use.
 */
const TAKING_TURNS: Readonly<Record<BrowserKind, number>> = { chromium: 2, firefox: 1 };

/** An idle browser, with what tells it from others that were started in another way, and the extension in it. */
interface Idle {
  readonly start: string;
  readonly browser: ExtensionBrowser;
  readonly extensionDir: string;
}

/** The longest idle first. */
const idle: Idle[] = [];

/** How many worlds have used a folder's extension. */
const uses = new Map<string, number>();

let isPooling = false;

/** From now on, browsers are kept for the next world. They end with this process. */
export function poolBrowsers(): void {
  isPooling = true;
}

/** Whether what one world has started is kept for the next one. */
export function arePooled(): boolean {
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
  uses.set(extensionDir, usesOf(extensionDir) + 1);
  const alike = idle.filter((entry) => entry.browser.kind === kind && entry.start === start);
  const same = alike.find((entry) => entry.extensionDir === extensionDir);
  if (same === undefined && alike.length < TAKING_TURNS[kind]) return undefined;
  const [leastUsed] = alike.sort((one, another) => usesOf(one.extensionDir) - usesOf(another.extensionDir));
  const found = same ?? leastUsed;
  if (found === undefined) return undefined;
  idle.splice(idle.indexOf(found), 1);
  try {
    await found.browser.replaceExtension(extensionDir);
    return found.browser;
  } catch (error) {
    await found.browser.close();
    throw error;
  }
}

function usesOf(extensionDir: string): number {
  return uses.get(extensionDir) ?? 0;
}

/** Keeps a browser whose world has ended, or closes it if none are kept. */
export async function releaseBrowser(
  browser: ExtensionBrowser,
  { start, extensionDir }: Pick<Idle, 'start' | 'extensionDir'>,
): Promise<void> {
  if (!isPooling) return browser.close();
  try {
    await resetBrowser(browser);
    idle.push({ start, browser, extensionDir });
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
  await browser.reset();
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
