import { createHash } from 'node:crypto';
import { type Browser, readManifest, type SourceManifest } from './manifest.ts';

/** What to enter in the application's settings in the Auth0 Dashboard, for one browser. */
export interface Addresses {
  readonly callbackUrls: readonly string[];
  readonly logoutUrls: readonly string[];
  /** Origins that can send a password or a code: `/co/authenticate` checks them. */
  readonly webOrigins: readonly string[];
  /** Origins whose pages can read the tenant's responses (CORS). */
  readonly allowedOrigins: readonly string[];
}

/** The addresses of an extension in each browser. */
export type AllAddresses = Readonly<Record<Browser, Addresses>>;

/** The addresses of an extension in the browsers that it is built for. */
export type KnownAddresses = Partial<AllAddresses>;

/** The fields of a manifest that determine the addresses. */
export type Identity = Pick<SourceManifest, 'key' | 'browser_specific_settings'>;

/** Returns the addresses of the extension that this repository's `manifest.json` describes. */
export async function readAddresses(): Promise<AllAddresses> {
  const manifest = await readManifest();
  return { chromium: addressesOf(manifest, 'chromium'), firefox: addressesOf(manifest, 'firefox') };
}

/**
 * Returns the addresses of the extension that `manifest` describes, in `browser`. The redirect URL is the result of
 * `identity.getRedirectURL()`: https://developer.mozilla.org/docs/Mozilla/Add-ons/WebExtensions/API/identity. In Firefox,
 * requests to the tenant have the origin of that URL (`sdk/browser/stable-origin.ts`).
 */
export function addressesOf(manifest: Identity, browser: Browser): Addresses {
  switch (browser) {
    case 'chromium': {
      const id = chromiumId(manifest.key);
      return addresses(`https://${id}.chromiumapp.org/`, `chrome-extension://${id}`);
    }
    case 'firefox': {
      const hash = createHash('sha1').update(manifest.browser_specific_settings.gecko.id).digest('hex');
      const origin = `https://${hash}.extensions.allizom.org`;
      return addresses(`${origin}/`, origin);
    }
  }
}

function addresses(redirectUrl: string, origin: string): Addresses {
  return {
    callbackUrls: [redirectUrl],
    logoutUrls: [redirectUrl],
    webOrigins: [origin],
    allowedOrigins: [origin],
  };
}

/** Returns Chromium's extension ID: the first 128 bits of the key's SHA-256, written with the letters a to p. */
export function chromiumId(key: string): string {
  const hash = createHash('sha256').update(Buffer.from(key, 'base64')).digest('hex');
  return Array.from(hash.slice(0, 32), (digit) => 'abcdefghijklmnop'[Number.parseInt(digit, 16)]).join('');
}
