import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Config, Configurable } from '../../sdk/config.ts';
import { ROOT } from './project-files.ts';

/** The browsers that a build writes a package for. */
export type Browser = 'chromium' | 'firefox';
export const BROWSERS: readonly Browser[] = ['chromium', 'firefox'];

/** The project's `manifest.json`: the fields that both browsers share, and the identity in each. */
export interface SourceManifest {
  /** The extension's name in the toolbar, on the pages and in the file names of its packages. */
  readonly name: string;
  readonly action: Readonly<Record<string, unknown>>;
  readonly permissions: readonly string[];
  readonly optional_permissions: readonly string[];
  /** Chromium: the public key that fixes the extension's ID, as DER in Base64. */
  readonly key: string;
  readonly minimum_chrome_version: string;
  /** Firefox: the extension's ID and requirements. */
  readonly browser_specific_settings: { readonly gecko: { readonly id: string } };
}

/** The schema of the enterprise policies, which only the package for Chromium contains. */
export const MANAGED_SCHEMA = 'managed-schema.json';

/** Reads the project's `manifest.json`. */
export async function readManifest(): Promise<SourceManifest> {
  return JSON.parse(await readFile(path.join(ROOT, 'manifest.json'), 'utf8'));
}

/**
 * Returns the manifest of one browser's package: `source` without the other browser's fields, and with host permissions and
 * a content security policy.
 */
export function browserManifest(
  source: SourceManifest,
  browser: Browser,
  { config, version }: { config: Config; version: string },
): object {
  const { key, minimum_chrome_version, browser_specific_settings, permissions, ...shared } = source;
  const common = { ...shared, version, ...accessFields(config, browser) };
  switch (browser) {
    case 'chromium':
      return {
        ...common,
        permissions,
        minimum_chrome_version,
        key,
        background: { service_worker: 'background.js' },
        // Firefox doesn't support the schema and would warn about the field: docs/enterprise-policies.md
        storage: { managed_schema: MANAGED_SCHEMA },
      };
    case 'firefox':
      return {
        ...common,
        // Next to the address bar. By default, the button is inside a menu.
        action: { ...source.action, default_area: 'navbar' },
        // For sdk/browser/stable-origin.ts
        permissions: [...permissions, 'declarativeNetRequestWithHostAccess'],
        browser_specific_settings,
        background: { scripts: ['background.js'] },
      };
  }
}

/** Match patterns of the hosts that users can choose as a tenant. The permission is requested for the chosen host only. */
export const CHOOSABLE: Readonly<Record<Configurable, readonly string[]>> = {
  https: ['https://*/*'],
  any: ['https://*/*', 'http://localhost/*', 'http://127.0.0.1/*'],
};

/** Sources that pages of a configurable build can connect to. */
const CHOOSABLE_SOURCES: Readonly<Record<Configurable, readonly string[]>> = {
  https: ['https:'],
  any: ['https:', 'http://localhost:*', 'http://127.0.0.1:*'],
};

/** Returns the fields of the manifest that limit which hosts the extension can reach. */
export function accessFields(config: Config, browser: Browser): object {
  return {
    host_permissions: hostPermissions(config, browser),
    ...(config.configurable === undefined
      ? {}
      : { optional_host_permissions: CHOOSABLE[config.configurable] }),
    content_security_policy: { extension_pages: contentSecurityPolicy(config) },
  };
}

/** Returns the origins that are known at build time: the tenant's, unless users choose it later, and the listed APIs'. */
function ownOrigins({ configurable, tenant, apiOrigins }: Config): string[] {
  return [...(configurable === undefined ? [tenant] : []), ...apiOrigins];
}

/** Returns match patterns of the tenant and the listed APIs only. Match patterns in Firefox have no port. */
function hostPermissions(config: Config, browser: Browser): string[] {
  const patterns = ownOrigins(config).map((origin) => {
    const { protocol, hostname, host } = new URL(origin);
    return `${protocol}//${browser === 'firefox' ? hostname : host}/*`;
  });
  return [...new Set(patterns)];
}

/**
 * Returns the content security policy. Users' pictures can come from any https host. Everything else comes from the
 * package, the tenant or the listed APIs.
 */
function contentSecurityPolicy(config: Config): string {
  const choosable = config.configurable === undefined ? [] : CHOOSABLE_SOURCES[config.configurable];
  const http = [config.tenant, ...choosable].filter((source) => source.startsWith('http://'));
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    ["img-src 'self' data: https:", ...http].join(' '),
    ["connect-src 'self'", ...choosable, ...ownOrigins(config)].join(' '),
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "object-src 'none'",
  ].join('; ');
}
