import browser from 'webextension-polyfill';
import { LatchkeyError } from '../errors.ts';
import { withTimeLimit } from './optional-api.ts';

/**
 * Rejects with `host-not-permitted` if the user has revoked the permission for the tenant's host, which is possible at any time.
 * Requests then fail as if the network were down. In Firefox, they can reach the tenant, but the response is withheld.
 * https://developer.mozilla.org/docs/Mozilla/Add-ons/WebExtensions/manifest.json/host_permissions
 */
export async function checkHostPermission(domain: string): Promise<void> {
  if (await hasHostPermission(domain)) return;
  throw new LatchkeyError('host-not-permitted', { domain });
}

/**
 * Returns the match pattern of a tenant's host. It has no port, because Firefox's patterns have none. A domain with a port
 * is a local tenant and uses plain http.
 * https://developer.mozilla.org/docs/Mozilla/Add-ons/WebExtensions/Match_patterns
 */
export function hostPattern(domain: string): string {
  const [host, port] = domain.split(':');
  return `${port === undefined ? 'https' : 'http'}://${host}/*`;
}

/**
 * Returns whether the extension currently has the permission for the tenant's host. Never rejects. In Chromium, a build for a
 * local tenant has the permission for its port only. Firefox refuses a pattern with a port.
 */
export async function hasHostPermission(domain: string): Promise<boolean> {
  if (await hasPermission(hostPattern(domain))) return true;
  return domain.includes(':') && hasPermission(`http://${domain}/*`);
}

/** Calls `listener` when a permission is granted. Must be called synchronously at startup. */
export function onPermissionGranted(listener: () => void): void {
  browser.permissions.onAdded.addListener(listener);
}

/**
 * Requests the permission for one host. Resolves with the user's decision, or with `false` if the browser can't prompt. Never
 * rejects. Must be called from a user gesture.
 * https://developer.mozilla.org/docs/Mozilla/Add-ons/WebExtensions/API/permissions/request
 */
export async function requestHostPermission(domain: string): Promise<boolean> {
  try {
    return await browser.permissions.request({ origins: [hostPattern(domain)] });
  } catch (error) {
    console.error('The browser could not prompt for the permission.', error);
    return false;
  }
}

/**
 * Removes the permission for the host of `domain`, unless the domain `needed` has the same host. Never rejects: if it fails, the
 * user can remove the permission in the browser's settings.
 */
export async function removeHostPermission(domain: string, needed: string): Promise<void> {
  if (domain === '' || hostPattern(domain) === hostPattern(needed)) return;
  try {
    await browser.permissions.remove({ origins: [hostPattern(domain)] });
  } catch (error) {
    console.error('The host permission for the previous tenant could not be removed.', error);
  }
}

/**
 * Returns whether the extension has the permission for a match pattern. If the browser does not respond, returns whether the
 * manifest requires it. Never rejects.
 */
function hasPermission(origin: string): Promise<boolean> {
  const { host_permissions = [] }: { host_permissions?: string[] } = browser.runtime.getManifest();
  return withTimeLimit(() => browser.permissions.contains({ origins: [origin] })).catch(() =>
    host_permissions.includes(origin),
  );
}
