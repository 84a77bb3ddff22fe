/** Firefox with the extension: the popup in its real panel, the background an event page. */
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Page } from 'puppeteer-core';
import { contextId } from './bidi.ts';
import type { Badge, ExtensionBrowser, LaunchOptions, Media } from './browser.ts';
import { callText } from './call-text.ts';
import { type Driven, DrivenBrowser, firstRun, readBadge } from './driven-browser.ts';
import * as inside from './firefox-inside.ts';
import { EXTENSION_UUID, managedHome, type Run, startRun } from './firefox-run.ts';
import { type ManagedValues, writeFirefoxManifest } from './managed.ts';
import { Output } from './output.ts';
import { poll } from './poll.ts';
import type { Popup } from './popup.ts';
import { temporaryDir } from './profile.ts';
import { WAIT_MS } from './time-limits.ts';

export async function launchFirefox(
  executablePath: string,
  options: LaunchOptions,
): Promise<ExtensionBrowser> {
  const extensionId = await readExtensionId(options.extensionDir);
  const profileDir = await temporaryDir('firefox');
  const output = new Output();
  const { managed } = options;
  if (managed !== undefined) await writeFirefoxManifest(managedHome(profileDir), extensionId, managed);
  const driven: Driven<Run> = {
    profileDir,
    options,
    log: output,
    start: (extensionDir) =>
      startRun(executablePath, profileDir, extensionId, { ...options, extensionDir }, output),
  };
  return new Firefox(await firstRun(driven), driven);
}

async function readExtensionId(extensionDir: string): Promise<string> {
  const manifest = JSON.parse(await readFile(join(extensionDir, 'manifest.json'), 'utf8'));
  return manifest.browser_specific_settings.gecko.id;
}

class Firefox extends DrivenBrowser<Run> implements ExtensionBrowser {
  readonly kind = 'firefox';
  readonly extensionOrigin = `moz-extension://${EXTENSION_UUID}`;
  async openPopup(): Promise<Popup> {
    this.expectNoPopup();
    const { bidi, extensionId } = this.run;
    const reachable = await bidi
      .inside(inside.toolbarPopup, extensionId, String(WAIT_MS))
      .catch((cause: unknown) => {
        throw new Error(`The toolbar popup did not open. ${this.log.tail()}`, { cause });
      });
    const page = await this.#adopt(reachable);
    const close = async (): Promise<void> => {
      const gone = page.isClosed()
        ? Promise.resolve()
        : new Promise<void>((done) => void page.once('close', () => done()));
      await bidi.inside(inside.closeToolbarPopup, extensionId);
      await gone;
    };
    this.popup = await this.asPopup({ page, source: String(reachable.browsingContext), close });
    return this.popup;
  }

  async openPopupInTab(): Promise<Popup> {
    const page = await this.openExtensionPage('popup.html');
    const source = await this.run.bidi.inside(inside.browsingContextId, contextId(page));
    return this.asPopup({ page, source: String(source), close: () => page.close() });
  }

  async openExtensionPage(name: string): Promise<Page> {
    const { bidi } = this.run;
    const page = await this.#newTab();
    const url = `${this.extensionOrigin}/${name}`;
    // Firefox reports no load for an extension's page, so the page is read instead.
    await bidi.send('browsingContext.navigate', { context: contextId(page), url, wait: 'none' });
    await poll(
      async () => ((await page.evaluate(() => location.href)) === url ? true : undefined),
      () => `The tab did not show ${url}. ${this.log.tail()}`,
    );
    await page.waitForFunction(() => document.readyState === 'complete', { polling: 20 });
    return page;
  }

  /**
   * Opens a tab beside the first one. Puppeteer would open it in the last active window, which can be that of a sign-in and
   * close with it.
   */
  async #newTab(): Promise<Page> {
    const { browser, bidi } = this.run;
    const [first] = await browser.pages();
    if (first === undefined) return browser.newPage();
    const beside = { type: 'tab', referenceContext: contextId(first) };
    const created: unknown = await bidi.send('browsingContext.create', beside);
    const { context }: { context?: unknown } = Object(created);
    return poll(
      async () => (await browser.pages()).find((page) => contextId(page) === context),
      () => `No new tab opened. ${this.log.tail()}`,
    );
  }

  async badge(): Promise<Badge> {
    const { bidi, extensionId } = this.run;
    const running = await bidi.inside(inside.background, extensionId, 'leave');
    if (running === null) return bidi.inside(inside.badge, extensionId);
    const page = await this.#adopt(running);
    return (await page.evaluate(callText(readBadge, []))) as Badge;
  }

  async evaluateInExtension<T, A extends readonly unknown[]>(
    fn: (...args: A) => T | Promise<T>,
    ...args: A
  ): Promise<T> {
    const { bidi, extensionId } = this.run;
    const running = await bidi.inside(inside.background, extensionId, 'wake');
    if (running === null) throw new Error(`The background did not start. ${this.log.tail()}`);
    const page = await this.#adopt(running);
    return (await page.evaluate(callText(fn, args))) as T;
  }

  async backgroundRuns(): Promise<boolean> {
    const { bidi, extensionId } = this.run;
    return (await bidi.inside(inside.background, extensionId, 'leave')) !== null;
  }

  async stopBackground(): Promise<void> {
    const { bidi, extensionId } = this.run;
    await bidi.inside(inside.stopBackground, extensionId);
  }

  async setMedia(page: Page, { scheme, forcedColors = false }: Media): Promise<void> {
    await this.run.bidi.inside(inside.setMedia, contextId(page), scheme, forcedColors ? 'active' : 'none');
  }

  protected override async discover(prefix: string): Promise<void> {
    if (prefix.startsWith(this.extensionOrigin)) await this.run.bidi.adoptTabs(prefix);
  }

  popupMemory(): Promise<number> {
    return this.run.bidi.inside(inside.extensionMemory);
  }

  async reset(): Promise<void> {
    await this.closePages();
    await this.stopBackground();
  }

  async reloadExtension(): Promise<void> {
    await this.run.browser.installExtension(resolve(this.extensionDir));
  }

  async replaceExtension(extensionDir: string): Promise<void> {
    this.log.clear();
    if (extensionDir === this.extensionDir) return;
    this.extensionDir = extensionDir;
    await this.reloadExtension();
  }

  async setManaged(values: ManagedValues): Promise<void> {
    const home = managedHome(this.driven.profileDir);
    // Firefox reads the file once.
    await this.restart(() => writeFirefoxManifest(home, this.run.extensionId, values));
  }

  async #adopt(reachable: inside.Reachable): Promise<Page> {
    this.run.adopted.set(reachable.browsingContext, reachable.context);
    return this.run.bidi.adopt(reachable.context, `${this.extensionOrigin}/`);
  }
}
