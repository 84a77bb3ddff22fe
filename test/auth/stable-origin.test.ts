import { beforeEach, describe, expect, it, vi } from 'vitest';
import { sendStableOrigin, stableOrigin } from '../../src/auth/stable-origin.ts';
import { addressesOf } from '../../src/build/addresses.ts';
import type { SourceManifest } from '../../src/build/manifest.ts';
import { fakeBrowser, resetFakeBrowser } from '../support/fake-browser.ts';

/** As `npm run build` prints it, which nobody but Firefox can prove: see the end-to-end tests. */
const [REDIRECT_URL = ''] = addressesOf(
  { key: '', browser_specific_settings: { gecko: { id: 'latchkey@latchkey.example' } } } as SourceManifest,
  'firefox',
).callbackUrls;

const UUID = '0d5f6c1e-7a53-4f7e-9d0b-3f1f5a1c2b3d';

beforeEach(() => {
  resetFakeBrowser();
  fakeBrowser.identity.getRedirectURL = () => 'https://0123456789abcdef.extensions.allizom.org/';
});

const inFirefox = () => vi.stubGlobal('location', new URL(`moz-extension://${UUID}/popup.html`));

/** Node's `URL` gives no origin to this scheme; a page of Chromium has one. */
const inChromium = () =>
  vi.stubGlobal('location', {
    protocol: 'chrome-extension:',
    hostname: 'abc',
    origin: 'chrome-extension://abc',
  });

describe('in Firefox', () => {
  beforeEach(inFirefox);

  it("the tenant sees the redirect address's origin", async () => {
    expect(await stableOrigin()).toBe('https://0123456789abcdef.extensions.allizom.org');
  });

  it('the tenant sees the same one where the browser does not tell the redirect address', async () => {
    Object.assign(fakeBrowser, {
      identity: undefined,
      runtime: { id: 'latchkey@latchkey.example' },
    });
    expect(await stableOrigin()).toBe(new URL(REDIRECT_URL).origin);
  });

  it('a rule puts that origin into requests of this page to the tenant, and into no others', async () => {
    await sendStableOrigin('https://tenant.example');
    expect([...fakeBrowser.declarativeNetRequest.sessionRules.values()]).toEqual([
      {
        id: 1,
        condition: {
          urlFilter: '|https://tenant.example/',
          initiatorDomains: [UUID],
          resourceTypes: ['xmlhttprequest'],
        },
        action: {
          type: 'modifyHeaders',
          requestHeaders: [
            { header: 'origin', operation: 'set', value: 'https://0123456789abcdef.extensions.allizom.org' },
          ],
        },
      },
    ]);
  });

  it('the rule can be put again, which another popup does', async () => {
    await sendStableOrigin('https://tenant.example');
    await sendStableOrigin('https://tenant.example');
    expect(fakeBrowser.declarativeNetRequest.sessionRules.size).toBe(1);
  });
});

describe('in Chromium', () => {
  beforeEach(inChromium);

  it("the tenant sees the extension's own origin", async () => {
    expect(await stableOrigin()).toBe('chrome-extension://abc');
  });

  it('there is no rule', async () => {
    await sendStableOrigin('https://tenant.example');
    expect(fakeBrowser.declarativeNetRequest.sessionRules.size).toBe(0);
  });
});
