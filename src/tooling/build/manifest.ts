import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Config, Configurable } from '../../sdk/config.ts';
import { ROOT } from './project-files.ts';

/** The browsers that a build writes a package for. */
export type Browser = 'chromium' | 'firefox';
export const BROWSERS: readonly Browser[] = ['chromium', 'firefox'];

/** `manifest.json`: what both browsers share, and the identity in each. */
export interface SourceManifest {
  /** The extension's name, wherever it shows: the toolbar, the pages, the files for the stores. */
  readonly name: string;
  readonly action: Readonly<Record<string, unknown>>;
  readonly permissions: readonly string[];
  readonly optional_permissions: readonly string[];
  /** Chromium: the public key that fixes the extension's id, DER in base64. */
  readonly key: string;
  readonly minimum_chrome_version: string;
  /** Firefox: the extension's id and what it needs. */
  readonly browser_specific_settings: { readonly gecko: { readonly id: string } };
}

/** The schema of the policies, in the package for Chromium. */
export const MANAGED_SCHEMA = 'managed-schema.json';

/** Reads the project's `manifest.json`. */
export async function readManifest(): Promise<SourceManifest> {
  return JSON.parse(await readFile(path.join(ROOT, 'manifest.json'), 'utf8'));
}

/** Returns the manifest of one browser's package: `source` without the other browser's fields, with the hosts. */
export function browserManifest(
  source: SourceManifest,
  browser: Browser,
  { config, version }: { config: Config; version: string },
): object {
  const { key, minimum_chrome_version, browser_specific_settings, permissions, ...shared } = source;
  const common = {
    ...shared,
    version,
    host_permissions: hostPermissions(config, browser),
    ...(config.configurable === undefined
      ? {}
      : { optional_host_permissions: CHOOSABLE[config.configurable] }),
    content_security_policy: { extension_pages: contentSecurityPolicy(config) },
  };
  switch (browser) {
    case 'chromium':
      return {
        ...common,
        permissions,
        minimum_chrome_version,
        key,
        background: { service_worker: 'background.js' },
        // Firefox has no schema, and would warn of the field: docs/enterprise-policies.md
        storage: { managed_schema: MANAGED_SCHEMA },
      };
    case 'firefox':
      return {
        ...common,
        // Beside the address bar; the default is inside a menu.
        action: { ...source.action, default_area: 'navbar' },
        // sdk/browser/stable-origin.ts
        permissions: [...permissions, 'declarativeNetRequestWithHostAccess'],
        browser_specific_settings,
        background: { scripts: ['background.js'] },
      };
  }
}

/** Hosts whose tenants can be chosen. The permission for the chosen one is requested then. */
export const CHOOSABLE: Readonly<Record<Configurable, readonly string[]>> = {
  https: ['https://*/*'],
  any: ['https://*/*', 'http://localhost/*', 'http://127.0.0.1/*'],
};

/** Sources that pages can connect to in a configurable build. */
export const CHOOSABLE_SOURCES: Readonly<Record<Configurable, readonly string[]>> = {
  https: ['https:'],
  any: ['https:', 'http://localhost:*', 'http://127.0.0.1:*'],
};

/** Returns the origins that a build knows: the tenant's, unless it is chosen later, and those of the listed APIs. */
export function ownOrigins({ configurable, tenant, apiOrigins }: Config): string[] {
  return [...(configurable === undefined ? [tenant] : []), ...apiOrigins];
}

/** The tenant's origin and those of the listed APIs, no others. Firefox's match patterns know no port. */
function hostPermissions(config: Config, browser: Browser): string[] {
  const patterns = ownOrigins(config).map((origin) => {
    const { protocol, hostname, host } = new URL(origin);
    return `${protocol}//${browser === 'firefox' ? hostname : host}/*`;
  });
  return [...new Set(patterns)];
}

/** Users' pictures can be on any https host. Everything else comes from the package or the tenant. */
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
