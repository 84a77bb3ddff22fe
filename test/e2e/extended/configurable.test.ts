import type { Page } from 'puppeteer-core';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { BrowserKind, ExtensionBrowser } from '../../support/browser.ts';
import { startTenant } from '../../tenant/tenant.ts';
import { chooseTenant, configurableWorld, openOptions } from '../choose-tenant.ts';
import { message } from '../message.ts';
import { itOnce } from '../one-browser.ts';
import { addExamplePage } from '../own/pages.ts';
import { startWorld } from '../start-world.ts';
import {
  ada,
  BROWSERS,
  listAddresses,
  requestsTo,
  signIn,
  submitForm,
  type World,
  type WorldOptions,
} from '../world.ts';

describe.each(BROWSERS)('a configurable build, in %s', (kind) => {
  it('signs in at the tenant that the user chooses, and signs out before another one is chosen', async () => {
    const world = await open(kind);
    const { browser, tenant } = world;
    const other = await startTenant();
    onTestFinished(() => other.close());
    listAddresses(other, world.built, kind);
    const otherDomain = other.domain.replace('127.0.0.1', 'localhost');
    const page = await openOptions(browser);
    expect(await chooseTenant(page, tenant)).toBe(
      message('tenantFound', {
        domain: tenant.domain,
        connections: 'Username-Password-Authentication',
      }),
    );
    await (await signIn(world)).close();
    await browser.waitForBadge('✓');
    await page.bringToFront();
    await expect
      .poll(() => textOf(page, '#tenant-leaves:not([hidden])'))
      .toBe(message('tenantLeaves', { domain: tenant.domain }));

    expect(await chooseTenant(page, { domain: otherDomain, clientId: other.clientId })).toContain(
      `Connected to ${otherDomain}`,
    );
    await browser.waitForBadge('');
    expect(tenant.grants()).toEqual({ sessions: 0, refreshTokens: 0 });
    expect(await hasHostPermission(browser, '127.0.0.1')).toBe(false);
    expect(await hasHostPermission(browser, 'localhost')).toBe(true);
    const { length } = tenant.requests;
    const paths = other.requests.map(({ path }) => path);
    expect(new Set(paths)).toEqual(new Set(['/.well-known/jwks.json', `/client/${other.clientId}.js`]));

    await chooseTenant(page, other);
    const popup = await browser.openPopup();
    await submitForm(popup, ada(other));
    await popup.waitForState('signed-in');
    expect(other.grants()).toEqual({ sessions: 1, refreshTokens: 1 });
    expect(requestsTo(other, '/oauth/revoke')).toEqual([]);
    expect(tenant.requests).toHaveLength(length);
  });

  itOnce(kind)('follows a redirect of the API to another origin without the access token', async () => {
    const world = await open(kind, { withApi: true, prepare: addExamplePage });
    const { apis, browser, tenant } = world;
    if (apis === null) throw new Error('This world has no API.');
    await chooseTenant(await openOptions(browser), tenant);
    await (await signIn(world)).close();
    const page = await browser.openExtensionPage('example.html');
    const call = (path: string) =>
      page.evaluate(
        (url) =>
          latchkey.fetch(url).then(
            ({ status }) => status,
            (error) => error.code ?? error.name,
          ),
        `${apis.own.origin}${path}`,
      );
    const target = encodeURIComponent(`${apis.foreign.origin}/echo-headers`);
    expect(await call('/echo-headers')).toBe(200);
    expect(await call(`/redirect?to=${target}`)).toBe('api-origin-not-listed');
    expect(apis.own.requests.some(({ hadAuthorization }) => hadAuthorization)).toBe(true);
    expect(apis.foreign.requests.some(({ hadAuthorization }) => hadAuthorization)).toBe(false);
  });
});

async function open(kind: BrowserKind, options: WorldOptions = {}): Promise<World> {
  return startWorld(kind, { ...(await configurableWorld(kind)), ...options });
}

function textOf(page: Page, selector: string): Promise<string | null> {
  return page.evaluate((wanted) => document.querySelector(wanted)?.textContent ?? null, selector);
}

function hasHostPermission(browser: ExtensionBrowser, host: string): Promise<boolean> {
  return browser.evaluateInExtension(
    (pattern) => chrome.permissions.contains({ origins: [pattern] }),
    `http://${host}/*`,
  );
}
