import browser from 'webextension-polyfill';
import { hasWebAuthFlow } from './has-web-auth-flow.ts';

const RULE_ID = 1;

/**
 * Makes requests of this page to the tenant carry an origin that a tenant can list. Firefox gives each
 * installation another `moz-extension://` origin; the origin of the redirect address is the same everywhere.
 * Chromium's own origin is stable, so nothing is done there. Lasts until the browser closes.
 * https://developer.mozilla.org/docs/Mozilla/Add-ons/WebExtensions/API/declarativeNetRequest
 */
export async function sendStableOrigin(tenant: string): Promise<void> {
  if (location.protocol !== 'moz-extension:') return;
  await browser.declarativeNetRequest.updateSessionRules({
    removeRuleIds: [RULE_ID],
    addRules: [
      {
        id: RULE_ID,
        condition: {
          urlFilter: `|${tenant}/`,
          initiatorDomains: [location.hostname],
          resourceTypes: ['xmlhttprequest'],
        },
        action: {
          type: 'modifyHeaders',
          requestHeaders: [{ header: 'origin', operation: 'set', value: await stableOrigin() }],
        },
      },
    ],
  });
}

/**
 * Returns the origin that the tenant sees. `/co/authenticate` requires it in the application's Allowed Web Origins.
 * https://auth0.com/docs/get-started/applications/application-settings
 */
export async function stableOrigin(): Promise<string> {
  if (location.protocol !== 'moz-extension:') return location.origin;
  return hasWebAuthFlow() ? new URL(browser.identity.getRedirectURL()).origin : originOfId();
}

/**
 * What `getRedirectURL` would answer in Firefox for Android, which lacks it: the id's SHA-1 names the host.
 * https://developer.mozilla.org/docs/Mozilla/Add-ons/WebExtensions/API/identity#getting_the_redirect_url
 */
async function originOfId(): Promise<string> {
  const id = new TextEncoder().encode(browser.runtime.id);
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-1', id));
  const hex = Array.from(hash, (byte) => byte.toString(16).padStart(2, '0'));
  return `https://${hex.join('')}.extensions.allizom.org`;
}
