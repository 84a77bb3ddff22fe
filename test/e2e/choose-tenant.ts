/** Chooses a tenant in a configurable build. */
import type { Page } from 'puppeteer-core';
import type { BrowserKind, ExtensionBrowser } from '../support/browser.ts';
import { requestHostsSilently } from './permission-prompts.ts';
import type { WorldOptions } from './world.ts';

/** Returns options for a configurable build, and for a browser that grants the hosts of this computer. */
export async function configurableWorld(kind: BrowserKind): Promise<WorldOptions> {
  return { configurable: true, ...(await requestHostsSilently(kind)) };
}

/** Opens the options, and waits until they show the addresses for the Auth0 Dashboard. */
export async function openOptions(browser: ExtensionBrowser): Promise<Page> {
  const page = await browser.openExtensionPage('options.html');
  await page.waitForFunction(() => document.querySelector('#origin')?.textContent !== '', { polling: 20 });
  return page;
}

/** Fills the form and submits it. Returns the message about the result. */
export async function chooseTenant(
  page: Page,
  { domain, clientId }: { domain: string; clientId: string },
): Promise<string> {
  await page.bringToFront();
  await page.locator('#domain').fill(domain);
  await page.locator('#client-id').fill(clientId);
  await page.click('#check');
  await page.waitForSelector('#check[aria-busy=false]');
  return page.$eval('#tenant', (form) =>
    ['#tenant-found', '#tenant-error'].map((id) => form.querySelector(id)?.textContent).join(''),
  );
}
