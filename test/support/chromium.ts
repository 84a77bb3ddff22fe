/** Chromium with the extension: the popup opened by the toolbar action, the background a service worker. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page, Target } from 'puppeteer-core';
import type { Badge, ExtensionBrowser, LaunchOptions, Media } from './browser.ts';
import { callText } from './call-text.ts';
import { heapSize } from './cdp-targets.ts';
import { loadExtension, type Run, startRun, writePreferences } from './chromium-run.ts';
import { type Driven, DrivenBrowser, firstRun, readBadge } from './driven-browser.ts';
import { type ManagedValues, setChromiumPolicies } from './managed.ts';
import { Output } from './output.ts';
import { poll } from './poll.ts';
import type { Popup } from './popup.ts';
import { temporaryDir } from './profile.ts';
import { WAIT_MS } from './time-limits.ts';

export async function launchChromium(
  executablePath: string,
  options: LaunchOptions,
): Promise<ExtensionBrowser> {
  const profileDir = await temporaryDir('chromium');
  const output = new Output();
  if (options.prefs !== undefined) await writePreferences(profileDir, options.prefs);
  const driven: Driven<Run> = {
    profileDir,
    options,
    log: output,
    start: (extensionDir) => startRun(executablePath, profileDir, { ...options, extensionDir }, output),
  };
  return new Chromium(await firstRun(driven), driven);
}

/** Returns the path of the page that an extension shows as its popup. */
async function popupPage(extensionDir: string): Promise<string> {
  const manifest = JSON.parse(await readFile(path.resolve(extensionDir, 'manifest.json'), 'utf8'));
  return manifest.action.default_popup;
}

class Chromium extends DrivenBrowser<Run> implements ExtensionBrowser {
  readonly kind = 'chromium';
  get extensionOrigin(): string {
    return `chrome-extension://${this.run.extension.id}`;
  }

  async openPopup(): Promise<Popup> {
    this.expectNoPopup();
    const { browser, extension } = this.run;
    const before = new Set(browser.targets());
    const address = `${this.extensionOrigin}/${await popupPage(this.extensionDir)}`;
    await extension.triggerAction(await this.#frontTab());
    const target = await browser
      .waitForTarget((candidate) => !before.has(candidate) && candidate.url().startsWith(address), {
        timeout: WAIT_MS,
      })
      .catch((cause: unknown) => {
        const problem = `No popup within ${WAIT_MS} ms of the click on the toolbar icon.`;
        throw new Error(`${problem} ${this.log.tail()}`, { cause });
      });
    this.popup = await this.#popupOf(target, await target.asPage());
    return this.popup;
  }

  async openPopupInTab(): Promise<Popup> {
    const page = await this.openExtensionPage('popup.html');
    return this.#popupOf(page.target(), page);
  }

  openExtensionPage(name: string): Promise<Page> {
    return this.openPage(`${this.extensionOrigin}/${name}`);
  }

  async badge(): Promise<Badge> {
    return this.evaluateInExtension(readBadge);
  }

  async evaluateInExtension<T, A extends readonly unknown[]>(
    fn: (...args: A) => T | Promise<T>,
    ...args: A
  ): Promise<T> {
    const expression = callText(fn, args);
    const worker = await this.#workerTarget();
    if (worker !== undefined) return (await this.run.targets.evaluate(worker, expression)) as T;
    const page = await this.#extensionPage();
    if (page !== undefined) return (await page.evaluate(expression)) as T;
    return (await (await this.#hiddenPage()).evaluate(expression)) as T;
  }

  async backgroundRuns(): Promise<boolean> {
    return (await this.#workerTarget()) !== undefined;
  }

  async stopBackground(): Promise<void> {
    const target = await this.#workerTarget();
    if (target !== undefined) await this.#stop(target);
  }

  async #stop(target: Target): Promise<void> {
    const { browser, targets } = this.run;
    // It can stop by itself before.
    const requestStop = await targets.stopper(target).catch((error: unknown) => () => Promise.reject(error));
    const isGone = async () => {
      if (!browser.targets().includes(target) || !(await targets.isRunning(target))) return true;
      await requestStop();
      return undefined;
    };
    await poll(isGone, () => 'The service worker did not stop.');
  }

  async setMedia(page: Page, { scheme, forcedColors = false }: Media): Promise<void> {
    // For the lifetime of this session. Puppeteer's own method does not support forced colors.
    const session = await page.createCDPSession();
    await session.send('Emulation.setEmulatedMedia', {
      features: [
        { name: 'prefers-color-scheme', value: scheme },
        { name: 'forced-colors', value: forcedColors ? 'active' : 'none' },
      ],
    });
  }

  async popupMemory(): Promise<number> {
    if (this.popup === undefined || this.popup.closed) throw new Error('No toolbar popup is open.');
    const session = await this.popup.page.createCDPSession();
    try {
      return await heapSize(session);
    } finally {
      await session.detach();
    }
  }

  async reset(): Promise<void> {
    await this.closePages(this.#hiddenPageUrl);
    await this.stopBackground();
  }

  async reloadExtension(): Promise<void> {
    const previous = await this.#workerTarget();
    await this.run.browser.installExtension(path.resolve(this.extensionDir));
    // Because a session is attached to it, the previous service worker can run beside the new one.
    if (previous !== undefined) await this.#stop(previous);
  }

  async replaceExtension(extensionDir: string): Promise<void> {
    this.log.clear();
    if (extensionDir === this.extensionDir) return;
    const { browser, extension, targets } = this.run;
    await browser.uninstallExtension(extension.id);
    this.extensionDir = extensionDir;
    this.run = { ...this.run, extension: await loadExtension(browser, targets, path.resolve(extensionDir)) };
  }

  async setManaged(values: ManagedValues): Promise<void> {
    await setChromiumPolicies(this.run.browser, this.run.extension.id, values);
  }

  /** The tab that a click on the toolbar would belong to. */
  async #frontTab(): Promise<Page> {
    const tabs = await this.run.browser.pages();
    const tab = tabs.find((page) => !page.isClosed()) ?? (await this.run.browser.newPage());
    await tab.bringToFront();
    return tab;
  }

  #popupOf(target: Target, page: Page): Promise<Popup> {
    const source = this.run.targets.sourceOf(target);
    return this.asPopup({ page, source, close: () => page.close() });
  }

  /** An open page of the extension: the popup, or a tab. */
  async #extensionPage(): Promise<Page | undefined> {
    if (this.popup !== undefined && !this.popup.closed) return this.popup.page;
    const pages = await this.run.browser.pages();
    return pages.find((page) => !page.isClosed() && page.url().startsWith(`${this.extensionOrigin}/`));
  }

  /**
   * Opens the manifest in a background tab: a document of the extension with every API and no script. It stays open to keep
   * the process of the extension, and `#extensionPage` finds it from then on.
   */
  async #hiddenPage(): Promise<Page> {
    const page = await this.run.browser.newPage({ type: 'tab', background: true });
    await page.goto(this.#hiddenPageUrl, { waitUntil: 'domcontentloaded' });
    return page;
  }

  get #hiddenPageUrl(): string {
    return `${this.extensionOrigin}/manifest.json`;
  }

  async #workerTarget(): Promise<Target | undefined> {
    const { browser, targets } = this.run;
    for (const target of browser.targets()) {
      const isOwn = target.type() === 'service_worker' && target.url().startsWith(this.extensionOrigin);
      if (isOwn && (await targets.isRunning(target))) return target;
    }
    return undefined;
  }
}
