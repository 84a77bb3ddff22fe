/** Starting and ending Firefox: over BiDi, the extension installed as a temporary add-on that keeps its storage. */
import { join, resolve } from 'node:path';
import puppeteer from 'puppeteer-core';
import { Bidi } from './bidi.ts';
import type { LaunchOptions } from './browser.ts';
import { type BrowserRun, endBrowser } from './driven-browser.ts';
import * as inside from './firefox-inside.ts';
import type { Output } from './output.ts';
import { endWithUs } from './profile.ts';
import { HANG_MS, WAIT_MS } from './time-limits.ts';

/** The host of the extension's pages. Without it, Firefox generates one for each profile. */
export const EXTENSION_UUID = '6c617463-686b-4579-8000-74657374696e';

export interface Run extends BrowserRun {
  readonly bidi: Bidi;
  readonly extensionId: string;
  /** Adopted pages outside of tabs: Firefox's own ID to the protocol's. */
  readonly adopted: Map<number, string>;
}

/** The home folder of a managed Firefox, in its profile. */
export function managedHome(profileDir: string): string {
  return join(profileDir, 'home');
}

/** Starts the browser with the profile and installs the extension in it. */
export async function startRun(
  executablePath: string,
  profileDir: string,
  extensionId: string,
  options: LaunchOptions,
  output: Output,
): Promise<Run> {
  const home = managedHome(profileDir);
  const browser = await puppeteer.launch({
    browser: 'firefox',
    ...(options.managed === undefined ? {} : { env: { ...process.env, HOME: home } }),
    executablePath,
    timeout: WAIT_MS,
    protocolTimeout: HANG_MS,
    headless: true,
    userDataDir: profileDir,
    defaultViewport: null,
    // Every response would be kept, which looks like a leak over hundreds of sign-ins.
    networkEnabled: false,
    args: ['--remote-allow-system-access', '--width=1280', '--height=900'],
    extraPrefsFirefox: firefoxPrefs(extensionId, options),
  });
  endWithUs(browser.process());
  try {
    const bidi = await Bidi.of(browser);
    const adopted = new Map<number, string>();
    const onReport = (report: string): void => {
      const event = JSON.parse(report) as inside.InsideEvent;
      if (event.type !== 'gone') {
        const { type: kind, address, text } = event;
        output.add(
          { source: String(event.context), kind, level: kind === 'error' ? 'uncaught' : event.level, text },
          address,
        );
        return;
      }
      const context = adopted.get(event.context);
      if (context !== undefined && adopted.delete(event.context)) bidi.abandon(context);
    };
    await bidi.insideReporting(inside.watch, onReport, inside.PROCESS_SCRIPT).catch((cause: unknown) => {
      const remedy = 'Use a newer one: set LATCHKEY_FIREFOX to its path.';
      throw new Error(`This Firefox does not let its toolbar popup be driven. ${remedy}`, { cause });
    });
    await browser.installExtension(resolve(options.extensionDir));
    return { browser, bidi, extensionId, version: await browser.version(), adopted };
  } catch (error) {
    await endBrowser(browser);
    throw error;
  }
}

function firefoxPrefs(
  extensionId: string,
  options: LaunchOptions,
): Record<string, string | number | boolean> {
  return {
    'extensions.webextensions.uuids': JSON.stringify({ [extensionId]: EXTENSION_UUID }),
    'extensions.webextensions.keepStorageOnUninstall': true,
    'extensions.webextensions.keepUuidOnUninstall': true,
    // As Firefox is by default; Puppeteer turns the protection off.
    'network.cookie.cookieBehavior': 5,
    // A process for a future page takes a second at the start.
    'dom.ipc.processPrelaunch.enabled': false,
    ...options.prefs,
  };
}
