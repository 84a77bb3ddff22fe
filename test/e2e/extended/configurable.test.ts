import type { Page } from 'puppeteer-core';
import { afterEach, describe, expect, it } from 'vitest';
import { OPTIONS } from '../../../src/sdk/storage/items.ts';
import type { BrowserKind, ExtensionBrowser } from '../../support/browser.ts';
import { startTenant, type Tenant } from '../../tenant/tenant.ts';
import { choose, forNoTenant, openOptions } from '../choose-tenant.ts';
import { message } from '../message.ts';
import { itOnce } from '../one-browser.ts';
import { addExamplePage } from '../own/pages.ts';
import { fieldValue } from '../pages.ts';
import {
  ada,
  BROWSERS,
  createWorld,
  listAddresses,
  requestsTo,
  signIn,
  submitForm,
  type World,
  type WorldOptions,
} from '../world.ts';

describe.each(BROWSERS)('a build for no tenant, in %s', (kind) => {
  const once = itOnce(kind);
  let world: World;
  let other: Tenant | null = null;
  afterEach(async () => {
    await other?.close();
    other = null;
    await world.end();
  });

  it('signs in where the user has chosen to, and out again', async () => {
    world = await open(kind);
    const { browser, tenant } = world;
    expect(await choose(await openOptions(browser), tenant)).toBe(
      message('tenantFound', {
        domain: tenant.domain,
        connections: 'Username-Password-Authentication',
      }),
    );
    const popup = await signIn(world);
    await browser.waitForBadge('✓');
    await popup.click('#btn-logout');
    await popup.waitForState('signed-out');
    await browser.waitForBadge('');
    await expect.poll(() => tenant.grants()).toEqual({ sessions: 0, refreshTokens: 0 });
  });

  once('has its form in a popup that was open before something was chosen', async () => {
    world = await open(kind);
    const { browser, tenant } = world;
    const popup = await browser.openPopupInTab();
    await popup.page.waitForSelector('#btn-options:not([hidden])');
    await choose(await openOptions(browser), tenant);
    await popup.page.bringToFront();
    await submitForm(popup, ada(tenant));
    await popup.waitForState('signed-in');
    expect(await popup.page.$('#btn-options:not([hidden])')).toBeNull();
  });

  once('says what to do where a choice cannot be used, and loses nothing', async () => {
    world = await open(kind);
    const { browser, tenant } = world;
    const { clientId, domain } = tenant;
    const page = await openOptions(browser);
    await choose(page, tenant);
    await (await signIn(world)).close();
    const before = await keptChoice(browser);
    other = await startTenant();
    const there = other.domain.replace('127.0.0.1', 'localhost');

    expect(await choose(page, { domain, clientId: 'unknown' })).toBe(message('clientIdUnknown', { domain }));
    await other.close();
    other = null;
    expect(await choose(page, { domain: there, clientId })).toBe(
      message('tenantUnreachable', { domain: there }),
    );
    expect(await hasHostPermission(browser, 'localhost')).toBe(false);
    await refusePermissions(page);
    const refused = 'example.eu.auth0.com';
    expect(await choose(page, { domain: refused, clientId })).toBe(
      message('hostAccessBlocked', { domain: refused }),
    );
    expect(await fieldValue(page, '#domain')).toBe(refused);
    expect(await keptChoice(browser)).toEqual(before);
    expect(await hasHostPermission(browser, '127.0.0.1')).toBe(true);
    expect(await browser.badge()).toMatchObject({ text: '✓' });
    expect(tenant.grants()).toEqual({ sessions: 1, refreshTokens: 1 });
  });

  it('logs out of the one tenant before it speaks to the other, and gives its permission back', async () => {
    world = await open(kind);
    const { browser, tenant } = world;
    other = await startTenant();
    listAddresses(other, world.built, kind);
    const there = other.domain.replace('127.0.0.1', 'localhost');
    const page = await openOptions(browser);
    await choose(page, tenant);
    await (await signIn(world)).close();
    await page.bringToFront();
    await page.waitForFunction(
      (words) => document.querySelector('#tenant-leaves:not([hidden])')?.textContent === words,
      { polling: 20 },
      message('tenantLeaves', { domain: tenant.domain }),
    );

    expect(await choose(page, { domain: there, clientId: other.clientId })).toContain(
      `Connected to ${there}`,
    );
    await browser.waitForBadge('');
    expect(tenant.grants()).toEqual({ sessions: 0, refreshTokens: 0 });
    expect(await hasHostPermission(browser, '127.0.0.1')).toBe(false);
    expect(await hasHostPermission(browser, 'localhost')).toBe(true);
    const asked = tenant.requests.length;
    const paths = other.requests.map(({ path }) => path);
    expect(new Set(paths)).toEqual(new Set(['/.well-known/jwks.json', `/client/${other.clientId}.js`]));

    await choose(page, other);
    const popup = await browser.openPopup();
    await submitForm(popup, ada(other));
    await popup.waitForState('signed-in');
    expect(other.grants()).toEqual({ sessions: 1, refreshTokens: 1 });
    expect(requestsTo(other, '/oauth/revoke')).toEqual([]);
    expect(tenant.requests).toHaveLength(asked);
  });

  once(
    'takes its access token off where an API leads elsewhere, though its pages may speak to any host',
    async () => {
      world = await open(kind, { withApi: true, prepare: addExamplePage });
      const { apis, browser, tenant } = world;
      if (apis === null) throw new Error('The world has no API.');
      await choose(await openOptions(browser), tenant);
      await (await signIn(world)).close();
      const page = await browser.openExtensionPage('example.html');
      const elsewhere = encodeURIComponent(`${apis.foreign.origin}/echo-headers`);
      const call = (url: string) =>
        page.evaluate(
          (address) =>
            latchkey.fetch(address).then(
              ({ status }) => status,
              (error) => error.code ?? error.name,
            ),
          url,
        );
      expect(await call(`${apis.own.origin}/echo-headers`)).toBe(200);
      expect(await call(`${apis.own.origin}/redirect?to=${elsewhere}`)).toBe('api-origin-not-listed');
      expect(apis.own.requests.filter(({ hadAuthorization }) => hadAuthorization)).not.toEqual([]);
      expect(apis.foreign.requests.filter(({ hadAuthorization }) => hadAuthorization)).toEqual([]);
    },
  );
});

/** A world whose build knows no tenant, and whose browser lets it reach those of this computer when it asks. */
async function open(kind: BrowserKind, options: WorldOptions = {}): Promise<World> {
  return createWorld(kind, { ...(await forNoTenant(kind)), ...options });
}

/** Denies the browser's prompt, which no one can click here. */
async function refusePermissions(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const name of ['chrome', 'browser']) {
      const api = Reflect.get(globalThis, name);
      if (api?.permissions !== undefined) api.permissions.request = async () => false;
    }
  });
}

function hasHostPermission(browser: ExtensionBrowser, host: string): Promise<boolean> {
  return browser.evaluateInExtension(
    (pattern) => chrome.permissions.contains({ origins: [pattern] }),
    `http://${host}/*`,
  );
}

/** The tenant in the options that are kept, or `null`. */
function keptChoice(browser: ExtensionBrowser): Promise<unknown> {
  return browser.evaluateInExtension(async (key) => {
    const { [key]: options } = await chrome.storage.local.get(key);
    return Object(options).tenant ?? null;
  }, OPTIONS.key);
}
