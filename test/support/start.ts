/**
 * `npm start`: the extension, built for a tenant of its own on this machine, in a browser. With a display a person uses
 * it, and every change of a source is built and reloaded; without one it is walked through and photographed.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type BuildResult, build } from '../../src/tooling/build/build.ts';
import { SHOWCASE, startTenant, type Tenant } from '../tenant/tenant.ts';
import { launchBrowser } from './browser.ts';
import { type BrowserKind, ensureBrowser } from './find-browser.ts';
import { listedAddresses } from './listed-addresses.ts';
import { visit } from './visit.ts';
import { walkThrough } from './walkthrough.ts';

const USAGE = `Usage: npm start -- [--browser=chromium|firefox] [--walkthrough]

  --browser       which browser to open; chromium when left out
  --walkthrough   walk the main job in a headless browser, with a screenshot of each step, and end;
                  this is also what happens where there is no display`;

const ROOT = join(import.meta.dirname, '..', '..');
/** Apart from `dist/chromium` and `dist/firefox`, which are built for a tenant of your own. */
const OUT_DIR = join(ROOT, 'dist', 'local');
const PICTURES_DIR = join(ROOT, 'dist', 'walkthrough');

/** The tenant's port: always the same one, so that what was built yesterday still finds it. */
const PORT = 4180;
/** Browsers block port 4190: https://fetch.spec.whatwg.org/#port-blocking. */
const PORTS_TO_TRY = 10;

/** How long the ending may take, in milliseconds. */
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
      `--browser is "${browser}"; it is one of chromium, firefox: npm start -- --browser=firefox`,
    );
  }
  return walkthrough || !hasDisplay() ? walk(browser) : stayOpen(browser);
}

/** Returns whether a user could see a window that is opened here. */
function hasDisplay(): boolean {
  const { CI = '', DISPLAY, WAYLAND_DISPLAY } = process.env;
  if (!['', 'false', '0'].includes(CI)) return false;
  return ['darwin', 'win32'].includes(process.platform) || Boolean(DISPLAY || WAYLAND_DISPLAY);
}

async function stayOpen(browser: BrowserKind): Promise<void> {
  const executablePath = await ensureBrowser(browser);
  const tenant = await startTenantNear(PORT);
  let reload = async (): Promise<void> => {};
  const result = await buildFor(tenant, () => void reload());
  console.log(`${whoCanSignIn(tenant)}\n`);
  const visitor = await visit(browser, executablePath, extensionDir(browser), extensionId(result));
  console.log(`The extension is loaded from ${extensionDir(browser)}: click its icon on the toolbar.`);
  console.log('Edit a file in src/ to rebuild and reload. Press Ctrl-C to stop.');
  reload = async () => {
    console.log('Rebuilt.');
    await visitor.reload();
  };

  await Promise.race([visitor.closed, signalled()]);
  setTimeout(() => process.exit(0), ENDING_MS).unref();
  await Promise.allSettled([visitor.end(), result.stop(), tenant.close()]);
  process.exit(0);
}

async function walk(kind: BrowserKind): Promise<void> {
  void signalled().then((code) => process.exit(code));
  const tenant = await startTenantNear(PORT);
  try {
    await buildFor(tenant);
    console.log(`${whoCanSignIn(tenant)}\n`);
    const browser = await launchBrowser(kind, { extensionDir: extensionDir(kind) });
    try {
      console.log(`Walking through ${browser.version} without a window.`);
      const walker = tenant.users.find(({ blocked }) => !blocked);
      if (walker === undefined) throw new Error('The tenant has nobody who may sign in.');
      await walkThrough({ browser, walker, picturesDir: PICTURES_DIR, say: console.log });
      console.log('Walked the whole way.');
    } finally {
      await browser.close();
    }
  } finally {
    await tenant.close();
  }
}

/** Resolves with the exit code that says which signal came. */
function signalled(): Promise<number> {
  return new Promise((resolve) => {
    // chrome-launcher, inside web-ext, would leave at once, with everything else still running.
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

/** Builds both packages for the tenant and lets the tenant know them. Watches if there is somebody to tell. */
async function buildFor(tenant: Tenant, onRebuild?: () => void): Promise<BuildResult> {
  // AUTH0_LOGIN=passwordless npm start, say, shows the other ways in.
  const { AUTH0_LOGIN } = process.env;
  const environment = { AUTH0_DOMAIN: tenant.domain, AUTH0_CLIENT_ID: tenant.clientId, AUTH0_LOGIN };
  const watching = onRebuild === undefined ? {} : { onRebuild };
  const result = await build({ environment, outDir: OUT_DIR, ...watching });
  tenant.configure(listedAddresses(Object.values(result.addresses)));
  return result;
}

function extensionDir(browser: BrowserKind): string {
  return join(OUT_DIR, browser);
}

/** Chromium's id of the extension. */
function extensionId({ addresses }: BuildResult): string {
  return new URL(addresses.chromium.origin).host;
}

function whoCanSignIn(tenant: Tenant): string {
  return [`Local tenant  ${tenant.origin}/`, tenant.description].join('\n');
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
