import { afterEach, describe, expect, it } from 'vitest';
import type { ExtensionBrowser } from '../../support/browser.ts';
import { message } from '../message.ts';
import { itOnce } from '../one-browser.ts';
import { ada, BROWSERS, createWorld, openForm, requestsTo, submitForm, type World } from '../world.ts';

describe.each(BROWSERS)('what goes wrong, in %s', (kind) => {
  const once = itOnce(kind);
  let world: World;
  afterEach(() => world.end());

  once(
    'says that the tenant is away when it gives no tokens, and shows the form again with the address in it',
    async () => {
      world = await createWorld(kind);
      const { browser, tenant } = world;
      const popup = await openForm(world);
      tenant.addFault({ path: '/oauth/token', kind: 'drop' });
      await submitForm(popup, ada(tenant));
      expect(await popup.waitForState('error', 'signed-in')).toBe('error');
      expect(await popup.text('#failure')).toBe(message('tenantUnreachable', { domain: tenant.domain }));
      expect((await browser.badge()).text).toBe('');

      tenant.clearFaults();
      await popup.click('#btn-login');
      const field = await popup.page.waitForSelector('#lock input[name=email]');
      expect(await field?.evaluate((element) => element.value)).toBe('ada@example.com');
      await submitForm(popup, ada(tenant));
      expect(await popup.waitForState('signed-in', 'error')).toBe('signed-in');
    },
  );

  it('says which origin, and then which callback address, the dashboard lacks', async () => {
    world = await createWorld(kind);
    const { tenant, built } = world;
    tenant.configure({ webOrigins: ['https://elsewhere.example'] });
    const popup = await openForm(world);
    await submitForm(popup, ada(tenant));
    expect(await popup.waitForState('error', 'signed-in')).toBe('error');
    expect(await popup.text('#failure')).toBe(
      message('originNotAllowed', {
        domain: tenant.domain,
        origin: built.addresses[kind].origin,
      }),
    );
    tenant.configure({
      webOrigins: [built.addresses[kind].origin],
      allowedCallbackUrls: ['https://elsewhere.example/'],
    });
    await popup.click('#btn-login');
    await submitForm(popup, ada(tenant));
    expect(await popup.waitForState('error', 'signed-in')).toBe('error');
    expect(await popup.text('#failure')).toBe(
      message('callbackNotAllowed', {
        domain: tenant.domain,
        address: built.addresses[kind].redirectUrl,
      }),
    );
  });

  once('says so when the browser cannot save, and saves when it can again', async () => {
    world = await createWorld(kind);
    const { browser, tenant } = world;
    await fillStorage(browser);
    const popup = await openForm(world);
    await submitForm(popup, ada(tenant));
    expect(await popup.waitForState('error', 'signed-in')).toBe('error');
    expect(await popup.text('#failure')).toBe(message('notSaved'));
    expect((await browser.badge()).text).toBe('');

    await browser.evaluateInExtension(() => chrome.storage.local.remove('filler'));
    await popup.click('#btn-login');
    await submitForm(popup, ada(tenant));
    expect(await popup.waitForState('error', 'signed-in')).toBe('signed-in');
  });
});

/** Fills the storage until not even a session fits into it. Firefox has no limit that a test can reach. */
async function fillStorage(browser: ExtensionBrowser): Promise<void> {
  const full = await browser.evaluateInExtension(async () => {
    const storage = chrome.storage.local;
    for (let size = 10_485_000; size > 8_000_000; size -= 100) {
      const fits = await storage.set({ filler: 'x'.repeat(size) }).then(
        () => true,
        () => false,
      );
      if (fits) break;
    }
    return storage.set({ more: 'x'.repeat(1_000) }).then(
      () => false,
      () => true,
    );
  });
  if (!full) throw new Error('The storage has room left.');
}

describe('what goes wrong, in firefox alone', () => {
  it('says so when the user has taken the permission away, and sends no password', async () => {
    const world = await createWorld('firefox', { changesBrowser: true });
    const { browser, tenant } = world;
    const popup = await openForm(world);
    await popup.page.waitForSelector('#lock input[name=password]');
    await browser.evaluateInExtension(async () => {
      await chrome.permissions.remove({ origins: ['http://127.0.0.1/*'] });
    });
    await submitForm(popup, ada(tenant));
    await popup.waitForState('error');
    expect(await popup.text('#failure')).toBe(message('hostNotPermitted', { domain: tenant.domain }));
    expect(requestsTo(tenant, '/co/authenticate')).toEqual([]);
    await world.end();
  });
});
