/** Actions and conditions in a page of the popup or of the tenant. */
import type { Page } from 'puppeteer-core';
import type { Popup } from '../support/browser.ts';
import { enter } from '../support/enter.ts';
import type { Tenant } from '../tenant/tenant.ts';
import { ada, openForm, type World } from './world.ts';

/** Clicks the first element that matches, once there is one. The page may close before it responds. */
export async function click(page: Page, selector: string): Promise<void> {
  const closed = new Promise<void>((resolve) => page.once('close', () => resolve()));
  const button = await page.waitForSelector(selector, { visible: true });
  await button?.click().catch(() => closed);
}

/** Clicks a link that opens a tab, and returns the tab's page. The popup may close under the click. */
export async function followLink(
  { browser }: World,
  popup: Popup,
  { link, to }: { link: string; to: string },
): Promise<Page> {
  await popup.page.evaluate((selector) => {
    setTimeout(() => document.querySelector<HTMLAnchorElement>(selector)?.click());
  }, link);
  return browser.waitForWindow(`${browser.extensionOrigin}/${to}`);
}

/** Returns the value of the first field that matches, once there is one. */
export async function fieldValue(page: Page, selector: string): Promise<string> {
  const field = await page.waitForSelector(selector);
  return field === null ? '' : field.evaluate((element) => ('value' in element ? String(element.value) : ''));
}

/** Enters email address and password at the tenant's own page, and submits them. */
export async function signInAt(page: Page, tenant: Tenant, { email, password } = ada(tenant)): Promise<void> {
  await page.bringToFront();
  await page.waitForSelector('input[name=password]');
  await enter(page, 'input[name=username], input[name=email]', email, 'replace');
  await enter(page, 'input[name=password]', password);
  await click(page, 'button[type=submit]');
}

/** Waits until the user can type into Lock's form. */
export async function waitForForm(popup: Popup): Promise<void> {
  await popup.page.waitForSelector('main[data-state=signed-out]:not([data-waiting])');
}

/**
 * Opens the popup, clicks a button that opens a window, and closes the popup as a browser does when the window takes the focus.
 * Returns the page of the window, whose URL starts with `url`: by default the tenant's own page.
 */
export async function openWindow(
  world: World,
  { button = '#btn-login', url = `${world.tenant.origin}/u/` }: { button?: string; url?: string } = {},
): Promise<Page> {
  const popup = await openForm(world);
  await popup.click(button);
  const window = await world.browser.waitForWindow(url);
  if (!popup.closed) await popup.close();
  return window;
}

/** Opens the page of the social identity provider by its button in Lock's form. */
export function openSocialWindow(world: World): Promise<Page> {
  const url = world.tenant.identityProviders.social.origin;
  return openWindow(world, { button: '#lock .auth0-lock-social-button', url });
}
