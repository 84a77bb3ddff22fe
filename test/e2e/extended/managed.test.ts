import type { Page } from 'puppeteer-core';
import { describe, expect, it } from 'vitest';
import { loggedEvents } from '../background.ts';
import { message } from '../message.ts';
import { itOnce } from '../one-browser.ts';
import { openWindow, signInAt } from '../pages.ts';
import { startWorld } from '../start-world.ts';
import { BROWSERS, passwordOf, requestsTo, signIn } from '../world.ts';

const ORGANIZATION = 'org_AcmeAcmeAcme';

describe.each(BROWSERS)('enterprise policies, in %s', (kind) => {
  it('set an option that the user cannot change', async () => {
    const world = await startWorld(kind, { managed: { logout: 'local' } });
    const { browser, tenant } = world;
    const page = await browser.openExtensionPage('options.html');
    await page.waitForSelector('[aria-busy=false]');
    expect(await stateOf(page, '#logout-local')).toEqual({ checked: true, disabled: true });
    expect(await stateOf(page, '#logout-federated')).toEqual({ checked: false, disabled: true });
    expect(await page.$eval('#logout-managed', ({ textContent }) => textContent)).toBe(message('managed'));
    expect(await stateOf(page, '#silent')).toEqual({ checked: true, disabled: false });
    await page.close();

    const popup = await signIn(world);
    await popup.click('#btn-logout');
    await popup.waitForState('signed-out');
    await browser.waitForBadge('');
    await expect.poll(() => loggedEvents(browser)).toContain('signed-out');
    expect(requestsTo(tenant, '/v2/logout')).toEqual([]);
    expect(tenant.grants().sessions).toBe(1);
  });

  itOnce(kind)('set an organization, which signs in its members only, on the hosted page', async () => {
    const organizations = [{ id: ORGANIZATION, name: 'acme', members: ['ada@example.com'] }];
    const world = await startWorld(kind, {
      tenant: { organizations },
      managed: { organization: ORGANIZATION },
    });
    const { browser, tenant } = world;
    const email = 'grace@example.com';
    await signInAt(await openWindow(world), tenant, { email, password: passwordOf(tenant, email) });
    const popup = await browser.openPopup();
    await expect.poll(() => popup.text('#notice')).toMatch(/Sign-in was denied/);
    await popup.close();
    await signInAt(await openWindow(world), tenant);
    await browser.waitForBadge('✓');
    expect(requestsTo(tenant, '/co/authenticate')).toEqual([]);
  });
});

function stateOf(page: Page, field: string): Promise<{ checked: boolean; disabled: boolean }> {
  return page.$eval(field, (input) => ({
    checked: input instanceof HTMLInputElement && input.checked,
    disabled: input.matches(':disabled'),
  }));
}
