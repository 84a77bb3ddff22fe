import { generateKeyPairSync } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { HostManifest } from '../../sdk/browser/manifest-needs.ts';
import { addressesOf, type Identity, type KnownAddresses } from '../build/addresses.ts';
import type { Browser } from '../build/manifest.ts';

/** An extension whose tenant is set up or checked. */
export interface Extension {
  readonly name: string;
  readonly addresses: KnownAddresses;
  /** The built manifests that were read, by browser. */
  readonly manifests: Readonly<Partial<Record<Browser, HostManifest>>>;
}

/** The fields that are read from a built manifest. Their types are not checked yet. */
interface BuiltManifest {
  readonly name?: unknown;
  readonly key?: unknown;
  readonly permissions?: unknown;
  readonly host_permissions?: unknown;
  readonly optional_host_permissions?: unknown;
  readonly background?: { readonly service_worker?: unknown; readonly scripts?: unknown };
  readonly browser_specific_settings?: { readonly gecko?: { readonly id?: unknown } };
}

/**
 * Reads the manifests of a built extension, one folder for each browser or one for both. Rejects with a message that
 * contains the fix if a folder has no manifest, if a manifest doesn't fix the extension's ID, or if two folders are for the
 * same browser.
 */
export async function readExtension(folders: readonly string[]): Promise<Extension> {
  const manifests = await Promise.all(folders.map(async (folder) => [folder, await read(folder)] as const));
  const known = manifests.flatMap(([folder, manifest]) =>
    browsersOf(manifest).map((browser) => {
      const identity = identityOf(manifest, browser, folder);
      return {
        browser,
        addresses: addressesOf(identity, browser),
        manifest: { ...identity, ...listsOf(manifest) },
      };
    }),
  );
  const names = known.map(({ browser }) => browser);
  const twice = names.find((browser, index) => names.indexOf(browser) !== index);
  if (twice !== undefined) throw new Error(`Two folders are for ${twice}. Pass one for each browser.`);
  const name = manifests[0]?.[1].name;
  const isText = typeof name === 'string' && !name.startsWith('__MSG_');
  return {
    name: isText ? name : 'Browser extension',
    addresses: Object.fromEntries(known.map(({ browser, addresses }) => [browser, addresses])),
    manifests: Object.fromEntries(known.map(({ browser, manifest }) => [browser, manifest])),
  };
}

async function read(folder: string): Promise<BuiltManifest> {
  const file = folder.endsWith('manifest.json') ? folder : path.join(folder, 'manifest.json');
  try {
    const manifest: unknown = JSON.parse(await readFile(file, 'utf8'));
    return Object(manifest);
  } catch (cause) {
    const fix = 'Build the extension, then pass the folder that you load in the browser.';
    throw new Error(`${file} can't be read as a manifest. ${fix}`, { cause });
  }
}

/** Returns the browsers that a manifest is for. In the background, Chromium runs a service worker and Firefox runs scripts. */
function browsersOf({ background = {}, key, browser_specific_settings: firefox }: BuiltManifest): Browser[] {
  const isForFirefox =
    background.scripts !== undefined || (background.service_worker === undefined && firefox !== undefined);
  const isForChromium = background.service_worker !== undefined || key !== undefined || !isForFirefox;
  return [...(isForChromium ? (['chromium'] as const) : []), ...(isForFirefox ? (['firefox'] as const) : [])];
}

function identityOf(manifest: BuiltManifest, browser: Browser, folder: string): Identity {
  const key = textOf(manifest.key);
  const id = textOf(manifest.browser_specific_settings?.gecko?.id);
  if (browser === 'chromium' && key === '') {
    throw new Error(
      `The manifest in ${folder} has no "key", so Chromium gives the extension another ID on each computer.\n` +
        "Fix: add a key to the manifest, the store's (Chrome Web Store dashboard > Package > View public key) or this new one:\n" +
        `  "key": "${newKey()}"`,
    );
  }
  if (browser === 'firefox' && id === '') {
    throw new Error(
      `The manifest in ${folder} has no ID for Firefox, so its redirect URL changes with each installation.\n` +
        'Fix: add an ID of your own to the manifest, for example:\n' +
        '  "browser_specific_settings": { "gecko": { "id": "extension@example.com" } }',
    );
  }
  return { key, browser_specific_settings: { gecko: { id } } };
}

function listsOf(manifest: BuiltManifest): Omit<HostManifest, 'browser_specific_settings'> {
  const list = (value: unknown) => (Array.isArray(value) ? value.map(String) : []);
  return {
    permissions: list(manifest.permissions),
    host_permissions: list(manifest.host_permissions),
    optional_host_permissions: list(manifest.optional_host_permissions),
  };
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : '');

/**
 * Returns a new public key for the manifest, as DER in Base64. The private key isn't needed.
 * https://developer.chrome.com/docs/extensions/reference/manifest/key
 */
function newKey(): string {
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
}
