/** Finds the executable of a browser, or installs one. */
import { execFile } from 'node:child_process';
import { accessSync, constants, readFileSync, realpathSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import {
  Browser,
  detectBrowserPlatform,
  getInstalledBrowsers,
  install,
  resolveBuildId,
} from '@puppeteer/browsers';

export type BrowserKind = 'chromium' | 'firefox';

interface Product {
  /** The environment variable with the path of a browser to use. */
  readonly variable: string;
  readonly products: string;
  /** The download. Chrome for Testing is the build of Chromium that is published ready to run. */
  readonly download: Browser;
  /** Debian's package. */
  readonly debian: string;
  /** Names on the PATH, in order of preference. */
  readonly names: readonly string[];
  /** Paths in the folders for programs of macOS and Windows. */
  readonly programs: readonly string[];
}

const PRODUCTS: Readonly<Record<BrowserKind, Product>> = {
  chromium: {
    variable: 'LATCHKEY_CHROMIUM',
    products: 'Chromium, Chrome or Edge',
    download: Browser.CHROME,
    debian: 'chromium',
    names: ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge'],
    programs: [
      'Chromium.app/Contents/MacOS/Chromium',
      'Google Chrome.app/Contents/MacOS/Google Chrome',
      'Chromium/Application/chrome.exe',
      'Google/Chrome/Application/chrome.exe',
      'Microsoft/Edge/Application/msedge.exe',
    ],
  },
  firefox: {
    variable: 'LATCHKEY_FIREFOX',
    products: 'Firefox',
    download: Browser.FIREFOX,
    debian: 'firefox-esr',
    names: ['firefox', 'firefox-esr', 'firefox-developer-edition', 'firefox-nightly'],
    programs: ['Firefox.app/Contents/MacOS/firefox', 'Mozilla Firefox/firefox.exe'],
  },
};

/** Puppeteer's own folder, so that what other projects of this user have downloaded is found too. */
const CACHE_DIR = process.env.PUPPETEER_CACHE_DIR ?? path.join(homedir(), '.cache', 'puppeteer');

/**
 * Returns the path of an installed browser. If there is none, installs one by apt-get as root on Debian, otherwise by a
 * download into the user's cache folder. Throws if that fails.
 */
export async function ensureBrowser(kind: BrowserKind): Promise<string> {
  const { variable, products, debian } = PRODUCTS[kind];
  const named = process.env[variable] ?? '';
  if (isUsable(named)) return named;
  if (named !== '') {
    throw new Error(
      `${variable} is "${named}", which cannot be started: set it to the path of ${products}, or unset it.`,
    );
  }
  const found = findInstalled(kind) ?? (await findDownloaded(kind));
  if (found !== undefined) return found;
  const failures: string[] = [];
  const note = (error: unknown) => {
    failures.push(String(error instanceof Error ? error.message : error).split('\n', 1)[0] ?? '');
    return undefined;
  };
  const isDebian = distribution() === 'debian' && process.getuid?.() === 0;
  const installed = isDebian ? await aptInstall(debian).then(() => findInstalled(kind), note) : undefined;
  const program = installed ?? (await download(kind).catch(note));
  if (program !== undefined) return program;
  throw new Error(
    `No ${products} found, and installing one failed (${failures.join('; ')}): install it, or set ${variable} to its path.`,
  );
}

function findInstalled(kind: BrowserKind): string | undefined {
  const { names, programs } = PRODUCTS[kind];
  const { PATH = '', ProgramFiles, LOCALAPPDATA } = process.env;
  const roots = ['/Applications', path.join(homedir(), 'Applications'), ProgramFiles, LOCALAPPDATA];
  const places = [
    ...names.flatMap((name) => PATH.split(path.delimiter).map((folder) => path.join(folder, name))),
    ...roots.flatMap((root) =>
      root === undefined ? [] : programs.map((program) => path.join(root, program)),
    ),
  ];
  return places.find(isUsable);
}

async function findDownloaded(kind: BrowserKind): Promise<string | undefined> {
  const all = await getInstalledBrowsers({ cacheDir: CACHE_DIR });
  const isWanted = ({ browser, executablePath }: (typeof all)[number]) =>
    browser === PRODUCTS[kind].download && isUsable(executablePath);
  return all.findLast(isWanted)?.executablePath;
}

async function aptInstall(packageName: string): Promise<void> {
  console.log(`Installing ${packageName} by apt-get; this takes a minute or two.`);
  const run = promisify(execFile);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update'], { env });
  await run('apt-get', ['install', '--yes', '--no-install-recommends', packageName], { env });
}

async function download(kind: BrowserKind): Promise<string> {
  const browser = PRODUCTS[kind].download;
  const platform = detectBrowserPlatform();
  if (platform === undefined) throw new Error('there is no download for this system');
  const buildId = await resolveBuildId(browser, platform, 'stable');
  console.log(`Downloading ${browser} ${buildId} into ${CACHE_DIR}; this takes a minute or two.`);
  const installDeps = browser === Browser.CHROME && process.getuid?.() === 0 && distribution() !== undefined;
  return (await install({ browser, buildId, platform, cacheDir: CACHE_DIR, installDeps })).executablePath;
}

/** Returns the distribution if it has apt-get. */
function distribution(): 'debian' | 'ubuntu' | undefined {
  try {
    const id = /^ID="?([^"\n]*)"?$/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1];
    return id === 'debian' || id === 'ubuntu' ? id : undefined;
  } catch {
    return undefined; // Systems without the file have no apt-get either.
  }
}

/**
 * Returns whether this is a program that starts with a profile in /tmp. A browser in a snap has another /tmp. Ubuntu's
 * packages of Chromium and Firefox are small scripts that start the snap.
 */
function isUsable(program: string): boolean {
  try {
    accessSync(program, constants.X_OK);
    if (!statSync(program).isFile()) return false;
    const target = realpathSync(program);
    if (target.startsWith('/snap/') || target === '/usr/bin/snap') return false;
    return statSync(target).size > 100_000 || !readFileSync(target, 'latin1').includes('/snap/');
  } catch {
    return false;
  }
}
