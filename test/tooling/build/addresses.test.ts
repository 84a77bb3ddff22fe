import { describe, expect, it } from 'vitest';
import { addressesOf, readAddresses } from '../../../src/tooling/build/addresses.ts';

// Tenants list these addresses: another key or another ID would lock users out.
const CHROMIUM_ID = 'jcbbhlfgpiomfkngjciholpgppomiloa';
const FIREFOX_HOST = 'bae1b49efb3234f3878b25c10c1f5eced9e067f6.extensions.allizom.org';

describe('readAddresses', () => {
  it("returns the redirect URL and the origin of this repository's extension in each browser", async () => {
    expect(await readAddresses()).toEqual({
      chromium: {
        redirectUrl: `https://${CHROMIUM_ID}.chromiumapp.org/`,
        origin: `chrome-extension://${CHROMIUM_ID}`,
      },
      firefox: { redirectUrl: `https://${FIREFOX_HOST}/`, origin: `https://${FIREFOX_HOST}` },
    });
  });
});

describe('addressesOf', () => {
  it('returns addresses that depend on the key and the ID', () => {
    const other = {
      key: Buffer.from('another key').toString('base64'),
      browser_specific_settings: { gecko: { id: 'other@latchkey.example' } },
    };
    const { redirectUrl } = addressesOf(other, 'chromium');
    expect(redirectUrl).toMatch(/^https:\/\/[a-p]{32}\.chromiumapp\.org\/$/);
    expect(redirectUrl).not.toContain(CHROMIUM_ID);
    expect(addressesOf(other, 'firefox').redirectUrl).not.toContain(FIREFOX_HOST);
  });
});
