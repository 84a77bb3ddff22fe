import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterEach, describe, expect, it } from 'vitest';
import { tabCallback } from '../../../src/sdk/browser/tab-callback.ts';
import type { BrowserKind } from '../../support/browser.ts';
import { choose, forNoTenant, openOptions } from '../choose-tenant.ts';
import { clickLast, signInAt } from '../pages.ts';
import {
  BROWSERS,
  createWorld,
  requestsTo,
  signIn,
  storedSession,
  type World,
  type WorldOptions,
} from '../world.ts';

/** The tenant's own page, and nobody signed in but by it. */
const HOSTED = { environment: { AUTH0_LOGIN: 'hosted', AUTH0_SILENT: 'off' } };

describe.each(BROWSERS)('where the browser has no launchWebAuthFlow, in %s', (kind) => {
  let world: World;
  afterEach(() => world.end());

  const open = (options?: WorldOptions) => createWorldWithoutFlow(kind, options);
  const openHosted = () => open(HOSTED);

  it('signs in with a password, in the popup, without a tab', async () => {
    world = await open();
    const tabs = await openTabs(world);
    const popup = await signIn(world);
    expect(await popup.text('#user-email')).toBe('ada@example.com');
    await world.browser.waitForBadge('✓');
    expect(popup.closed).toBe(false);
    expect(await openTabs(world)).toBe(tabs);
  });

  it('signs in at the hosted page, in a tab that is closed afterwards', async () => {
    world = await openHosted();
    const tabs = await openTabs(world);
    const tab = await openTab(world);
    await signInAt(tab, world.tenant);
    await world.browser.waitForBadge('✓');
    await expect.poll(() => openTabs(world)).toBe(tabs);
  });

  it('signs in at the hosted page of a tenant that was chosen, in a build for none', async () => {
    world = await open({ ...HOSTED, ...(await forNoTenant(kind)) });
    const { browser, tenant } = world;
    const page = await openOptions(browser);
    const redirectUrl = () => page.$eval('#redirect-url', ({ textContent }) => textContent);
    expect(await redirectUrl()).toBe('https://DOMAIN/mobile');
    await choose(page, tenant);
    expect(await redirectUrl()).toBe(tabCallback(tenant.origin));
    const tab = await openTab(world);
    await signInAt(tab, world.tenant);
    await browser.waitForBadge('✓');
  });

  it('says at the next opening that the tab was closed', async () => {
    world = await openHosted();
    const tab = await openTab(world);
    await tab.close();
    const popup = await world.browser.openPopup();
    await popup.waitForState('signed-out');
    await expect
      .poll(() => popup.text('#notice'))
      .toBe('The sign-in window was closed before it was done. Sign in again when you like.');
  });

  it('signs in silently where a tab has begun a session with the tenant, and opens none', async () => {
    world = await open({ environment: { AUTH0_LOGIN: 'hosted' } });
    const { browser } = world;
    await signInAt(await openTab(world), world.tenant);
    await browser.waitForBadge('✓');
    await browser.evaluateInExtension(() => chrome.storage.local.clear());
    await browser.waitForBadge('');
    const tabs = await openTabs(world);
    const popup = await browser.openPopup();
    expect(await popup.waitForState('signed-in', 'error')).toBe('signed-in');
    expect(await openTabs(world)).toBe(tabs);
  });

  it("ends the tenant's session with a sign-out, without a tab", async () => {
    world = await open();
    const { tenant } = world;
    const popup = await signIn(world);
    const tabs = await openTabs(world);
    expect(tenant.grants()).toEqual({ refreshTokens: 1, sessions: 1 });
    await popup.click('#btn-logout');
    expect(await popup.waitForState('signed-out', 'error')).toBe('signed-out');
    await expect.poll(() => tenant.grants()).toEqual({ refreshTokens: 0, sessions: 0 });
    expect(await popup.text('#notice')).toBe('');
    expect(await openTabs(world)).toBe(tabs);
  });

  it("ends the identity provider's session too where the build says so, and leaves no tab behind", async () => {
    world = await open({
      tenant: { connections: [{ strategy: 'google-oauth2' }] },
      environment: { AUTH0_LOGOUT: 'federated' },
    });
    const { browser, tenant } = world;
    const popup = await browser.openPopup();
    await popup.waitForState('signed-out');
    await clickLast(popup.page, '#lock .auth0-lock-social-button');
    const tab = await browser.waitForWindow(tenant.identityProviders.social.origin);
    if (!popup.closed) await popup.close();
    await clickLast(tab, 'button[name=account]');
    await browser.waitForBadge('✓');
    const tabs = await openTabs(world);

    const again = await browser.openPopup();
    await again.waitForState('signed-in');
    await again.click('#btn-logout');
    await again.waitForState('signed-out');
    await expect.poll(() => tenant.grants()).toMatchObject({ refreshTokens: 0, sessions: 0 });
    await expect.poll(() => openTabs(world)).toBe(tabs);
    expect(await again.text('#notice')).toBe('');
  });

  it('ignores another tab that visits the redirect address', async () => {
    world = await openHosted();
    const { browser, built } = world;
    const tab = await openTab(world);
    const stranger = await browser.openPage(`${tabCallback(built.config.tenant)}?code=c&state=s`);
    await signInAt(tab, world.tenant);
    await browser.waitForBadge('✓');
    expect(stranger.isClosed()).toBe(false);
    expect(requestsTo(world.tenant, '/oauth/token')).toHaveLength(1);
  });

  it('refuses an answer in the right tab that is to another question', async () => {
    world = await openHosted();
    const { browser, built, tenant } = world;
    const tab = await openTab(world);
    await tab.goto(`${tabCallback(built.config.tenant)}?code=c&state=s`).catch(() => {});
    const popup = await browser.openPopup();
    await popup.waitForState('signed-out');
    await expect
      .poll(() => popup.text('#notice'))
      .toMatch(/^The answer to this sign-in does not belong to it/);
    expect(requestsTo(tenant, '/oauth/token')).toHaveLength(0);
  });

  it('has one tab at a time, which a second popup joins', async () => {
    world = await openHosted();
    const { browser, tenant } = world;
    const second = await browser.openPopupInTab();
    await second.waitForState('signed-out');
    const tab = await openTab(world);
    const opened = requestsTo(tenant, '/authorize').length;
    await second.page.evaluate(() => document.querySelector<HTMLButtonElement>('#btn-login')?.click());
    await expect.poll(() => second.state()).toBe('signing-in');
    await signInAt(tab, world.tenant);
    await expect.poll(() => second.state()).toBe('signed-in');
    expect(requestsTo(tenant, '/authorize')).toHaveLength(opened);
  });

  it('finishes the sign-in, at the latest when the popup opens, where the background was stopped meanwhile', async () => {
    world = await openHosted();
    const { browser, built } = world;
    const tabs = await openTabs(world);
    const tab = await openTab(world);
    await browser.stopBackground();
    await signInAt(tab, world.tenant);
    await reaches(tab, tabCallback(built.config.tenant));
    const popup = await browser.openPopup();
    expect(await popup.waitForState('signed-in', 'error')).toBe('signed-in');
    await browser.waitForBadge('✓');
    await expect.poll(() => openTabs(world)).toBe(tabs);
  });

  it('says that the tab was closed, where the background was stopped meanwhile', async () => {
    world = await openHosted();
    const { browser } = world;
    const tab = await openTab(world);
    await browser.stopBackground();
    await tab.close();
    const popup = await browser.openPopup();
    await popup.waitForState('signed-out');
    await expect.poll(() => popup.text('#notice')).toMatch(/^The sign-in window was closed/);
    expect(await storedSession(browser)).toBeNull();
    expect(await keptSecrets(world)).toBe(false);
  });

  it('forgets what belongs to the sign-in when it is done', async () => {
    world = await openHosted();
    const tab = await openTab(world);
    expect(await keptSecrets(world)).toBe(true);
    await signInAt(tab, world.tenant);
    await world.browser.waitForBadge('✓');
    expect(await keptSecrets(world)).toBe(false);
  });
});

