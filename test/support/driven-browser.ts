/** What both browsers have in common: one run after the other with the same profile, and the popup of each. */
import type { Browser, Page } from 'puppeteer-core';
import { pollBadge } from './badge.ts';
import type { Badge, ExtensionBrowser, LaunchOptions, Media } from './browser.ts';
import type { Output } from './output.ts';
import { type ColorScheme, PagePopup, type Popup, type PopupHandle } from './popup.ts';
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

/** Starts the first run. Removes a temporary profile if that fails. */
export async function firstRun<Run extends BrowserRun>({
  profileDir,
  options,
  start,
}: Driven<Run>): Promise<Run> {
  try {
    return await start(options.extensionDir);
  } catch (error) {
    if (options.profileDir === undefined) await removeTemporaryDir(profileDir);
    throw error;
  }
}

/** Closes the browser and waits for its process to end. */
export async function endBrowser(browser: Browser): Promise<void> {
  const child = browser.process();
  await browser.close();
  await processGone(child);
}

export abstract class DrivenBrowser<Run extends BrowserRun> {
  protected readonly driven: Driven<Run>;
  protected readonly log: Output;
  protected readonly timeoutMs: number;
  protected extensionDir: string;
  protected run: Run;
  /** The toolbar popup that was opened last. */
  protected popup: Popup | undefined;

  constructor(run: Run, driven: Driven<Run>) {
    this.run = run;
    this.driven = driven;
    this.log = driven.log;
    this.extensionDir = driven.options.extensionDir;
    this.timeoutMs = driven.options.timeoutMs ?? WAIT_MS;
  }

  abstract badge(): Promise<Badge>;
  abstract setMedia(page: Page, media: Media): Promise<void>;

  get profileDir(): string {
    return this.driven.profileDir;
  }

  get version(): string {
    return this.run.version;
  }

  get output(): ExtensionBrowser['output'] {
    return this.log.lines;
  }

  waitForBadge(text: string): Promise<Badge> {
    return pollBadge(() => this.badge(), text, this.timeoutMs, this.log);
  }

  async openPage(url: string): Promise<Page> {
    const page = await this.run.browser.newPage();
    page.setDefaultTimeout(this.timeoutMs);
    await page.goto(url, { waitUntil: 'domcontentloaded' });
    return page;
  }

  async restart(meanwhile: () => Promise<void> = async () => {}): Promise<void> {
    await endBrowser(this.run.browser);
    this.popup = undefined;
    await meanwhile();
    this.run = await this.driven.start(this.extensionDir);
  }

  async close(): Promise<void> {
    await endBrowser(this.run.browser);
    if (this.driven.options.profileDir === undefined) await removeTemporaryDir(this.profileDir);
  }

  /** Throws if a toolbar popup is open. */
  protected expectNoPopup(): void {
    if (this.popup !== undefined && !this.popup.closed) throw new Error('The toolbar popup is open already.');
  }

  protected async closePopup(): Promise<void> {
    await this.popup?.close();
    this.popup = undefined;
  }

  /** Returns a page that shows `popup.html` as a popup, once it has a state. */
  protected async asPopup(handle: Omit<PopupHandle, 'setColorScheme'>): Promise<Popup> {
    const { page } = handle;
    page.setDefaultTimeout(this.timeoutMs);
    const setColorScheme = (scheme: ColorScheme) => this.setMedia(page, { scheme });
    const { colorScheme } = this.driven.options;
    if (colorScheme !== undefined) await setColorScheme(colorScheme);
    const popup = new PagePopup({ ...handle, setColorScheme }, this.log, this.timeoutMs);
    await page.waitForSelector('main[data-state]');
    return popup;
  }
}
