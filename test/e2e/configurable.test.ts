import type { Page } from 'puppeteer-core';
import { afterEach, describe, expect, it } from 'vitest';
import type { BrowserKind } from '../support/browser.ts';
import { requestHostsSilently } from './permission-prompts.ts';
import { ada, BROWSERS, createWorld, submitForm, type World, type WorldOptions } from './world.ts';

describe.each(BROWSERS)('a build for no tenant, in %s', (kind) => {
  let world: World;
  afterEach(() => world.end());

  it('signs in where the person has chosen to, and out again', async () => {
    world = await open(kind);
    const { browser, tenant } = world;
    const page = await openOptions(world);
    expect(await choose(page, tenant)).toMatch(`Found ${tenant.domain}, with these connections: `);
    await page.close();
    const popup = await browser.openPopup();
    await popup.waitForState('signed-out');
    await submitForm(popup, ada(tenant));
    await popup.waitForState('signed-in');
    await browser.waitForBadge('✓');
    await popup.click('#btn-logout');
    await popup.waitForState('signed-out');
    await browser.waitForBadge('');
    expect(tenant.grants()).toMatchObject({ sessions: 0, refreshTokens: 0 });
  });
});

/** A world whose build knows no tenant, and whose browser lets it reach those of this computer when it asks. */
async function open(kind: BrowserKind, options: WorldOptions = {}): Promise<World> {
  return createWorld(kind, { configurable: true, ...(await requestHostsSilently(kind)), ...options });
}

/** Opens the options and waits until they show what counts. */
async function openOptions({ browser }: Pick<World, 'browser'>): Promise<Page> {
  const page = await browser.openExtensionPage('options.html');
  await page.waitForFunction(() => document.querySelector('#origin')?.textContent !== '', { polling: 20 });
  return page;
}

/** Types a choice, has it checked, and gives what the page says of it. */
async function choose(
  page: Page,
  { domain, clientId }: { domain: string; clientId: string },
): Promise<string> {
  await page.bringToFront();
  await page.locator('#domain').fill(domain);
  await page.locator('#client-id').fill(clientId);
  await page.click('#check');
  await page.waitForSelector('#tenant[aria-busy=false]');
  return page.$eval('#tenant', (form) =>
    ['#tenant-found', '#tenant-trouble'].map((id) => form.querySelector(id)?.textContent).join(''),
  );
}