/** A browser without the API, and a tenant that lists the address at the tenant and no other. */
async function createWorldWithoutFlow(kind: BrowserKind, options: WorldOptions = {}): Promise<World> {
  const world = await createWorld(kind, { ...options, prepare: asInFirefoxForAndroid });
  const callback = tabCallback(world.tenant.origin);
  world.tenant.configure({ allowedCallbackUrls: [callback], allowedLogoutUrls: [callback] });
  return world;
}

/** Takes the permissions away without which neither browser gives an extension the APIs that Firefox for Android lacks. */
async function asInFirefoxForAndroid(extensionDir: string): Promise<string> {
  const file = path.join(extensionDir, 'manifest.json');
  const manifest: { permissions: string[] } = JSON.parse(await readFile(file, 'utf8'));
  const permissions = manifest.permissions.filter((name) => !['contextMenus', 'identity'].includes(name));
  await writeFile(file, JSON.stringify({ ...manifest, permissions }));
  return extensionDir;
}

/** Opens the popup, asks for the hosted page, and closes the popup as a browser does when the tab takes the focus. */
async function openTab({ browser, tenant }: World): Promise<Page> {
  const popup = await browser.openPopup();
  await popup.waitForState('signed-out');
  await clickLast(popup.page, '#btn-login');
  const tab = await browser.waitForWindow(`${tenant.origin}/u/`);
  if (!popup.closed) await popup.close();
  return tab;
}

/** Waits until the tab is at an address, or has been closed there. */
async function reaches(tab: Page, address: string): Promise<void> {
  await expect.poll(() => tab.isClosed() || tab.url().startsWith(address)).toBe(true);
}

/** How many tabs there are, without the one that `evaluateInExtension` may be in. */
function openTabs({ browser }: World): Promise<number> {
  return browser.evaluateInExtension(async () => {
    const tabs = await chrome.tabs.query({});
    return tabs.filter(({ url }) => url?.endsWith('/manifest.json') !== true).length;
  });
}

function keptSecrets({ browser }: World): Promise<boolean> {
  return browser.evaluateInExtension(async () =>
    JSON.stringify(await chrome.storage.session.get(null)).includes('"verifier"'),
  );
}
