import browser from 'webextension-polyfill';
import { LatchkeyError } from '../errors.ts';
import { translate } from '../i18n/translate.ts';

/**
 * Throws `error`, or `host-not-permitted` in its place where the person has taken the tenant's host from the
 * extension: to a page that looks like a dead network. `domain` is the tenant's host.
 */
export async function explainHostPermission(error: unknown, domain: string): Promise<never> {
  await checkHostPermission(domain, error);
  throw error;
}

/**
 * Throws `host-not-permitted` where the person has taken the tenant's host from the extension.
 * https://developer.mozilla.org/docs/Mozilla/Add-ons/WebExtensions/manifest.json/host_permissions
 */
export async function checkHostPermission(domain: string, cause?: unknown): Promise<void> {
  const { host_permissions = [] }: { host_permissions?: string[] } = browser.runtime.getManifest();
  // The tenant's stands first; after it come those of APIs.
  if (await browser.permissions.contains({ origins: host_permissions.slice(0, 1) })) return;
  throw new LatchkeyError('host-not-permitted', translate('hostNotPermitted', { domain }), { cause });
}
