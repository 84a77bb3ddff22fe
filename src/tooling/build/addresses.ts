import { createHash } from 'node:crypto';
import { type Browser, readManifest, type SourceManifest } from './manifest.ts';

/** The addresses of an extension in one browser, which the Auth0 Dashboard must list. */
export interface Addresses {
  /**
   * Callback URL and logout URL: the result of `identity.getRedirectURL()`.
   * https://developer.mozilla.org/docs/Mozilla/Add-ons/WebExtensions/API/identity
   */
  readonly redirectUrl: string;
  /** Origin of the requests to the tenant. In Firefox, `sdk/browser/stable-origin.ts` sets it. */
  readonly origin: string;
}

/** The addresses of an extension in the browsers that it is built for. */
export type KnownAddresses = Partial<Record<Browser, Addresses>>;

/** The fields of a manifest that determine the addresses. */
export type Identity = Pick<SourceManifest, 'key' | 'browser_specific_settings'>;

/** Returns the addresses of the extension that this repository's `manifest.json` describes. */
export async function readAddresses(): Promise<Record<Browser, Addresses>> {
  const manifest = await readManifest();
  return { chromium: addressesOf(manifest, 'chromium'), firefox: addressesOf(manifest, 'firefox') };
}

/** Returns the addresses of the extension that `manifest` describes, in `browser`. */
export function addressesOf(manifest: Identity, browser: Browser): Addresses {
  if (browser === 'chromium') {
    const id = chromiumId(manifest.key);
    return { redirectUrl: `https://${id}.chromiumapp.org/`, origin: `chrome-extension://${id}` };
  }
  const hash = createHash('sha1').update(manifest.browser_specific_settings.gecko.id).digest('hex');
  const origin = `https://${hash}.extensions.allizom.org`;
  return { redirectUrl: `${origin}/`, origin };
}

/** Returns Chromium's extension ID: the first 128 bits of the key's SHA-256, written with the letters a to p. */
export function chromiumId(key: string): string {
  const hash = createHash('sha256').update(Buffer.from(key, 'base64')).digest('hex');
  return Array.from(hash.slice(0, 32), (digit) => 'abcdefghijklmnop'[Number.parseInt(digit, 16)]).join('');
}
