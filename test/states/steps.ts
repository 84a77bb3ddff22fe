import type { Page } from 'puppeteer-core';
import { waitForForm } from '../e2e/pages.ts';
import { ada, passwordOf, storedSession, storeSession, submitForm, type World } from '../e2e/world.ts';
import type { Popup } from '../support/browser.ts';

/** Lock's submit button. */
export const SUBMIT = '#lock button[type=submit]';

/** Opens the popup and waits until the form can be used. */
export async function openForm({ browser }: World): Promise<Popup> {
  const popup = await browser.openPopup();
  await waitForForm(popup);
  return popup;
}

export async function signInAs(world: World, email: string): Promise<Popup> {
  const popup = await openForm(world);
  await submitForm(popup, { email, password: passwordOf(world.tenant, email) });
  await popup.waitForState('signed-in');
  await world.browser.waitForBadge('✓');
  return popup;
}

/** Changes the stored session. */
export async function changeSession({ browser }: World, changes: object): Promise<void> {
  await storeSession(browser, { ...Object(await storedSession(browser)), ...changes });
}

export async function failInForm(world: World): Promise<Popup> {
  const popup = await openForm(world);
  await submitForm(popup, ada(world.tenant));
  await popup.waitForState('error');
  return popup;
}

export async function askForCode(popup: Popup): Promise<void> {
  await popup.fill('#lock input[name=email]', 'ada@example.com');
  await popup.click(SUBMIT);
  await popup.page.waitForSelector('#lock input[name=vcode]');
}

/** Clicks "Sign in" and waits for the tenant's page. */
export async function openWindowFrom(popup: Popup, { browser, tenant }: World): Promise<Page> {
  await popup.click('#btn-login');
  await popup.waitForState('signing-in');
  return browser.waitForWindow(`${tenant.origin}/u/`);
}

export async function openDiagnostics({ browser }: World): Promise<Page> {
  const page = await browser.openExtensionPage('diagnostics.html');
  await page.waitForSelector('#report[aria-busy=false]');
  return page;
}

/** Clicks a link to another screen of Lock and waits for the selector `arrived`. Independent of the language. */
export async function goTo(popup: Popup, link: string, arrived: string): Promise<void> {
  await popup.click(link);
  await popup.page.waitForSelector(`${arrived} .auth0-lock-quiet`);
}

/** The arguments of `goTo` for the sign-up screen. */
export const SIGN_UP = [
  '#lock .auth0-lock-tabs li a',
  '#lock :has(.auth0-lock-tabs li:last-child.auth0-lock-tabs-current)',
] as const;

/** The arguments of `goTo` for the screen that resets a password. */
export const RESET_PASSWORD = [
  '#lock .auth0-lock-alternative-link',
  '#lock :not(:has(input[name=password])):has(.auth0-lock-back-button)',
] as const;

/**
 * Opens the popup in a tab, and runs `change` in it before and after the popup's script, because Firefox might define an API
 * only after it.
 */
export async function openWithChangedApi({ browser }: World, change: () => void): Promise<Popup> {
  const tab = await browser.openPopupInTab();
  await tab.page.evaluateOnNewDocument(change);
  await tab.page.evaluate(() => {
    document.body.dataset.former = '';
    location.reload();
  });
  await tab.page.waitForSelector('body:not([data-former])');
  await tab.waitForState('signed-in');
  await tab.page.evaluate(change);
  return tab;
}
