import type { Parts } from '../background-options.ts';
import type { Config } from '../config.ts';

/** The part of `manifest.json` that the SDK needs. */
export interface HostManifest {
  readonly permissions?: readonly string[];
  readonly optional_permissions?: readonly string[];
  readonly host_permissions?: readonly string[];
  readonly optional_host_permissions?: readonly string[];
  readonly action?: unknown;
  readonly background?: { readonly page?: string };
  readonly browser_specific_settings?: { readonly gecko?: { readonly id?: string } };
}

/** Returns the fields that `manifest` lacks for the configuration and the parts, each as a line to paste. */
export function missingInManifest(
  manifest: HostManifest,
  config: Config,
  parts: Pick<Parts, 'badge' | 'menu' | 'notifications'>,
  isFirefox: boolean,
): string[] {
  const { permissions = [], optional_permissions = [] } = manifest;
  const granted = [...permissions, ...(parts.notifications ? optional_permissions : [])];
  const needed = [
    'storage',
    'identity',
    'alarms',
    ...(parts.menu ? ['contextMenus'] : []),
    ...(parts.notifications ? ['notifications'] : []),
    // Required by stable-origin.ts.
    ...(isFirefox && !permissions.includes('declarativeNetRequest')
      ? ['declarativeNetRequestWithHostAccess']
      : []),
  ];
  return [
    ...lineOf(
      'permissions',
      needed.filter((name) => !granted.includes(name)),
    ),
    ...missingHosts(manifest, config),
    ...(parts.badge && manifest.action === undefined ? ['"action": {}'] : []),
    ...(isFirefox && typeof manifest.browser_specific_settings?.gecko?.id !== 'string'
      ? ['"browser_specific_settings": { "gecko": { "id": "YOUR-EXTENSION@YOUR-DOMAIN" } }']
      : []),
  ];
}

/**
 * Returns the missing host permissions for the tenant and the APIs, as lines to paste. A configurable build requests the
 * permission for the tenant's host when the tenant is chosen.
 */
function missingHosts(manifest: HostManifest, { tenant, configurable, apiOrigins }: Config): string[] {
  const { host_permissions = [], optional_host_permissions = [] } = manifest;
  const missing = [...(configurable === undefined ? [tenant] : []), ...apiOrigins]
    .map((origin) => new URL(origin))
    .filter((url) => !host_permissions.some((pattern) => covers(pattern, url)))
    // Without the port, because Firefox's match patterns have none.
    .map(({ protocol, hostname }) => `${protocol}//${hostname}/*`);
  const canChoose = configurable === undefined || optional_host_permissions.length > 0;
  return [
    ...lineOf('host_permissions', [...new Set(missing)]),
    ...(canChoose ? [] : lineOf('optional_host_permissions', ['https://*/*'])),
  ];
}

/**
 * Returns whether a match pattern covers every path of an origin.
 * https://developer.chrome.com/docs/extensions/develop/concepts/match-patterns
 */
function covers(pattern: string, { protocol, hostname, port }: URL): boolean {
  if (pattern === '<all_urls>') return true;
  const [, scheme, host = '', allowedPort] =
    /^(\*|https?):\/\/([^/:]+)(?::(\d+|\*))?\/\*$/.exec(pattern) ?? [];
  if (scheme !== '*' && `${scheme}:` !== protocol) return false;
  if (allowedPort !== undefined && allowedPort !== '*' && allowedPort !== port) return false;
  if (host === '*' || host === hostname) return true;
  return host.startsWith('*.') && `.${hostname}`.endsWith(host.slice(1));
}

function lineOf(key: string, values: readonly string[]): string[] {
  return values.length === 0 ? [] : [`"${key}": ${JSON.stringify(values).replaceAll('","', '", "')}`];
}
