/**
 * A browser with the extension, for end-to-end tests, `npm start` and the bench: one interface for Chromium and Firefox.
 */
import type { Page } from 'puppeteer-core';
import { launchChromium } from './chromium.ts';
import { type BrowserKind, ensureBrowser } from './find-browser.ts';
import { launchFirefox } from './firefox.ts';
import type { ManagedValues } from './managed.ts';
import type { ColorScheme, Popup } from './popup.ts';

export type { BrowserKind } from './find-browser.ts';
export type { ColorScheme, Popup } from './popup.ts';

/** The results of `action.getBadgeText({})` and `action.getTitle({})`. */
export interface Badge {
  readonly text: string;
  readonly title: string;
}

/** Settings of the user for how pages look. */
export interface Media {
  readonly scheme: ColorScheme;
  /** Whether the system replaces a page's colors with its own few: high contrast. Default false. */
  readonly forcedColors?: boolean;
}

export interface ExtensionBrowser {
  readonly kind: BrowserKind;
  /** `chrome-extension://ID` or `moz-extension://UUID`, without a trailing slash. */
  readonly extensionOrigin: string;
  /** The browser's product and version: `Chrome/156.0.8078.79`, `firefox/153.7.0`. */
  readonly version: string;
  /** All console lines of popup, background and pages, and all uncaught errors. */
  readonly output: readonly string[];

  /** Opens the toolbar popup by the toolbar action. One at a time: close it before opening it again. */
  openPopup(): Promise<Popup>;
  /** Opens popup.html in a tab of its own, for a second popup beside the first. */
  openPopupInTab(): Promise<Popup>;
  /** Opens a page of the extension in a tab: `example.html`. */
  openExtensionPage(name: string): Promise<Page>;
  /** Reads the badge without waking a background that is stopped. */
  badge(): Promise<Badge>;
  /** Waits until the badge's text is `text`. */
  waitForBadge(text: string): Promise<Badge>;
  /**
   * Runs `fn` in the background. If that is stopped, runs it in another page of the extension (Chromium) or starts the
   * background (Firefox). `fn` is sent as text, so it can't use other functions of its module. Its arguments and its result
   * are sent as JSON.
   */
  evaluateInExtension<T, A extends readonly unknown[]>(
    fn: (...args: A) => T | Promise<T>,
    ...args: A
  ): Promise<T>;
  /** Whether the service worker or event page is running. */
  backgroundRuns(): Promise<boolean>;
  /** Stops the background as the browser does when it has been idle; the next event starts it again. */
  stopBackground(): Promise<void>;
  /** Opens an ordinary tab and waits for its document. */
  openPage(url: string): Promise<Page>;
  setMedia(page: Page, media: Media): Promise<void>;
  /** Waits for a window or tab whose address begins with `prefix`. Resolves with its page. */
  waitForWindow(prefix: string): Promise<Page>;
  /**
   * Closes the browser and starts it again with the same profile, extension and storage. Both browsers install an unpacked
   * extension at each start: its background receives `onInstalled`, not `onStartup`. Calls `whileClosed` in between.
   */
  restart(whileClosed?: () => Promise<void>): Promise<void>;
  /**
   * Bytes that the open popup holds after a garbage collection. In Chromium its JavaScript heap; in Firefox, where a page has
   * no heap of its own to read, the memory of the process of all the extension's pages.
   */
  popupMemory(): Promise<number>;
  /** Closes every page, removes every cookie and stops the background, for the next use of the same browser. */
  reset(): Promise<void>;
  /** Replaces the extension with another folder's, which must have the same ID, and clears the output. */
  replaceExtension(extensionDir: string): Promise<void>;
  /** Loads the extension again, as an update does: closes its pages; the background starts and receives `onInstalled`. */
  reloadExtension(): Promise<void>;
  /** Sets policies. Firefox restarts for them, and must have been launched with `managed`, which can be empty. */
  setManaged(values: ManagedValues): Promise<void>;
  /** Ends the browser and removes its profile. */
  close(): Promise<void>;
}

export interface LaunchOptions {
  /** The unpacked extension: a folder with a manifest.json. */
  readonly extensionDir: string;
  /** Firefox preferences, or Chromium's (the dotted path of its `Preferences` file), set before the start. */
  readonly prefs?: Readonly<Record<string, string | number | boolean | readonly string[]>>;
  /** Values of an enterprise policy: see `docs/enterprise-policies.md`. */
  readonly managed?: ManagedValues;
}

/** Finds or installs the browser, starts it headless with a temporary profile, and loads the extension. */
export async function launchBrowser(kind: BrowserKind, options: LaunchOptions): Promise<ExtensionBrowser> {
  const launch = { chromium: launchChromium, firefox: launchFirefox }[kind];
  return launch(await ensureBrowser(kind), options);
}
