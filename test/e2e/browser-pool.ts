/** Browsers that the tests of a process share, since a start takes seconds. */
import type { BrowserKind, ExtensionBrowser } from '../support/browser.ts';

/** The maximum number of idle browsers of one kind, which need memory only. */
const MAX_IDLE = 3;

/**
 * The number of browsers with the same `start`. Chromium needs seconds to replace an extension, so one of two keeps the build
 * that most tests use.
 */
const MAX_ALIKE: Readonly<Record<BrowserKind, number>> = { chromium: 2, firefox: 1 };

/** An idle browser. `start` is the same for browsers that can replace each other. */
interface Idle {
  readonly start: string;
  readonly browser: ExtensionBrowser;
  readonly extensionDir: string;
}

/** The longest idle first. */
const idle: Idle[] = [];

/** The number of worlds by the folder of their extension. */
const uses = new Map<string, number>();

let isPooling = false;

/** Keeps browsers for later worlds. They end with this process. */
export function poolBrowsers(): void {
  isPooling = true;
}

/** Returns whether browsers and the tenant are kept for later worlds. */
export function arePooled(): boolean {
  return isPooling;
}

/** Returns a reset idle browser with this extension, or `undefined`. */
export async function takeBrowser(
  kind: BrowserKind,
  start: string,
  extensionDir: string,
): Promise<ExtensionBrowser | undefined> {
  uses.set(extensionDir, usesOf(extensionDir) + 1);
  const alike = idle.filter((entry) => entry.browser.kind === kind && entry.start === start);
  const same = alike.find((entry) => entry.extensionDir === extensionDir);
  if (same === undefined && alike.length < MAX_ALIKE[kind]) return undefined;
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

/** Resets a browser for later worlds, or closes it without a pool. */
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
  if (oldest === undefined || same.length <= MAX_IDLE) return;
  idle.splice(idle.indexOf(oldest), 1);
  await oldest.browser.close();
}

/** Removes pages, cookies, everything that the extension has stored, and the permissions that it received. */
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
