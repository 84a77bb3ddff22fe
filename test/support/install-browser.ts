/** Getting a browser where there is none. Each way says in one line what it is about to do, for it takes a while. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import {
  Browser,
  canDownload,
  detectBrowserPlatform,
  getInstalledBrowsers,
  install,
  resolveBuildId,
} from '@puppeteer/browsers';
import type { BrowserKind } from './find-browser.ts';
import type { Machine } from './machine.ts';

const run = promisify(execFile);

export interface Installers {
  /** The browser that an earlier `download` has left, if there is one. */
  downloaded(kind: BrowserKind): Promise<string | undefined>;
  /** Installs a package of Debian. */
  apt(packageName: string): Promise<void>;
  /** Downloads the browser's current stable version and returns its executable. */
  download(kind: BrowserKind): Promise<string>;
}

/** Chrome for Testing is the build of Chromium that is published ready to run. */
const PRODUCT = { chromium: Browser.CHROME, firefox: Browser.FIREFOX } as const;

export function realInstallers(machine: Machine, say: (line: string) => void = console.log): Installers {
  const cacheDir = browserCache(machine);
  return {
    async downloaded(kind) {
      const all = await getInstalledBrowsers({ cacheDir });
      return all.findLast(
        ({ browser, executablePath }) => browser === PRODUCT[kind] && machine.usable(executablePath),
      )?.executablePath;
    },

    async apt(packageName) {
      say(`Installing ${packageName} by apt-get; this takes a minute or two.`);
      const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
      await run('apt-get', ['update'], { env });
      await run('apt-get', ['install', '--yes', '--no-install-recommends', packageName], { env });
    },

    async download(kind) {
      const browser = PRODUCT[kind];
      const platform = detectBrowserPlatform();
      if (platform === undefined) throw new Error('there is no download for this system');
      const buildId = await resolveBuildId(browser, platform, 'stable');
      if (!(await canDownload({ browser, buildId, platform, cacheDir }))) {
        throw new Error(`there is no download of ${browser} for ${platform}`);
      }
      say(`Downloading ${browser} ${buildId} into ${cacheDir}; this takes a minute or two.`);
      const installDeps = browser === Browser.CHROME && machine.isRoot && machine.distribution !== 'other';
      return (await install({ browser, buildId, platform, cacheDir, installDeps })).executablePath;
    },
  };
}

/** Puppeteer's own folder, so that what other projects of this user have downloaded is found too. */
function browserCache({ env, home }: Pick<Machine, 'env' | 'home'>): string {
  return env.PUPPETEER_CACHE_DIR ?? join(home, '.cache', 'puppeteer');
}
