/** Installs, builds and loads an extension of `test/consumers/`. */
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

export interface Tool {
  /** The folder in `test/consumers/`. */
  readonly folder: string;
  /** The prefix of variables that the tool passes to the code. */
  readonly prefix: '' | 'VITE_' | 'WXT_';
  /** Scripts of `package.json` to run. */
  readonly scripts: readonly string[];
  /** The folders of the builds, by browser. */
  readonly outDirs: Readonly<Partial<Record<BrowserKind, string>>>;
}

/** A built extension with its tenant and API. */
export interface Consumer {
  readonly tenant: Tenant;
  readonly api: Api;
  /** Returns the folder of the built extension. */
  outDir(kind: BrowserKind): string;
  /** Starts a browser with the extension. The tenant lists its addresses. */
  open(kind: BrowserKind): Promise<ExtensionBrowser>;
  end(): Promise<void>;
}

/** Installs the packed SDK in a copy of a consumer, and builds it. The installation changes `package.json` and the lockfile. */
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

/** Closes a browser. Throws if a secret is in a console, a URL or the storage. */
export async function closeBrowser({ tenant }: Consumer, browser: ExtensionBrowser): Promise<void> {
  const stored = await storedText(browser);
  const { output } = browser;
  await browser.close();
  refuseSecrets({ output, stored, tenant });
}
