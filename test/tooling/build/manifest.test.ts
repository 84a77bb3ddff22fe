import { describe, expect, it } from 'vitest';
import { BROWSERS, browserManifest, readManifest } from '../../../src/tooling/build/manifest.ts';
import { unitConfig } from '../../support/unit/config.ts';

const source = await readManifest();
const { key, minimum_chrome_version, browser_specific_settings, ...shared } = source;
const APIS = ['https://api.example', 'https://files.example:8443'];

const manifestOf = (browser: (typeof BROWSERS)[number], config = unitConfig()): Record<string, unknown> => ({
  ...browserManifest(source, browser, { config, version: '1.2.3' }),
});

/** Returns the sources of a directive of the content security policy. */
function sourcesOf(directive: string, config = unitConfig()): string | undefined {
  const policy = JSON.stringify(manifestOf('chromium', config).content_security_policy);
  return new RegExp(`\\b${directive} ([^;"]*)`).exec(policy)?.[1];
}

const ACCESS = {
  host_permissions: ['https://tenant.example/*'],
  content_security_policy: {
    extension_pages:
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: https:; " +
      "connect-src 'self' https://tenant.example; frame-ancestors 'none'; base-uri 'none'; form-action 'none'; " +
      "object-src 'none'",
  },
};

describe('browserManifest', () => {
  it('returns the manifest for Chromium', () => {
    expect(manifestOf('chromium')).toEqual({
      ...shared,
      ...ACCESS,
      version: '1.2.3',
      key,
      minimum_chrome_version,
      permissions: ['alarms', 'contextMenus', 'identity', 'storage'],
      background: { service_worker: 'background.js' },
      storage: { managed_schema: 'managed-schema.json' },
    });
  });

  it('returns the manifest for Firefox, with the permission for a stable origin', () => {
    expect(manifestOf('firefox')).toEqual({
      ...shared,
      ...ACCESS,
      version: '1.2.3',
      browser_specific_settings,
      action: { ...source.action, default_area: 'navbar' },
      permissions: ['alarms', 'contextMenus', 'identity', 'storage', 'declarativeNetRequestWithHostAccess'],
      background: { scripts: ['background.js'] },
    });
  });

  it.each(BROWSERS)('gives web pages no access and requires no optional permission: %s', (browser) => {
    const manifest = manifestOf(browser);
    expect(manifest).toMatchObject({ manifest_version: 3, optional_permissions: ['notifications'] });
    for (const field of ['content_scripts', 'web_accessible_resources', 'externally_connectable'])
      expect(manifest).not.toHaveProperty(field);
  });

  it('has a host permission for the tenant and each API, in Firefox without ports', () => {
    const config = unitConfig({ apiOrigins: APIS });
    const hosts = ['https://tenant.example/*', 'https://api.example/*'];
    expect(manifestOf('chromium', config).host_permissions).toEqual([
      ...hosts,
      'https://files.example:8443/*',
    ]);
    expect(manifestOf('firefox', config).host_permissions).toEqual([...hosts, 'https://files.example/*']);
    const tenant = 'http://127.0.0.1:4180';
    const local = unitConfig({ domain: '127.0.0.1:4180', tenant, apiOrigins: ['http://127.0.0.1:4181'] });
    expect(manifestOf('chromium', local).host_permissions).toEqual([
      `${tenant}/*`,
      'http://127.0.0.1:4181/*',
    ]);
    expect(manifestOf('firefox', local).host_permissions).toEqual(['http://127.0.0.1/*']);
    expect(sourcesOf('img-src', local)).toBe(`'self' data: https: ${tenant}`);
  });

  it('allows connections to the APIs, and nothing else from them', () => {
    const config = unitConfig({ apiOrigins: APIS });
    expect(sourcesOf('connect-src', config)).toBe(`'self' https://tenant.example ${APIS.join(' ')}`);
    for (const directive of ['default-src', 'script-src', 'style-src', 'img-src'])
      expect(sourcesOf(directive, config)).toBe(sourcesOf(directive));
  });
});

describe('browserManifest of a configurable build', () => {
  const none = { domain: '', tenant: '', clientId: '' };
  const configurable = unitConfig({ ...none, configurable: 'https', apiOrigins: ['https://api.example'] });
  const forTests = unitConfig({ ...none, configurable: 'any' });

  it.each(BROWSERS)('has an optional permission for any https host: %s', (browser) => {
    expect(manifestOf(browser, configurable)).toMatchObject({
      host_permissions: ['https://api.example/*'],
      optional_host_permissions: ['https://*/*'],
    });
  });

  it('allows connections to any https host', () => {
    expect(sourcesOf('connect-src', configurable)).toBe("'self' https: https://api.example");
    expect(sourcesOf('img-src', configurable)).toBe("'self' data: https:");
    expect(sourcesOf('script-src', configurable)).toBe("'self'");
  });

  it('allows hosts of this computer for tests only', () => {
    expect(JSON.stringify(manifestOf('chromium', configurable))).not.toMatch(/localhost|127\.0\.0\.1|http:/);
    expect(manifestOf('chromium', forTests).optional_host_permissions).toEqual([
      'https://*/*',
      'http://localhost/*',
      'http://127.0.0.1/*',
    ]);
    expect(sourcesOf('connect-src', forTests)).toBe("'self' https: http://localhost:* http://127.0.0.1:*");
  });
});
