/** What both browsers share: runs with the same profile, and the popup of each. */
import type { Browser, Page } from 'puppeteer-core';
import type { Badge, LaunchOptions, Media } from './browser.ts';
import type { Output } from './output.ts';
import { poll } from './poll.ts';
import { Popup, type PopupHandle } from './popup.ts';
import { processGone, removeTemporaryDir } from './profile.ts';
import { WAIT_MS } from './time-limits.ts';

/** One run of the browser; `restart` makes a new one. */
export interface BrowserRun {
  readonly browser: Browser;
  readonly version: string;
}

export interface Driven<Run extends BrowserRun> {
  readonly profileDir: string;
  readonly options: LaunchOptions;
  readonly log: Output;
  /** Starts the browser with the extension of a folder. */
  start(extensionDir: string): Promise<Run>;
}

/** Starts the first run. Removes the profile if that fails. */
export async function firstRun<Run extends BrowserRun>(driven: Driven<Run>): Promise<Run> {
  try {
    return await driven.start(driven.options.extensionDir);
  } catch (error) {
    await removeTemporaryDir(driven.profileDir);
    throw error;
  }
}

/** Closes the browser and waits for its process to end. */
export async function endBrowser(browser: Browser): Promise<void> {
  const child = browser.process();
  await browser.close();
  await processGone(child);
}

/** The only extension API that this module calls, which both browsers have under this name. */
declare const chrome: {
  readonly action: Record<'getBadgeText' | 'getTitle', (details: object) => Promise<string>>;
};

/** Runs in an extension context. */
export async function readBadge(): Promise<Badge> {
  return { text: await chrome.action.getBadgeText({}), title: await chrome.action.getTitle({}) };
}

export abstract class DrivenBrowser<Run extends BrowserRun> {
  protected readonly driven: Driven<Run>;
  protected readonly log: Output;
  protected extensionDir: string;
  protected run: Run;
  /** The toolbar popup that was opened last. */
  protected popup: Popup | undefined;

  constructor(run: Run, driven: Driven<Run>) {
    this.run = run;
    this.driven = driven;
    this.log = driven.log;
    this.extensionDir = driven.options.extensionDir;
  }

  abstract badge(): Promise<Badge>;
  abstract setMedia(page: Page, media: Media): Promise<void>;

  get version(): string {
    return this.run.version;
  }

  get output(): readonly string[] {
    return this.log.lines;
  }

  async waitForBadge(text: string): Promise<Badge> {
    let badge: Badge | undefined;
    const read = async () => {
      badge = await this.badge();
      return badge.text === text ? badge : undefined;
    };
    return poll(
      read,
      () => `Waited for the badge "${text}"; it is ${JSON.stringify(badge)}. ${this.log.tail()}`,
    );
  }

  async openPage(url: string): Promise<Page> {
    const page = await this.run.browser.newPage();
    page.setDefaultTimeout(WAIT_MS);
    await page.goto(url, { waitUntil: 'domcontentloaded' });
    return page;
  }

  waitForWindow(prefix: string): Promise<Page> {
    const pages = () => this.run.browser.pages();
    const find = async () => {
      await this.discover(prefix);
      const page = (await pages()).find((candidate) => candidate.url().startsWith(prefix));
      page?.setDefaultTimeout(WAIT_MS);
      return page;
    };
    const explain = async () => {
      const addresses = (await pages()).map((page) => page.url());
      return `Waited for a window at ${prefix}; there are ${addresses.join(', ') || 'none'}.`;
    };
    return poll(find, explain);
  }

  /** Finds pages that the browser does not report to Puppeteer. */
  protected async discover(_prefix: string): Promise<void> {}

  async restart(whileClosed: () => Promise<void> = async () => {}): Promise<void> {
    await endBrowser(this.run.browser);
    this.popup = undefined;
    await whileClosed();
    this.run = await this.driven.start(this.extensionDir);
  }

  async close(): Promise<void> {
    await endBrowser(this.run.browser);
    await removeTemporaryDir(this.driven.profileDir);
  }

  /** Throws if a toolbar popup is open. */
  protected expectNoPopup(): void {
    if (this.popup !== undefined && !this.popup.closed) throw new Error('The toolbar popup is open already.');
  }

  /** Closes all pages but the one at `kept`, and one tab, which becomes empty. Removes all cookies. */
  protected async closePages(kept?: string): Promise<void> {
    await this.popup?.close();
    this.popup = undefined;
    const { browser } = this.run;
    const [first, ...others] = (await browser.pages()).filter((page) => page.url() !== kept);
    // A page can close by itself before.
    await Promise.all(others.map((page) => page.close().catch(() => {})));
    await first?.goto('about:blank');
    const context = browser.defaultBrowserContext();
    await context.deleteCookie(...(await context.cookies()));
  }

  /** Returns a page that shows `popup.html` as a popup, once it has a state. */
  protected async asPopup(handle: Omit<PopupHandle, 'setColorScheme'>): Promise<Popup> {
    const { page } = handle;
    page.setDefaultTimeout(WAIT_MS);
    const popup = new Popup(
      { ...handle, setColorScheme: (scheme) => this.setMedia(page, { scheme }) },
      this.log,
    );
    await page.waitForSelector('main[data-state]');
    return popup;
  }
}
