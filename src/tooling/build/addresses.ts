import { createHash } from 'node:crypto';
import { type Browser, readManifest, type SourceManifest } from './manifest.ts';

/** What to paste into the application's settings in the Auth0 dashboard, for one browser. */
export interface Addresses {
  readonly callbackUrls: readonly string[];
  readonly logoutUrls: readonly string[];
  /** Origins that may send a password or a code: what `/co/authenticate` is checked against. */
  readonly webOrigins: readonly string[];
  /** Origins whose pages may read the tenant's responses (CORS). */
  readonly allowedOrigins: readonly string[];
}

/** The addresses of the extension in each browser. */
export type AllAddresses = Readonly<Record<Browser, Addresses>>;

/** The addresses of the extension that `manifest.json` describes. */
export async function readAddresses(): Promise<AllAddresses> {
  return allAddressesOf(await readManifest());
}

/** The addresses of the extension that `manifest` describes, in each browser. */
function allAddressesOf(manifest: SourceManifest): AllAddresses {
  return { chromium: addressesOf(manifest, 'chromium'), firefox: addressesOf(manifest, 'firefox') };
}

/** The addresses of the extension that `manifest` describes, in `browser`. */
export function addressesOf(manifest: SourceManifest, browser: Browser): Addresses {
  const redirectUrl = redirectUrlOf(manifest, browser);
  const origin =
    browser === 'chromium' ? `chrome-extension://${chromiumId(manifest.key)}` : new URL(redirectUrl).origin;
  return {
    callbackUrls: [redirectUrl],
    logoutUrls: [redirectUrl],
    webOrigins: [origin],
    allowedOrigins: [origin],
  };
}

/** What `identity.getRedirectURL()` answers in the browser. */
function redirectUrlOf(manifest: SourceManifest, browser: Browser): string {
  switch (browser) {
    case 'chromium':
      return `https://${chromiumId(manifest.key)}.chromiumapp.org/`;
    case 'firefox': {
      const hash = createHash('sha1').update(manifest.browser_specific_settings.gecko.id).digest('hex');
      return `https://${hash}.extensions.allizom.org/`;
    }
  }
}

/** Chromium's extension id: the first 128 bits of the key's SHA-256, written with the letters a to p. */
export function chromiumId(key: string): string {
  const hash = createHash('sha256').update(Buffer.from(key, 'base64')).digest('hex');
  return Array.from(hash.slice(0, 32), (digit) => 'abcdefghijklmnop'[Number.parseInt(digit, 16)]).join('');
}
