import { generateKeyPairSync } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { HostManifest } from '../../sdk/browser/manifest-needs.ts';
import { type Addresses, addressesOf, type Identity, type KnownAddresses } from '../build/addresses.ts';
import type { Browser } from '../build/manifest.ts';

/** An extension whose tenant is set up or checked. */
export interface Extension {
  readonly name: string;
  readonly addresses: KnownAddresses;
  /** The built manifests that were read, by browser. */
  readonly manifests: Readonly<Partial<Record<Browser, HostManifest>>>;
}

/** The fields that are read from a built manifest. */
interface BuiltManifest extends HostManifest {
  readonly name?: string;
  readonly key?: string;
  readonly background?: {
    readonly page?: string;
    readonly service_worker?: string;
    readonly scripts?: readonly string[];
  };
}

/**
 * Reads the manifests of a built extension, one folder for each browser or one for both. Rejects with a message that
 * contains the fix if a folder has no manifest, if a manifest doesn't fix the extension's ID, or if two folders are for the
 * same browser.
 */
export async function readExtension(folders: readonly string[]): Promise<Extension> {
  const addresses: Partial<Record<Browser, Addresses>> = {};
  const manifests: Partial<Record<Browser, HostManifest>> = {};
  const names: string[] = [];
  for (const folder of folders) {
    const manifest = await read(folder);
    if (manifest.name !== undefined && !manifest.name.startsWith('__MSG_')) names.push(manifest.name);
    for (const browser of browsersOf(manifest)) {
      if (browser in manifests) throw new Error(`Two folders are for ${browser}. Pass one for each browser.`);
      addresses[browser] = addressesOf(identityOf(manifest, browser, folder), browser);
      manifests[browser] = manifest;
    }
  }
  return { name: names[0] ?? 'Browser extension', addresses, manifests };
}

async function read(folder: string): Promise<BuiltManifest> {
  const file = folder.endsWith('manifest.json') ? folder : path.join(folder, 'manifest.json');
  try {
    return JSON.parse(await readFile(file, 'utf8'));
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

function identityOf(
  { key = '', browser_specific_settings: firefox }: BuiltManifest,
  browser: Browser,
  folder: string,
): Identity {
  const id = firefox?.gecko?.id ?? '';
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

/**
 * Returns a new public key for the manifest, as DER in Base64. The private key isn't needed.
 * https://developer.chrome.com/docs/extensions/reference/manifest/key
 */
function newKey(): string {
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
}
