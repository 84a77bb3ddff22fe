import browser from 'webextension-polyfill';

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
          requestHeaders: [{ header: 'origin', operation: 'set', value: stableOrigin() }],
        },
      },
    ],
  });
}

/** The origin that the tenant sees, for its Allowed Origins (CORS). */
export function stableOrigin(): string {
  return location.protocol === 'moz-extension:'
    ? new URL(browser.identity.getRedirectURL()).origin
    : location.origin;
}
