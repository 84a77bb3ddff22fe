import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  BROWSERS,
  type Browser,
  browserManifest,
  type SourceManifest,
} from '../../../src/tooling/build/manifest.ts';
import { ROOT } from '../../../src/tooling/build/project-files.ts';
import { unitConfig } from '../../support/unit/config.ts';

const source: SourceManifest = JSON.parse(await readFile(path.join(ROOT, 'manifest.json'), 'utf8'));
const local = unitConfig({ domain: '127.0.0.1:4180', tenant: 'http://127.0.0.1:4180' });
const apis = unitConfig({ apiOrigins: ['https://api.example', 'https://files.example:8443'] });
const localApi = unitConfig({ ...local, apiOrigins: ['http://127.0.0.1:4181'] });

const manifestOf = (browser: Browser, config = unitConfig()): Record<string, unknown> => ({
  ...browserManifest(source, browser, { config, version: '1.2.3' }),
});

/** The content security policy as a table. */
function policyOf(config = unitConfig()): Map<string, readonly string[]> {
  const policy = JSON.stringify(manifestOf('chromium', config).content_security_policy);
  const text = policy.replace(/^.*"extension_pages":"|"\}$/g, '');
  return new Map(
    text
      .split('; ')
      .map((directive) => directive.split(' '))
      .map(([name = '', ...values]) => [name, values]),
  );
}

describe('the manifest of both browsers', () => {
  it.each(BROWSERS)('is version 3, with the version of the package: %s', (browser) => {
    expect(manifestOf(browser)).toMatchObject({ manifest_version: 3, version: '1.2.3', name: source.name });
  });

  it.each(BROWSERS)(
    'has one optional permission, no optional host, no content script and no web-accessible resource: %s',
    (browser) => {
      expect(manifestOf(browser)).toMatchObject({ optional_permissions: ['notifications'] });
      expect(Object.keys(manifestOf(browser))).not.toEqual(
        expect.arrayContaining([
          expect.stringMatching(
            /^(optional_host_|content_scripts|web_accessible_resources|externally_connectable)/,
          ),
        ]),
      );
    },
  );
});

describe("Chromium's manifest", () => {
  it('has a service worker, a key, and exactly the used permissions', () => {
    expect(manifestOf('chromium')).toMatchObject({
      background: { service_worker: 'background.js' },
      key: source.key,
      permissions: ['alarms', 'contextMenus', 'identity', 'storage'],
    });
  });

  it('has no key of Firefox', () => {
    expect(manifestOf('chromium')).not.toHaveProperty('browser_specific_settings');
    expect(manifestOf('chromium')).not.toHaveProperty('background.scripts');
  });
});

describe("Firefox's manifest", () => {
  it('has a background script, an ID, data collection permissions, and the permission for a stable origin', () => {
    expect(manifestOf('firefox')).toMatchObject({
      background: { scripts: ['background.js'] },
      browser_specific_settings: {
        gecko: {
          id: source.browser_specific_settings.gecko.id,
          data_collection_permissions: { required: ['authenticationInfo', 'personallyIdentifyingInfo'] },
        },
      },
      permissions: ['alarms', 'contextMenus', 'identity', 'storage', 'declarativeNetRequestWithHostAccess'],
    });
  });

  it('has no key of Chromium', () => {
    for (const name of ['key', 'minimum_chrome_version', 'background.service_worker', 'storage']) {
      expect(manifestOf('firefox')).not.toHaveProperty(name);
    }
  });
});

describe("the host permissions are the tenant's and the listed APIs':", () => {
  it.each<[Browser, ReturnType<typeof unitConfig>, ...string[]]>([
    ['chromium', unitConfig(), 'https://tenant.example/*'],
    ['chromium', local, 'http://127.0.0.1:4180/*'],
    ['firefox', local, 'http://127.0.0.1/*'],
    ['chromium', apis, 'https://tenant.example/*', 'https://api.example/*', 'https://files.example:8443/*'],
    ['firefox', apis, 'https://tenant.example/*', 'https://api.example/*', 'https://files.example/*'],
    ['chromium', localApi, 'http://127.0.0.1:4180/*', 'http://127.0.0.1:4181/*'],
    ['firefox', localApi, 'http://127.0.0.1/*'],
  ])('%s', (browser, config, ...patterns) => {
    expect(manifestOf(browser, config).host_permissions).toEqual(patterns);
  });
});

describe('the content security policy', () => {
  it.each([
    ['script-src', ["'self'"]],
    ['style-src', ["'self'"]],
    ['connect-src', ["'self'", 'https://tenant.example']],
    ['img-src', ["'self'", 'data:', 'https:']],
    ['frame-ancestors', ["'none'"]],
    ['base-uri', ["'none'"]],
    ['form-action', ["'none'"]],
    ['object-src', ["'none'"]],
    ['default-src', ["'none'"]],
  ])('has %s %j', (directive, values) => {
    expect(policyOf().get(directive)).toEqual(values);
  });

  it('allows connections to the listed APIs, each with its port', () => {
    expect(policyOf(apis).get('connect-src')).toEqual([
      "'self'",
      'https://tenant.example',
      'https://api.example',
      'https://files.example:8443',
    ]);
  });

  it('allows no code, style or frame of an API', () => {
    const others = [...policyOf(apis)].filter(([directive]) => directive !== 'connect-src');
    expect(others).toEqual([...policyOf()].filter(([directive]) => directive !== 'connect-src'));
  });

  it('allows pictures over plain http for a local tenant only', () => {
    expect(policyOf(local).get('img-src')).toEqual(["'self'", 'data:', 'https:', 'http://127.0.0.1:4180']);
  });

  it('is the same for both browsers', () => {
    expect(manifestOf('firefox').content_security_policy).toEqual(
      manifestOf('chromium').content_security_policy,
    );
  });
});

describe('in a configurable build', () => {
  const none = { domain: '', tenant: '', clientId: '' };
  const configurable = unitConfig({ ...none, configurable: 'https', apiOrigins: ['https://api.example'] });
  const forTests = unitConfig({ ...none, configurable: 'any' });

  it.each(BROWSERS)('the hosts of all tenants are optional: %s', (browser) => {
    expect(manifestOf(browser, configurable)).toMatchObject({
      host_permissions: ['https://api.example/*'],
      optional_host_permissions: ['https://*/*'],
    });
  });

  it('its pages can connect to any host over https, and to none over http', () => {
    expect(policyOf(configurable).get('connect-src')).toEqual(["'self'", 'https:', 'https://api.example']);
    expect(policyOf(configurable).get('img-src')).toEqual(["'self'", 'data:', 'https:']);
    expect(policyOf(configurable).get('script-src')).toEqual(["'self'"]);
  });

  it('hosts of this computer are allowed in tests only', () => {
    expect(JSON.stringify(manifestOf('chromium', configurable))).not.toMatch(/localhost|127\.0\.0\.1|http:/);
    expect(manifestOf('chromium', forTests).optional_host_permissions).toEqual([
      'https://*/*',
      'http://localhost/*',
      'http://127.0.0.1/*',
    ]);
    expect(policyOf(forTests).get('connect-src')).toEqual([
      ...["'self'", 'https:', 'http://localhost:*', 'http://127.0.0.1:*'],
    ]);
  });
});
