import browser, { type Permissions } from 'webextension-polyfill';
import type { Config } from '../config.ts';
import { hostPattern } from './host-permission.ts';
import { withTimeLimit } from './optional-api.ts';

/** A permission that the manifest requires: an API by its name, or a host by its pattern. */
export interface Permission {
  readonly kind: 'api' | 'host';
  readonly name: string;
  /** Whether the extension has the permission. The user can revoke a host permission at any time. */
  readonly isGranted: boolean;
}

/**
 * Returns the permissions that the manifest requires, in its order, and whether each is currently granted. In a configurable
 * build, includes the host permission for the chosen tenant. Never rejects.
 */
export function readPermissions({
  domain,
  configurable,
}: Pick<Config, 'domain' | 'configurable'>): Promise<Permission[]> {
  const manifest: { permissions?: string[]; host_permissions?: string[] } = browser.runtime.getManifest();
  const { permissions = [], host_permissions = [] } = manifest;
  const chosen = configurable !== undefined && domain !== '' ? [hostPattern(domain)] : [];
  return Promise.all([
    ...permissions.map((name) => read('api', name, { permissions: [name] })),
    ...[...chosen, ...host_permissions].map((name) => read('host', name, { origins: [name] })),
  ]);
}

/** Returns the fields that a manifest has. Removes missing fields, which Firefox sets to `null`. */
export function presentFields<Manifest extends object>(manifest: Manifest): Partial<Manifest> {
  const present = Object.entries(manifest).filter(([, value]) => value !== null);
  return Object.fromEntries(present) as Partial<Manifest>;
}

/** Returns the extension's name from the manifest. */
export function extensionName(): string {
  return browser.runtime.getManifest().name;
}

/** Returns the path of the extension's largest icon, or an empty string if it has none. */
export function extensionIcon(): string {
  const { icons = {} } = presentFields(browser.runtime.getManifest());
  return icons[Math.max(...Object.keys(icons).map(Number))] ?? '';
}

/** Returns the extension's version from the manifest. */
export function extensionVersion(): string {
  return browser.runtime.getManifest().version;
}

async function read(
  kind: Permission['kind'],
  name: string,
  permissions: Permissions.AnyPermissions,
): Promise<Permission> {
  // The browser rejects for a permission that it doesn't know, which is then not granted.
  const isGranted = await withTimeLimit(() => browser.permissions.contains(permissions)).catch(() => false);
  return { kind, name, isGranted };
}
