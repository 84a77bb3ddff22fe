import { describe, expect, it } from 'vitest';
import { manifestBreaches } from '../../../../src/tooling/package/check/manifest-rules.ts';
import { unitConfig } from '../../../support/unit/config.ts';

const TENANT = 'https://tenant.example';
const API = 'https://api.example:8443';
const POLICY = [
  ...["default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data: https:"],
  ...[
    `connect-src 'self' ${TENANT} ${API}`,
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "object-src 'none'",
  ],
].join('; ');

const config = { ...unitConfig(), domain: 'tenant.example', tenant: TENANT, apiOrigins: [API] };

const GOOD = {
  host_permissions: [`${TENANT}/*`, `${API}/*`],
  content_security_policy: { extension_pages: POLICY },
};

const wrong = (manifest: object, about = config) =>
  manifestBreaches(JSON.stringify(manifest), about).map(({ rule, found }) => `${rule}: ${found}`);

const withPolicy = (policy: string) =>
  wrong({ ...GOOD, content_security_policy: { extension_pages: policy } });

describe('a manifest', () => {
  it('that asks for the tenant and the listed APIs is good, with and without the port', () => {
    expect(wrong(GOOD)).toEqual([]);
    expect(wrong({ ...GOOD, host_permissions: [`${TENANT}/*`, 'https://api.example/*'] })).toEqual([]);
  });

  it.each(['<all_urls>', 'https://*/*', 'http://tenant.example/*', 'https://other.example/*'])(
    'that asks for %s too is refused',
    (pattern) => {
      expect(wrong({ ...GOOD, host_permissions: [...GOOD.host_permissions, pattern] })).toEqual([
        `host-permission: ${pattern}`,
      ]);
      expect(wrong({ ...GOOD, optional_host_permissions: [pattern] })).toEqual([
        `host-permission: ${pattern}`,
      ]);
    },
  );

  it('that does not ask for the tenant is refused', () => {
    expect(wrong({ ...GOOD, host_permissions: [`${API}/*`] })).toEqual([`host-permission: ${TENANT}`]);
  });

  it.each(['key', 'update_url'])('with the field %s is refused', (field) => {
    expect(wrong({ ...GOOD, [field]: 'x' })).toEqual([`store-field: ${field}`]);
  });
});

describe('a content security policy', () => {
  it.each([
    ["script-src 'self'", "script-src 'self' 'unsafe-eval'", "script-src 'unsafe-eval'"],
    [TENANT, 'https:', 'connect-src https:'],
    ["object-src 'none'", "object-src 'self'", "object-src 'self'"],
    ["frame-ancestors 'none'", 'frame-ancestors *', 'frame-ancestors *'],
  ])('with %s made %s is refused', (strict, loose, found) => {
    expect(withPolicy(POLICY.replace(strict, loose))).toEqual([`policy: ${found}`]);
  });

  it.each(['default-src', 'script-src', 'connect-src', 'frame-ancestors', 'base-uri', 'object-src'])(
    'without %s is refused',
    (directive) => {
      const policy = POLICY.split('; ').filter((text) => !text.startsWith(directive));
      expect(withPolicy(policy.join('; '))).toEqual([`policy: ${directive}`]);
    },
  );

  it('may let pictures come from a tenant on this computer, which has no https', () => {
    const tenant = 'http://localhost:4180';
    const policy = POLICY.replaceAll(TENANT, tenant).replace('data: https:', `data: https: ${tenant}`);
    const manifest = {
      host_permissions: [`${tenant}/*`, `${API}/*`],
      content_security_policy: { extension_pages: policy },
    };
    expect(wrong(manifest, { ...config, tenant })).toEqual([]);
  });
});

describe('the manifest of a build for no tenant', () => {
  const about = { ...config, domain: '', tenant: '', clientId: '', configurable: 'https' as const };
  const good = {
    host_permissions: [`${API}/*`],
    optional_host_permissions: ['https://*/*'],
    content_security_policy: { extension_pages: POLICY.replace(TENANT, 'https:') },
  };

  it('is good with https hosts that may be asked for, and no tenant', () => {
    expect(wrong(good, about)).toEqual([]);
  });

  it('is refused where it asks for them all at once, or for others', () => {
    expect(wrong({ ...good, host_permissions: [`${API}/*`, 'https://*/*'] }, about)).toEqual([
      'host-permission: https://*/*',
    ]);
    for (const pattern of ['http://*/*', '<all_urls>', 'http://localhost/*'])
      expect(wrong({ ...good, optional_host_permissions: ['https://*/*', pattern] }, about)).toEqual([
        `host-permission: ${pattern}`,
      ]);
  });

  it('is refused where it may ask for none', () => {
    const { optional_host_permissions, ...without } = good;
    expect(wrong(without, about)).toEqual(['host-permission: https://*/*']);
  });

  it.each([
    ['connect-src', 'http:'],
    ['script-src', 'https:'],
    ['default-src', 'https:'],
  ])('is refused where %s has %s', (directive, source) => {
    const policy = POLICY.replace(TENANT, 'https:').replace(directive, `${directive} ${source}`);
    expect(wrong({ ...good, content_security_policy: { extension_pages: policy } }, about)).toContain(
      `policy: ${directive} ${source}`,
    );
  });
});
