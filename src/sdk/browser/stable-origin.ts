import browser from 'webextension-polyfill';
import { withTimeLimit } from './optional-api.ts';

/** A rule ID that other code of the extension is unlikely to use: "latch" on a phone keypad. */
const RULE_ID = 52_824;

/**
 * Returns a function that sets the `Origin` header of the extension's requests to a tenant to an origin that the tenant can list,
 * unless the last call did so for the same tenant. Resolves when the rule is registered. Never rejects: without the rule, requests
 * have the installation's own origin.
 */
export function createStableOriginRule(): (tenant: string) => Promise<void> {
  let latest: { readonly tenant: string; readonly registered: Promise<void> } | null = null;
  const register = async (tenant: string) => {
    try {
      await withTimeLimit(() => registerRule(tenant));
    } catch (error) {
      latest = null;
      console.error('The rule for the stable origin could not be registered.', error);
    }
  };
  return (tenant) => {
    // A configurable build in which no tenant is chosen yet.
    if (tenant === '') return Promise.resolve();
    if (latest?.tenant !== tenant) latest = { tenant, registered: register(tenant) };
    return latest.registered;
  };
}

/** Returns a `fetch` for requests to a tenant, which first registers the rule for the stable origin. */
export function createTenantFetch(): typeof globalThis.fetch {
  const register = createStableOriginRule();
  return async (input, init) => {
    await register(new URL(input instanceof Request ? input.url : input).origin);
    return globalThis.fetch(input, init);
  };
}

/**
 * Returns the origin that the tenant receives. `/co/authenticate` requires it in the application's Allowed Web Origins.
 * https://auth0.com/docs/get-started/applications/application-settings
 */
export function stableOrigin(): string {
  const isStable = location.protocol !== 'moz-extension:' || browser.identity === undefined;
  return isStable ? location.origin : new URL(browser.identity.getRedirectURL()).origin;
}

/**
 * Registers a rule for the `Origin` header in Firefox, where each installation has a different `moz-extension://` origin, but the
 * same origin of the redirect URL. Does nothing in Chromium, where the extension's origin is stable. The rule lasts until the
 * browser closes. https://developer.mozilla.org/docs/Mozilla/Add-ons/WebExtensions/API/declarativeNetRequest
 */
async function registerRule(tenant: string): Promise<void> {
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
