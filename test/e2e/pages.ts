/** What is done, read and waited for in a page, the popup's or the tenant's. */
import type { Page } from 'puppeteer-core';
import type { Popup } from '../support/browser.ts';
import { enter } from '../support/enter.ts';
import type { Tenant } from '../tenant/tenant.ts';
import { ada, type World } from './world.ts';

/** Clicks the first element that matches, once it is there. */
export async function click(page: Page, selector: string): Promise<void> {
  await (await page.waitForSelector(selector))?.click();
}

/** The click after which a tab, or a popup, may be closed before it has answered that it was clicked. */
export async function clickLast(page: Page, selector: string): Promise<void> {
  const closed = new Promise<void>((resolve) => page.once('close', () => resolve()));
  const button = await page.waitForSelector(selector, { visible: true });
  await button?.click().catch(() => closed);
}

/** What stands in the first field that matches, once there is one. */
export async function fieldValue(page: Page, selector: string): Promise<string> {
  const field = await page.waitForSelector(selector);
  return field === null ? '' : field.evaluate((element) => ('value' in element ? String(element.value) : ''));
}

/** Signs Ada in at the tenant's own page. */
export async function signInAt(page: Page, tenant: Tenant): Promise<void> {
  await page.bringToFront();
  const { email, password } = ada(tenant);
  await page.waitForSelector('input[name=password]');
  await enter(page, 'input[name=username], input[name=email]', email, 'replace');
  await enter(page, 'input[name=password]', password);
  await clickLast(page, 'button[type=submit]');
}

/** Waits until Lock's form can be typed into, and nothing waits in its place any more. */
export async function isReady(popup: Popup): Promise<void> {
  await popup.page.waitForSelector('main[data-state=signed-out]:not([data-waiting])');
}

/** Waits until the popup has marked that Lock's form is ready. */
export async function loginReady({ page }: Popup): Promise<void> {
  await page.waitForFunction(() => performance.getEntriesByName('login-ready').length > 0, { polling: 20 });
}

/** Opens the popup, starts the sign-in in a window, and closes the popup as a browser does when the window takes the focus. */
export async function openWindow({ browser, tenant }: World): Promise<Page> {
  const popup = await browser.openPopup();
  await popup.waitForState('signed-out');
  await popup.click('#btn-login');
  const window = await browser.waitForWindow(`${tenant.origin}/u/`);
  if (!popup.closed) await popup.close();
  return window;
}
