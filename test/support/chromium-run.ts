/** Starting and ending Chromium: over a pipe, the extension loaded unpacked. */
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import puppeteer, { type Browser, type Extension } from 'puppeteer-core';
import type { LaunchOptions } from './browser.ts';
import { CdpTargets } from './cdp-targets.ts';
import { type BrowserRun, endBrowser } from './driven-browser.ts';
import { setChromiumPolicies } from './managed.ts';
import type { Output } from './output.ts';
import { poll } from './poll.ts';
import { endWithUs } from './profile.ts';
import { HANG_MS, WAIT_MS } from './time-limits.ts';

export interface Run extends BrowserRun {
  readonly extension: Extension;
  readonly targets: CdpTargets;
}

/** Starts the browser with the profile and loads the extension into it. */
export async function startRun(
  executablePath: string,
  profileDir: string,
  options: LaunchOptions,
  output: Output,
): Promise<Run> {
  const browser = await puppeteer.launch({
    browser: 'chrome',
    executablePath,
    timeout: WAIT_MS,
    protocolTimeout: HANG_MS,
    headless: options.headless ?? true,
    pipe: true,
    enableExtensions: true,
    userDataDir: profileDir,
    defaultViewport: null,
    // Every answer that a page gets would be kept, which looks like a leak over hundreds of sign-ins.
    networkEnabled: false,
    args: chromiumArguments(options),
  });
  endWithUs(browser.process());
  try {
    const targets = await CdpTargets.follow(browser, output);
    const extension = await loadExtension(browser, targets, resolve(options.extensionDir));
    if (options.managed !== undefined) await setChromiumPolicies(browser, extension.id, options.managed);
    return { browser, extension, version: await browser.version(), targets };
  } catch (error) {
    await endBrowser(browser);
    throw error;
  }
}

function chromiumArguments(options: LaunchOptions): string[] {
  const args = [
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--window-size=1280,900',
    // A headless screen is 800 by 600 otherwise, too low for a popup of full height.
    '--screen-info={1600x1200}',
  ];
  if (process.getuid?.() === 0) args.push('--no-sandbox');
  if (options.colorScheme === 'dark') args.push('--force-dark-mode');
  return args;
}

/**
 * Chromium forgets at each start what was loaded this way, and keeps what the extension has stored. Waits until the service
 * worker is activated: one that is stopped before may never start again.
 */
export async function loadExtension(
  browser: Browser,
  targets: CdpTargets,
  extensionDir: string,
): Promise<Extension> {
  const id = await browser.installExtension(extensionDir);
  const extension = (await browser.extensions()).get(id);
  if (extension === undefined) throw new Error(`Chromium did not keep the extension of ${extensionDir}.`);
  const manifest: unknown = JSON.parse(await readFile(join(extensionDir, 'manifest.json'), 'utf8'));
  if ('background' in Object(manifest)) await activated(browser, targets, id);
  return extension;
}

async function activated(browser: Browser, targets: CdpTargets, extensionId: string): Promise<void> {
  const isActivated = async () => {
    const worker = browser
      .targets()
      .find(
        (target) =>
          target.type() === 'service_worker' && target.url().startsWith(`chrome-extension://${extensionId}/`),
      );
    if (worker === undefined || !(await targets.isRunning(worker))) return undefined;
    const state = await targets.evaluate(worker, 'globalThis.registration.active?.state ?? null');
    return state === 'activated' ? true : undefined;
  };
  const explain = () => 'The service worker was not activated.';
  await poll(isActivated, { timeoutMs: WAIT_MS, explain });
}
