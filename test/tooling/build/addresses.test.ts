import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { addressesOf } from '../../../src/tooling/build/addresses.ts';
import type { SourceManifest } from '../../../src/tooling/build/manifest.ts';
import { ROOT } from '../../../src/tooling/build/project-files.ts';

const manifest: SourceManifest = JSON.parse(await readFile(path.join(ROOT, 'manifest.json'), 'utf8'));

// Tenants list these addresses: another key or another ID would lock users out.
const CHROMIUM_ID = 'jcbbhlfgpiomfkngjciholpgppomiloa';
const FIREFOX_HOST = 'bae1b49efb3234f3878b25c10c1f5eced9e067f6.extensions.allizom.org';

describe('the addresses for the Auth0 Dashboard', () => {
  it("for Chromium are the redirect URL and the extension's own origin", () => {
    expect(addressesOf(manifest, 'chromium')).toEqual({
      callbackUrls: [`https://${CHROMIUM_ID}.chromiumapp.org/`],
      logoutUrls: [`https://${CHROMIUM_ID}.chromiumapp.org/`],
      webOrigins: [`chrome-extension://${CHROMIUM_ID}`],
      allowedOrigins: [`chrome-extension://${CHROMIUM_ID}`],
    });
  });

  it("for Firefox are the redirect URL and its origin, since the extension's own differs in each installation", () => {
    expect(addressesOf(manifest, 'firefox')).toEqual({
      callbackUrls: [`https://${FIREFOX_HOST}/`],
      logoutUrls: [`https://${FIREFOX_HOST}/`],
      webOrigins: [`https://${FIREFOX_HOST}`],
      allowedOrigins: [`https://${FIREFOX_HOST}`],
    });
  });

  it('follow the key and the ID', () => {
    const other: SourceManifest = {
      ...manifest,
      key: Buffer.from('another key').toString('base64'),
      browser_specific_settings: { gecko: { id: 'other@latchkey.example' } },
    };
    expect(addressesOf(other, 'chromium').callbackUrls[0]).toMatch(
      /^https:\/\/[a-p]{32}\.chromiumapp\.org\/$/,
    );
    expect(addressesOf(other, 'chromium')).not.toEqual(addressesOf(manifest, 'chromium'));
    expect(addressesOf(other, 'firefox')).not.toEqual(addressesOf(manifest, 'firefox'));
  });
});
