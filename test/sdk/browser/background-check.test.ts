import { beforeEach, describe, expect, it, vi } from 'vitest';
import { type BackgroundOptions, partsOf } from '../../../src/sdk/background-options.ts';
import { expectBackground } from '../../../src/sdk/browser/background-check.ts';
import type { Config } from '../../../src/sdk/config.ts';
import { MANIFEST } from '../../support/unit/background.ts';
import { unitConfig } from '../../support/unit/config.ts';
import { fakeBrowser, resetFakeBrowser } from '../../support/unit/fake-browser.ts';

const CHROMIUM = new URL('chrome-extension://abcdefghijklmnopabcdefghijklmnop/background.js');
const FIREFOX = new URL(
  'moz-extension://0d5f6c1e-7a53-4f7e-9d0b-3f1f5a1c2b3d/_generated_background_page.html',
);

beforeEach(resetFakeBrowser);
beforeEach(() => void vi.stubGlobal('location', CHROMIUM));

interface Setup {
  readonly manifest?: object;
  readonly config?: Partial<Config>;
  readonly options?: BackgroundOptions;
}

/** Returns what the manifest lacks, a line each. */
function missing({ manifest = {}, config, options }: Setup): string[] {
  fakeBrowser.runtime.manifest = { ...MANIFEST, ...manifest };
  try {
    expectBackground(unitConfig(config), partsOf(options ?? {}));
    return [];
  } catch (error) {
    expect(error).toMatchObject({ code: 'manifest-incomplete' });
    return String(error).split('\n').slice(1);
  }
}

const without = (...names: string[]) => ({
  permissions: MANIFEST.permissions.filter((name) => !names.includes(name)),
  optional_permissions: [],
});

describe('expectBackground', () => {
  it.each<[lacking: string, setup: Setup, line: string]>([
    ['permissions', { manifest: without('alarms', 'identity') }, '"permissions": ["identity", "alarms"]'],
    [
      'every permission',
      { manifest: { permissions: undefined } },
      '"permissions": ["storage", "identity", "alarms"]',
    ],
    [
      'the permission of the menu',
      { manifest: without('contextMenus'), options: { menu: true } },
      '"permissions": ["contextMenus"]',
    ],
    [
      'the permission of notifications',
      { manifest: without('notifications'), options: { notifications: true } },
      '"permissions": ["notifications"]',
    ],
    [
      "the tenant's host",
      { manifest: { host_permissions: [] } },
      '"host_permissions": ["https://tenant.example/*"]',
    ],
    [
      "the hosts of the tenant and of APIs, without ports, which Firefox's patterns cannot have",
      {
        manifest: { host_permissions: ['https://tenant.example/'] },
        config: { apiOrigins: ['https://api.example:8443', 'https://api.example', 'http://127.0.0.1:9'] },
      },
      '"host_permissions": ["https://tenant.example/*", "https://api.example/*", "http://127.0.0.1/*"]',
    ],
    [
      'hosts that a configurable build requests later',
      {
        manifest: { optional_host_permissions: [] },
        config: { configurable: 'https', tenant: '', domain: '' },
      },
      '"optional_host_permissions": ["https://*/*"]',
    ],
    ['a toolbar button', { manifest: { action: undefined } }, '"action": {}'],
  ])('names %s as something to paste', (_lacking, setup, line) => {
    expect(missing(setup)).toEqual([line]);
  });

  it('lists everything at once', () => {
    const lines = missing({ manifest: { permissions: [], host_permissions: [], action: undefined } });
    expect(lines.map((line) => line.split(':')[0])).toEqual([
      '"permissions"',
      '"host_permissions"',
      '"action"',
    ]);
  });

  it.each<[string, Setup]>([
    ['permissions of parts that are off', { manifest: without('contextMenus', 'notifications') }],
    ['a toolbar button, with the badge off', { manifest: { action: undefined }, options: { badge: false } }],
    ['the optional permission of notifications', { options: { notifications: true } }],
    [
      'fields of Firefox',
      {
        manifest: { ...without('declarativeNetRequestWithHostAccess'), browser_specific_settings: undefined },
      },
    ],
    ...['<all_urls>', '*://*/*', 'https://*/*', 'https://*.example/*', '*://*.tenant.example/*'].map(
      (pattern): [string, Setup] => [`more than ${pattern}`, { manifest: { host_permissions: [pattern] } }],
    ),
    [
      'a port that Chromium has in a pattern',
      {
        manifest: { host_permissions: ['http://127.0.0.1:4180/*'] },
        config: { tenant: 'http://127.0.0.1:4180', domain: '127.0.0.1:4180' },
      },
    ],
  ])('does not require %s', (_what, setup) => {
    expect(missing(setup)).toEqual([]);
  });

  it.each([
    'http://tenant.example/*',
    'https://*.tenant.example.evil/*',
    'https://ant.example/*',
    'https://tenant.example:8443/*',
    'https://tenant.example/oauth/*',
  ])('does not accept %s for the host', (pattern) => {
    expect(missing({ manifest: { host_permissions: [pattern] } })).toHaveLength(1);
  });

  it("requires Firefox's ID, and the permission for the stable origin, in Firefox", () => {
    vi.stubGlobal('location', FIREFOX);
    const manifest = { ...without('declarativeNetRequestWithHostAccess'), browser_specific_settings: {} };
    expect(missing({ manifest })).toEqual([
      '"permissions": ["declarativeNetRequestWithHostAccess"]',
      '"browser_specific_settings": { "gecko": { "id": "YOUR-EXTENSION@YOUR-DOMAIN" } }',
    ]);
    const permissions = [...manifest.permissions, 'declarativeNetRequest'];
    expect(missing({ manifest: { ...manifest, permissions } })).toHaveLength(1);
  });

  it.each([
    ["Chromium's popup", new URL('popup.html', CHROMIUM)],
    ["Firefox's popup", new URL('popup.html', FIREFOX)],
  ])('rejects a page: %s', (_page, location) => {
    vi.stubGlobal('document', {});
    vi.stubGlobal('location', location);
    fakeBrowser.runtime.manifest = MANIFEST;
    expect(() => expectBackground(unitConfig(), partsOf({}))).toThrow('startBackground was called in a page');
  });

  it.each([
    ['the page that Firefox makes', {}, FIREFOX],
    [
      'the page of the manifest',
      { background: { page: 'src/background.html' } },
      new URL('/src/background.html', FIREFOX),
    ],
  ])('accepts %s', (_page, manifest, location) => {
    vi.stubGlobal('document', {});
    vi.stubGlobal('location', location);
    expect(missing({ manifest })).toEqual([]);
  });
});
