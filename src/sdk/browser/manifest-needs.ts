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
  { tenant, configurable, apiOrigins }: Config,
  parts: Pick<Parts, 'badge' | 'menu' | 'notifications'>,
  isFirefox: boolean,
): string[] {
  const { permissions = [], optional_permissions = [] } = manifest;
  const { host_permissions = [], optional_host_permissions = [] } = manifest;
  const needed = ['storage', 'identity', 'alarms'];
  if (parts.menu) needed.push('contextMenus');
  if (parts.notifications && !optional_permissions.includes('notifications')) needed.push('notifications');
  // Required by stable-origin.ts.
  if (isFirefox && !permissions.includes('declarativeNetRequest'))
    needed.push('declarativeNetRequestWithHostAccess');
  // A configurable build requests the permission for the tenant's host when the tenant is chosen.
  const origins = [...(configurable === undefined ? [tenant] : []), ...apiOrigins];
  const hosts = origins
    .map((origin) => new URL(origin))
    .filter((url) => !host_permissions.some((pattern) => covers(pattern, url)))
    // Without the port, because Firefox's match patterns have none.
    .map(({ protocol, hostname }) => `${protocol}//${hostname}/*`);
  const canChoose = configurable === undefined || optional_host_permissions.length > 0;
  const lists = {
    permissions: needed.filter((name) => !permissions.includes(name)),
    host_permissions: [...new Set(hosts)],
    optional_host_permissions: canChoose ? [] : ['https://*/*'],
  };
  const lines = Object.entries(lists)
    .filter(([, values]) => values.length > 0)
    .map(([key, values]) => `"${key}": ${JSON.stringify(values).replaceAll('","', '", "')}`);
  if (parts.badge && manifest.action === undefined) lines.push('"action": {}');
  if (isFirefox && typeof manifest.browser_specific_settings?.gecko?.id !== 'string')
    lines.push('"browser_specific_settings": { "gecko": { "id": "YOUR-EXTENSION@YOUR-DOMAIN" } }');
  return lines;
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
