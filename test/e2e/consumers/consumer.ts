/** An extension of `test/consumers/`: installed, built and loaded as its developer would. */
import { cp, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { addressesOf } from '../../../src/tooling/build/addresses.ts';
import { ROOT } from '../../../src/tooling/build/project-files.ts';
import { type BrowserKind, type ExtensionBrowser, launchBrowser } from '../../support/browser.ts';
import { listedAddresses } from '../../support/listed-addresses.ts';
import { temporaryDir } from '../../support/profile.ts';
import { type Api, startApi } from '../../tenant/api.ts';
import { startTenant, type Tenant } from '../../tenant/tenant.ts';
import { refuseSecrets, storedText } from '../secrets.ts';
import { runNpm } from './npm.ts';
import { packedSdk } from './packed-sdk.ts';

/** How a tool builds. */
export interface Tool {
  /** The folder in `test/consumers/`. */
  readonly folder: string;
  /** What the names of variables begin with that the tool gives to the code. */
  readonly prefix: '' | 'VITE_' | 'WXT_';
  /** Scripts of `package.json` to run. */
  readonly scripts: readonly string[];
  /** The folders that they write, by browser. */
  readonly outDirs: Readonly<Partial<Record<BrowserKind, string>>>;
}

/** A built consumer, beside the tenant and the API that it is built for. */
export interface Consumer {
  readonly tenant: Tenant;
  readonly api: Api;
  /** Returns the folder of the built extension. */
  outDir(kind: BrowserKind): string;
  /** Starts a browser with the extension. The tenant lists its addresses. */
  open(kind: BrowserKind): Promise<ExtensionBrowser>;
  end(): Promise<void>;
}

/**
 * Copies a consumer, installs the packed SDK and everything else in it, and builds it. A copy, because the installation writes
 * the SDK into `package.json` and the lockfile, as it does for every developer.
 */
export async function buildConsumer({ folder, prefix, scripts, outDirs }: Tool): Promise<Consumer> {
  const tenant = await startTenant();
  const api = await startApi(tenant);
  const dir = await temporaryDir(folder);
  await cp(path.join(ROOT, 'test/consumers', folder), dir, { recursive: true });
  const variables = {
    AUTH0_DOMAIN: tenant.domain,
    AUTH0_CLIENT_ID: tenant.clientId,
    TENANT_ORIGIN: tenant.origin,
    API_ORIGIN: api.origin,
    // The only web pages that the tests have.
    PAGE_ORIGIN: tenant.origin,
  };
  const lines = Object.entries(variables).map(([name, value]) => `${prefix}${name}=${value}\n`);
  await writeFile(path.join(dir, '.env'), lines);
  const commands = [['ci'], ['install', await packedSdk()], ...scripts.map((script) => ['run', script])];
  for (const command of commands) await runNpm(dir, command);
  const outDir = (kind: BrowserKind) => path.join(dir, outDirs[kind] ?? '');
  return {
    tenant,
    api,
    outDir,
    async open(kind) {
      const manifest = JSON.parse(await readFile(path.join(outDir(kind), 'manifest.json'), 'utf8'));
      await tenant.reset();
      tenant.configure(listedAddresses([addressesOf(manifest, kind)]));
      return launchBrowser(kind, { extensionDir: outDir(kind) });
    },
    async end() {
      await Promise.all([tenant.close(), api.close()]);
    },
  };
}

/** Closes a browser of a consumer. Throws if a secret was written to a console, an address, or readable to the disk. */
export async function closeBrowser({ tenant }: Consumer, browser: ExtensionBrowser): Promise<void> {
  const stored = await storedText(browser);
  const { output } = browser;
  await browser.close();
  refuseSecrets({ output, stored, tenant });
}
