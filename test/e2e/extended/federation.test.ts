import type { Page } from 'puppeteer-core';
import { afterEach, describe, expect, it } from 'vitest';
import type { Popup } from '../../support/browser.ts';
import { askForNews, NO_NEWS } from '../background.ts';
import { message } from '../message.ts';
import { itOnce } from '../one-browser.ts';
import { click, isReady } from '../pages.ts';
import { BROWSERS, createWorld, NAME, openForm, type World } from '../world.ts';

const CONNECTIONS = {
  tenant: {
    connections: [
      { strategy: 'auth0' },
      { strategy: 'google-oauth2' },
      { strategy: 'oidc', name: 'corp', domain: 'corp.example' },
    ],
  },
} as const;

/** What the provider says of it reaches the tenant, and by its redirect the popup. */
const REFUSED = message('authorizationRefused', { reason: 'The user cancelled the sign-in' });

describe.each(BROWSERS)('social and enterprise connections, in %s', (kind) => {
  const once = itOnce(kind);
  let world: World;
  afterEach(() => world.end());

  it('sign in with the button of a social one, in a window, while the popup is closed', async () => {
    world = await createWorld(kind, CONNECTIONS);
    const { browser } = world;
    const window = await openSocial(world);
    await click(window, 'button[name=account]');
    expect((await browser.waitForBadge('✓')).title).toBe(`${NAME}: signed in as Margaret Hamilton`);
    const popup = await browser.openPopup();
    expect(await popup.waitForState('signed-in', 'signed-out', 'error')).toBe('signed-in');
    expect(await popup.text('#user-email')).toBe('margaret@gmail.example');
  });

  once("know an enterprise one by the address's domain, and hand the address on", async () => {
    world = await createWorld(kind, CONNECTIONS);
    const { browser, tenant } = world;
    const popup = await openForm(world);
    await popup.fill('#lock input[name=email]', 'radia@corp.example');
    await popup.click('#lock button[type=submit]');
    await closed(popup);
    const window = await browser.waitForWindow(tenant.identityProviders.enterprise.origin);
    const username = await window.waitForSelector('input[name=username]');
    expect(await username?.evaluate((field) => ('value' in field ? field.value : null))).toBe(
      'radia@corp.example',
    );
    await (await window.waitForSelector('input[name=password]'))?.type('Spanning-Tree-1985');
    await click(window, 'button[type=submit]');
    expect((await browser.waitForBadge('✓')).title).toContain(`${NAME}: signed in as Radia`);
  });

  once('tell once what the provider said when the user said no there', async () => {
    world = await createWorld(kind, CONNECTIONS);
    const { browser } = world;
    const window = await openSocial(world);
    await click(window, 'button[name=cancel]');
    await expect.poll(() => window.isClosed()).toBe(true);
    const popup = await browser.openPopup();
    await expect.poll(() => popup.text('#notice')).toBe(REFUSED);
    await popup.close();
    const again = await browser.openPopup();
    await isReady(again);
    expect(await askForNews(again)).toEqual(NO_NEWS);
    expect(await again.text('#notice')).toBe('');
    expect((await browser.badge()).text).toBe('');
  });

  // Firefox leaves its own error page in the window.
  itOnce(kind, 'chromium')('say that a page could not be loaded where the provider is away', async () => {
    world = await createWorld(kind, CONNECTIONS);
    const { browser, tenant } = world;
    tenant.identityProviders.social.addFault({ path: '/authorize', kind: 'drop' });
    const popup = await openForm(world);
    await popup.click('#lock .auth0-lock-social-button');
    await closed(popup);
    const again = await browser.openPopup();
    await expect.poll(() => again.text('#notice')).toBe(message('signInPageFailed'));
  });

  once('ask which account it is for "Use another account"', async () => {
    world = await createWorld(kind, CONNECTIONS);
    const { browser } = world;
    await click(await openSocial(world), 'button[name=account]');
    await browser.waitForBadge('✓');
    const popup = await browser.openPopup();
    await popup.waitForState('signed-in');
    await popup.click('#btn-switch');
    await popup.waitForState('signed-out');
    await popup.close();
    const window = await openSocial(world);
    await click(window, 'button[name=account][value="katherine@gmail.example"]');
    expect((await browser.waitForBadge('✓')).title).toBe(`${NAME}: signed in as Katherine Johnson`);
  });
});

/** Opens the popup, presses the social button, and lets the popup close as the window takes the focus. */
async function openSocial(world: World): Promise<Page> {
  const { browser, tenant } = world;
  const popup = await openForm(world);
  await popup.click('#lock .auth0-lock-social-button');
  const window = await browser.waitForWindow(tenant.identityProviders.social.origin);
  await closed(popup);
  return window;
}

async function closed(popup: Popup): Promise<void> {
  if (!popup.closed) await popup.close();
}
