import browser, { type Permissions } from 'webextension-polyfill';
import type { Config } from '../config.ts';
import { hostPattern } from './host-permission.ts';
import { answerOf } from './optional-api.ts';

/** A permission that the manifest asks for: an API by its name, or a host by its pattern. */
export interface Permission {
  readonly kind: 'api' | 'host';
  readonly name: string;
  /** The user can withdraw a host permission at any time. */
  readonly isGranted: boolean;
}

/**
 * Returns what the manifest requires, in its order, and whether the extension has it at this moment; in a configurable build
 * also the host of the chosen tenant. Never rejects.
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

/** Returns the fields that a manifest has. Firefox also gives those that it lacks, as `null`. */
export function presentFields<Manifest extends object>(manifest: Manifest): Partial<Manifest> {
  const present = Object.entries(manifest).filter(([, value]) => value !== null);
  return Object.fromEntries(present) as Partial<Manifest>;
}

/** The extension's name: that of `manifest.json`, which is where it is changed. */
export function extensionName(): string {
  return browser.runtime.getManifest().name;
}

/** Returns the path of the extension's largest icon, or an empty string if it has none. */
export function extensionIcon(): string {
  const { icons = {} } = presentFields(browser.runtime.getManifest());
  const [largest = ''] =
    Object.entries(icons)
      .sort(([one], [other]) => Number(other) - Number(one))[0]
      ?.slice(1) ?? [];
  return largest;
}

/** The version in the manifest: that of `package.json`. */
export function extensionVersion(): string {
  return browser.runtime.getManifest().version;
}

async function read(
  kind: Permission['kind'],
  name: string,
  asked: Permissions.AnyPermissions,
): Promise<Permission> {
  // A browser that does not know a permission rejects; it has not granted it either.
  const isGranted = await answerOf(() => browser.permissions.contains(asked)).catch(() => false);
  return { kind, name, isGranted };
}
