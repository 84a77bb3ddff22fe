import browser from 'webextension-polyfill';
import type { Parts } from '../background-options.ts';
import type { Config } from '../config.ts';
import { LatchkeyError } from '../errors.ts';

/** The part of `manifest.json` that the SDK needs. */
interface Manifest {
  readonly permissions?: readonly string[];
  readonly optional_permissions?: readonly string[];
  readonly host_permissions?: readonly string[];
  readonly optional_host_permissions?: readonly string[];
  readonly action?: unknown;
  readonly background?: { readonly page?: string };
  readonly browser_specific_settings?: { readonly gecko?: { readonly id?: string } };
}

/**
 * Throws `manifest-incomplete`, which lists what `manifest.json` lacks, as something to paste, or `background-invalid` if this is a
 * page, or if a background was started here already, by whichever version of the SDK.
 */
export function expectBackground(config: Config, parts: Parts): void {
  const manifest: Manifest = browser.runtime.getManifest();
  const missing = missingIn(manifest, config, parts);
  if (missing.length > 0) {
    const description = `manifest.json lacks what latchkey needs. Add:\n${missing.join('\n')}`;
    throw new LatchkeyError('manifest-incomplete', { description });
  }
  if (isPage(manifest))
    throw invalid(
      'startBackground was called in a page. Call it in the background script; pages call createClient.',
    );
  if (Reflect.has(globalThis, STARTED))
    throw invalid('startBackground was called twice. Call it once and share what it returns.');
  Object.defineProperty(globalThis, STARTED, { value: true, configurable: true });
}

/** Marks a context in which a background was started. Two copies of the SDK in one bundle have the same symbol. */
const STARTED = Symbol.for('latchkey.background');

function invalid(description: string): LatchkeyError {
  return new LatchkeyError('background-invalid', { description });
}

/** Returns whether this is another page than the one that Firefox runs the background script in. */
function isPage({ background }: Manifest): boolean {
  if (globalThis.document === undefined) return false;
  const own = background?.page ?? '_generated_background_page.html';
  return location.pathname !== `/${own.replace(/^\//, '')}`;
}

function missingIn(manifest: Manifest, config: Config, parts: Parts): string[] {
  const isFirefox = location.protocol === 'moz-extension:';
  const { permissions = [], optional_permissions = [] } = manifest;
  const granted = [...permissions, ...(parts.notifications ? optional_permissions : [])];
  const needed = [
    'storage',
    'identity',
    'alarms',
    ...(parts.menu ? ['contextMenus'] : []),
    ...(parts.notifications ? ['notifications'] : []),
    // stable-origin.ts
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
    ...(isFirefox && manifest.browser_specific_settings?.gecko?.id === undefined
      ? ['"browser_specific_settings": { "gecko": { "id": "YOUR-EXTENSION@YOUR-DOMAIN" } }']
      : []),
  ];
}

/** The tenant's host and those of the APIs. A configurable build requests the host of a tenant when it is chosen. */
function missingHosts(manifest: Manifest, { tenant, configurable, apiOrigins }: Config): string[] {
  const { host_permissions = [], optional_host_permissions = [] } = manifest;
  const missing = [...(configurable === undefined ? [tenant] : []), ...apiOrigins]
    .map((origin) => new URL(origin))
    .filter((url) => !host_permissions.some((pattern) => covers(pattern, url)))
    // Without the port, which Firefox's patterns cannot have.
    .map(({ protocol, hostname }) => `${protocol}//${hostname}/*`);
  const canChoose = configurable === undefined || optional_host_permissions.length > 0;
  return [
    ...lineOf('host_permissions', [...new Set(missing)]),
    ...(canChoose ? [] : lineOf('optional_host_permissions', ['https://*/*'])),
  ];
}

/**
 * Returns whether a match pattern is for every path of an origin.
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
