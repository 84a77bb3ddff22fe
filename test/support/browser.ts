/**
 * A browser with the extension in it, as the end-to-end tests, `npm start` and the bench use it: one interface, two
 * browsers. What differs between Chromium and Firefox stays in `chromium.ts` and `firefox.ts`.
 */
import type { Page } from 'puppeteer-core';
import { launchChromium } from './chromium.ts';
import { type BrowserKind, ensureBrowser } from './find-browser.ts';
import { launchFirefox } from './firefox.ts';
import type { ManagedValues } from './managed.ts';
import type { ColorScheme, Popup } from './popup.ts';

export type { BrowserKind } from './find-browser.ts';
export type { ColorScheme, Popup } from './popup.ts';

/** What the toolbar icon says at this moment, read through `action.getBadgeText({})` and `action.getTitle({})`. */
export interface Badge {
  readonly text: string;
  readonly title: string;
}

/** What a person has set for how pages look. */
export interface Media {
  readonly scheme: ColorScheme;
  /** Whether the system has its own few colours in the place of a page's: high contrast. Default false. */
  readonly forcedColors?: boolean;
}

export interface ExtensionBrowser {
  readonly kind: BrowserKind;
  /** `chrome-extension://ID` or `moz-extension://UUID`, without a trailing slash. */
  readonly extensionOrigin: string;
  /** The product and its version, as the browser says it: `Chrome/156.0.8078.79`, `firefox/153.7.0`. */
  readonly version: string;
  /** Every line that popup, background and pages have written to the console so far, and every uncaught error. */
  readonly output: readonly string[];
  /** The profile folder; the same one after `restart`. */
  readonly profileDir: string;

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
   * Runs `fn` in the background; where that is stopped, in another page of the extension (Chromium) or after starting it
   * again (Firefox). `fn` must stand alone: it travels as text, its arguments and its result as JSON.
   */
  evaluateInExtension<T, A extends readonly unknown[]>(
    fn: (...args: A) => T | Promise<T>,
    ...args: A
  ): Promise<T>;
  /** Whether the service worker or event page is running. */
  backgroundRuns(): Promise<boolean>;
  /** Stops the background as the browser itself does when it has been idle; the next event starts it again. */
  stopBackground(): Promise<void>;
  /** Opens an ordinary tab and waits for its document. */
  openPage(url: string): Promise<Page>;
  /** Shows a page as it is to somebody with these settings. */
  setMedia(page: Page, media: Media): Promise<void>;
  /** Waits for a window or tab whose address begins with `prefix`, and gives its page. */
  waitForWindow(prefix: string): Promise<Page>;
  /**
   * Closes the browser and starts it again with the same profile and the same extension, whose storage is what it was. Both
   * browsers take an unpacked extension in anew at each start: its background hears `onInstalled`, not `onStartup`.
   * `meanwhile` runs while it is closed.
   */
  restart(meanwhile?: () => Promise<void>): Promise<void>;
  /**
   * Bytes that the open popup holds once garbage is collected. In Chromium those of its own scripts, its JavaScript heap; in
   * Firefox, where a page has none of its own to read, those of the process of the extension's pages, background and all.
   */
  popupMemory(): Promise<number>;
  /** Closes every page, forgets every cookie and stops the background: for another beginning with the same browser. */
  startOver(): Promise<void>;
  /** Puts another folder's extension, which must have the same ID, in place of this one, and forgets all output. */
  replaceExtension(extensionDir: string): Promise<void>;
  /**
   * Loads the extension again from its folder, as an update does: its pages are closed, and its background starts anew
   * and hears `onInstalled`.
   */
  reloadExtension(): Promise<void>;
  /** What an organisation sets from now on, for which Firefox starts again; the browser was launched with `managed`, be it nothing. */
  setManaged(values: ManagedValues): Promise<void>;
  /** Ends the browser; no process and no temporary folder stays behind. */
  close(): Promise<void>;
}

export interface LaunchOptions {
  /** The unpacked extension: a folder with a manifest.json. */
  readonly extensionDir: string;
  /** A profile to use and to keep; without it a temporary one, removed by `close`. */
  readonly profileDir?: string;
  /** Default true. */
  readonly headless?: boolean;
  readonly colorScheme?: ColorScheme;
  /** Firefox preferences, or Chromium's (the dotted path of its `Preferences` file), set before the start. */
  readonly prefs?: Readonly<Record<string, string | number | boolean | readonly string[]>>;
  /** Values of an enterprise policy: see `docs/enterprise-policies.md`. */
  readonly managed?: ManagedValues;
  /** Called with each line of `output` as it comes. */
  readonly logTo?: (line: string) => void;
  /** How long any wait may take, in milliseconds. Default `WAIT_MS`. */
  readonly timeoutMs?: number;
}

/** Finds or installs the browser, starts it and loads the extension into it. */
export async function launchBrowser(kind: BrowserKind, options: LaunchOptions): Promise<ExtensionBrowser> {
  const executablePath = await ensureBrowser(kind);
  switch (kind) {
    case 'chromium':
      return launchChromium(executablePath, options);
    case 'firefox':
      return launchFirefox(executablePath, options);
  }
}
