import type { Page } from 'puppeteer-core';
import { afterEach, describe, expect, it } from 'vitest';
import type { ManagedValues } from '../../support/managed.ts';
import { finishedSignOuts } from '../background.ts';
import { message } from '../message.ts';
import { itOnce } from '../one-browser.ts';
import { BROWSERS, createWorld, openForm, requestsTo, signIn, type World } from '../world.ts';

describe.each(BROWSERS)('a browser that an organization manages, in %s', (kind) => {
  const once = itOnce(kind);
  let world: World;
  afterEach(() => world.end());

  const open = async (managed: ManagedValues, environment: Record<string, string> = {}) => {
    world = await createWorld(kind, { managed, environment });
    return world;
  };

  it('signs out as the organization says, and the user cannot change it', async () => {
    const { browser, tenant } = await open({ logout: 'local' });
    const page = await openPage(world, 'options.html');
    expect(await stateOf(page, '#logout-local')).toEqual({ checked: true, disabled: true });
    expect(await stateOf(page, '#logout-federated')).toEqual({ checked: false, disabled: true });
    expect(await page.$eval('#logout-managed', ({ textContent }) => textContent)).toBe(message('managed'));
    expect(await stateOf(page, '#silent')).toEqual({ checked: true, disabled: false });
    await page.close();

    const popup = await signIn(world);
    await popup.click('#btn-logout');
    await popup.waitForState('signed-out');
    await browser.waitForBadge('');
    await expect.poll(() => finishedSignOuts(browser)).toBe(1);
    expect(requestsTo(tenant, '/v2/logout')).toEqual([]);
    expect(tenant.grants().sessions).toBe(1);
  });

  once(
    'counts a session as signed out while another client ID is set, and sends none of its tokens',
    async () => {
      const { browser, tenant } = await open({}, { AUTH0_SILENT: 'off' });
      await (await signIn(world)).close();
      const asked = tenant.requests.length;

      const { clientId } = tenant;
      tenant.configure({ clientId: 'another-application' });
      await browser.setManaged({ clientId: 'another-application' });
      const popup = await openForm(world);
      await browser.waitForBadge('');
      await popup.close();
      const since = tenant.requests.slice(asked);
      expect(since.filter(({ path }) => path.startsWith('/oauth/'))).toEqual([]);
      expect(tenant.grants().refreshTokens).toBe(1);

      tenant.configure({ clientId });
      await browser.setManaged({ clientId });
      const again = await browser.openPopup();
      await again.waitForState('signed-in');
      await browser.waitForBadge('✓');
    },
  );
});

/** Opens a page of the extension, and waits until it shows what counts. */
async function openPage({ browser }: World, name: string): Promise<Page> {
  const page = await browser.openExtensionPage(name);
  await page.waitForSelector('[aria-busy=false]');
  return page;
}

function stateOf(page: Page, field: string): Promise<{ checked: boolean; disabled: boolean }> {
  return page.$eval(field, (input) => ({
    checked: input instanceof HTMLInputElement && input.checked,
    disabled: input.matches(':disabled'),
  }));
}
