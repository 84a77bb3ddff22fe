/**
 * `npm start`: builds the extension for a local tenant and opens it in a browser. With a display it stays open, and
 * rebuilds and reloads after each change of a source. Without one it walks through the main flow and takes screenshots.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { cmd } from 'web-ext';
import { type BuildResult, build } from '../../src/tooling/build/build.ts';
import { SHOWCASE, startTenant, type Tenant } from '../tenant/tenant.ts';
import { launchBrowser } from './browser.ts';
import { type BrowserKind, ensureBrowser } from './find-browser.ts';
import { listedAddresses } from './listed-addresses.ts';
import { removeTemporaryDir, temporaryDir } from './profile.ts';
import { walkThrough } from './walkthrough.ts';

const USAGE = `Usage: npm start -- [--browser=chromium|firefox] [--walkthrough]

  --browser       which browser to open; chromium when left out
  --walkthrough   sign in and out in a headless browser, with a screenshot of each step, and exit;
                  the default without a display`;

const ROOT = join(import.meta.dirname, '..', '..');
/** Not `dist/chromium` and `dist/firefox`, which are built for a tenant of your own. */
const OUT_DIR = join(ROOT, 'dist', 'local');
const PICTURES_DIR = join(ROOT, 'dist', 'walkthrough');

/** The tenant's port: always the same one, so that yesterday's build still works. */
const PORT = 4180;
/** Browsers block port 4190: https://fetch.spec.whatwg.org/#port-blocking. */
const PORTS_TO_TRY = 10;

/** Milliseconds after which the process exits even if the browser has not. */
const ENDING_MS = 3_000;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      browser: { type: 'string', default: 'chromium' },
      walkthrough: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const { browser, help, walkthrough } = values;
  if (help) return console.log(USAGE);
  if (browser !== 'chromium' && browser !== 'firefox') {
    throw new Error(
      `--browser must be chromium or firefox, not "${browser}". Run: npm start -- --browser=firefox`,
    );
  }
  return walkthrough || !hasDisplay() ? walk(browser) : stayOpen(browser);
}

/** Returns whether a user could see a window. */
function hasDisplay(): boolean {
  const { CI = '', DISPLAY, WAYLAND_DISPLAY } = process.env;
  if (!['', 'false', '0'].includes(CI)) return false;
  return ['darwin', 'win32'].includes(process.platform) || Boolean(DISPLAY || WAYLAND_DISPLAY);
}

async function stayOpen(kind: BrowserKind): Promise<void> {
  const executablePath = await ensureBrowser(kind);
  const tenant = await startTenantNear(PORT);
  let reload = async (): Promise<void> => {};
  const result = await buildFor(tenant, () => void reload());
  console.log(`${tenant.description}\n`);
  const profileDir = await temporaryDir('start');
  const runner = await cmd.run(runOptions(kind, executablePath, profileDir, result), {
    shouldExitProgram: false,
  });
  const closed = new Promise<void>((resolve) => runner.registerCleanup(resolve));
  console.log(`The extension is loaded from ${extensionDir(kind)}: click its icon on the toolbar.`);
  console.log('Edit a file in src/ to rebuild and reload. Press Ctrl-C to stop.');
  reload = async () => {
    console.log('Rebuilt.');
    await runner.reloadAllExtensions();
    process.stdout.write('\n'); // web-ext leaves the line with the time open.
  };

  await Promise.race([closed, signaled()]);
  setTimeout(() => process.exit(0), ENDING_MS).unref();
  const endBrowser = async () => {
    await runner.exit();
    await removeTemporaryDir(profileDir);
  };
  await Promise.allSettled([endBrowser(), result.stop(), tenant.close()]);
  process.exit(0);
}

function runOptions(
  kind: BrowserKind,
  executablePath: string,
  profileDir: string,
  { addresses }: BuildResult,
): Parameters<typeof cmd.run>[0] {
  const common = { sourceDir: extensionDir(kind), noInput: true, noReload: true, keepProfileChanges: true };
  if (kind === 'firefox')
    return { ...common, target: ['firefox-desktop'], firefox: executablePath, firefoxProfile: profileDir };
  const extensionId = new URL(addresses.chromium.origin).host;
  return {
    ...common,
    target: ['chromium'],
    chromiumBinary: executablePath,
    chromiumProfile: profileDir,
    chromiumPref: { 'extensions.pinned_extensions': [extensionId] },
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  };
}

async function walk(kind: BrowserKind): Promise<void> {
  void signaled().then((code) => process.exit(code));
  const tenant = await startTenantNear(PORT);
  try {
    await buildFor(tenant);
    console.log(`${tenant.description}\n`);
    const browser = await launchBrowser(kind, { extensionDir: extensionDir(kind) });
    try {
      console.log(`Signing in and out in ${browser.version} without a window.`);
      const [user] = tenant.users;
      if (user === undefined) throw new Error('The tenant has no user.');
      await walkThrough({ browser, user, picturesDir: PICTURES_DIR, print: console.log });
      console.log('Done.');
    } finally {
      await browser.close();
    }
  } finally {
    await tenant.close();
  }
}

/** Resolves with the exit code for the received signal. */
function signaled(): Promise<number> {
  return new Promise((resolve) => {
    // chrome-launcher, inside web-ext, would exit at once, with everything else still running.
    process.removeAllListeners('SIGINT');
    process.once('SIGINT', () => resolve(130));
    process.once('SIGTERM', () => resolve(143));
  });
}

async function startTenantNear(port: number): Promise<Tenant> {
  for (let next = port; next < port + PORTS_TO_TRY; next += 1) {
    try {
      return await startTenant({ ...SHOWCASE, port: next });
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error;
    }
  }
  throw new Error(`All ports from ${port} to ${port + PORTS_TO_TRY - 1} are in use. Free one and try again.`);
}

/** Builds both packages for the tenant and lists their addresses in its settings. Watches with `onRebuild`. */
async function buildFor(tenant: Tenant, onRebuild?: () => void): Promise<BuildResult> {
  // `AUTH0_LOGIN=passwordless npm start` shows another method.
  const { AUTH0_LOGIN } = process.env;
  const environment = { AUTH0_DOMAIN: tenant.domain, AUTH0_CLIENT_ID: tenant.clientId, AUTH0_LOGIN };
  const watching = onRebuild === undefined ? {} : { watch: true, onRebuild };
  const result = await build({ environment, outDir: OUT_DIR, ...watching });
  tenant.configure(listedAddresses(Object.values(result.addresses)));
  return result;
}

function extensionDir(browser: BrowserKind): string {
  return join(OUT_DIR, browser);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
