/** What a user does in a build for no tenant before they can sign in. */
import type { Page } from 'puppeteer-core';
import type { BrowserKind, ExtensionBrowser } from '../support/browser.ts';
import { requestHostsSilently } from './permission-prompts.ts';
import type { WorldOptions } from './world.ts';

/** For a world whose build knows no tenant, and whose browser lets it reach those of this computer when it asks. */
export async function forNoTenant(kind: BrowserKind): Promise<WorldOptions> {
  return { configurable: true, ...(await requestHostsSilently(kind)) };
}

/** Opens the options of such a build. */
export async function openOptions(browser: ExtensionBrowser): Promise<Page> {
  const page = await browser.openExtensionPage('options.html');
  await whenShown(page);
  return page;
}

/** Waits until the page shows what counts. */
async function whenShown(page: Page): Promise<void> {
  await page.waitForFunction(() => document.querySelector('#origin')?.textContent !== '', { polling: 20 });
}

/** Types a choice, has it checked, and gives what the page says of it. */
export async function choose(
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
