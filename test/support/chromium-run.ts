/** Starting and ending Chromium: over a pipe, the extension loaded unpacked. */
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
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
    headless: true,
    pipe: true,
    enableExtensions: true,
    userDataDir: profileDir,
    defaultViewport: null,
    // Every response would be kept, which looks like a leak over hundreds of sign-ins.
    networkEnabled: false,
    args: [...ARGUMENTS, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
  });
  endWithUs(browser.process());
  try {
    const targets = await CdpTargets.follow(browser, output);
    const extension = await loadExtension(browser, targets, path.resolve(options.extensionDir));
    if (options.managed !== undefined) await setChromiumPolicies(browser, extension.id, options.managed);
    return { browser, extension, version: await browser.version(), targets };
  } catch (error) {
    await endBrowser(browser);
    throw error;
  }
}

const ARGUMENTS = [
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--window-size=1280,900',
  // A headless screen is 800 by 600 otherwise, too low for a popup of full height.
  '--screen-info={1600x1200}',
];

/**
 * Writes preferences into a new profile, in the nested form of Chromium's file: `a.b` is `b` in the object `a`. A used
 * profile keeps its own.
 */
export async function writePreferences(
  profileDir: string,
  preferences: NonNullable<LaunchOptions['prefs']>,
): Promise<void> {
  const file = path.join(profileDir, 'Default', 'Preferences');
  if (existsSync(file)) return;
  const tree = {};
  for (const [name, value] of Object.entries(preferences)) {
    const names = name.split('.');
    const last = names.pop() ?? name;
    let node: Record<string, unknown> = tree;
    for (const parent of names) {
      node[parent] ??= {};
      node = Object(node[parent]);
    }
    node[last] = value;
  }
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, JSON.stringify(tree));
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
  const manifest: unknown = JSON.parse(await readFile(path.join(extensionDir, 'manifest.json'), 'utf8'));
  if ('background' in Object(manifest)) await activated(browser, targets, id);
  return extension;
}

async function activated(browser: Browser, targets: CdpTargets, extensionId: string): Promise<void> {
  const origin = `chrome-extension://${extensionId}/`;
  const isActivated = async () => {
    const workers = browser.targets().filter((target) => target.type() === 'service_worker');
    const worker = workers.find((target) => target.url().startsWith(origin));
    if (worker === undefined || !(await targets.isRunning(worker))) return undefined;
    const state = await targets.evaluate(worker, 'globalThis.registration.active?.state ?? null');
    return state === 'activated' ? true : undefined;
  };
  await poll(isActivated, () => 'The service worker was not activated.');
}
