import browser from 'webextension-polyfill';
import { answerOf } from './optional-api.ts';

/** A number that no other code of the extension is likely to use: "latch" on a telephone's keys. */
const RULE_ID = 52_824;

/**
 * Makes requests of the extension's pages and of its background to the tenant carry an origin that a tenant can list.
 * Firefox gives each installation another `moz-extension://` origin; the origin of the redirect address is the same
 * everywhere. Chromium's own origin is stable, so nothing is done there. Lasts until the browser closes.
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

/**
 * Returns a function that registers that rule, once for each tenant in a row, for a context that makes requests again
 * and again. It resolves when the rule is registered. Never rejects: without the rule, requests have the installation's
 * own origin.
 */
export function createStableOriginRule(): (tenant: string) => Promise<void> {
  let latest: { readonly tenant: string; readonly registered: Promise<void> } | null = null;
  const register = async (tenant: string) => {
    try {
      await answerOf(() => sendStableOrigin(tenant));
    } catch (error) {
      latest = null;
      console.error('The rule for the stable origin could not be registered.', error);
    }
  };
  return (tenant) => {
    // A configurable build without a tenant yet.
    if (tenant === '') return Promise.resolve();
    if (latest?.tenant !== tenant) latest = { tenant, registered: register(tenant) };
    return latest.registered;
  };
}

/** Returns a `fetch` for requests to a tenant: it waits until they carry the stable origin. */
export function createTenantFetch(): typeof globalThis.fetch {
  const register = createStableOriginRule();
  return async (input, init) => {
    await register(new URL(input instanceof Request ? input.url : input).origin);
    return globalThis.fetch(input, init);
  };
}

/**
 * Returns the origin that the tenant sees. `/co/authenticate` requires it in the application's Allowed Web Origins.
 * https://auth0.com/docs/get-started/applications/application-settings
 */
export function stableOrigin(): string {
  const isStable = location.protocol !== 'moz-extension:' || browser.identity === undefined;
  return isStable ? location.origin : new URL(browser.identity.getRedirectURL()).origin;
}
