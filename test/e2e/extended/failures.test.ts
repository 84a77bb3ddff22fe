import { afterEach, describe, expect, it } from 'vitest';
import type { ExtensionBrowser } from '../../support/browser.ts';
import { message } from '../message.ts';
import { itOnce } from '../one-browser.ts';
import { ada, BROWSERS, createWorld, openForm, requestsTo, submitForm, type World } from '../world.ts';

describe.each(BROWSERS)('what goes wrong, in %s', (kind) => {
  const once = itOnce(kind);
  let world: World;
  afterEach(() => world.end());

  once.each(['/authorize', '/oauth/token', '/.well-known/jwks.json'])(
    'says that the tenant is away when %s gets no answer, and shows the form again with the address in it',
    async (path) => {
      world = await createWorld(kind);
      const { browser, tenant } = world;
      const popup = await openForm(world);
      tenant.addFault({ path, kind: 'drop' });
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

  once('says that the client id is wrong', async () => {
    world = await createWorld(kind, { environment: { AUTH0_CLIENT_ID: 'another-client' } });
    const popup = await world.browser.openPopup();
    await popup.waitForState('error');
    expect(await popup.text('#failure')).toBe(message('clientUnknown', { domain: world.tenant.domain }));
    expect(await popup.page.$eval('#btn-retry', (button) => button.checkVisibility())).toBe(true);
  });

  it('says which origin the dashboard lacks', async () => {
    world = await createWorld(kind);
    const { tenant, built } = world;
    tenant.configure({ webOrigins: ['https://elsewhere.example'] });
    const popup = await openForm(world);
    await submitForm(popup, ada(tenant));
    expect(await popup.waitForState('error', 'signed-in')).toBe('error');
    expect(await popup.text('#failure')).toBe(
      message('originNotAllowed', {
        domain: tenant.domain,
        origin: built.addresses[kind].allowedOrigins[0] ?? '',
      }),
    );
  });

  it('says which callback address the dashboard lacks', async () => {
    world = await createWorld(kind);
    const { tenant, built } = world;
    tenant.configure({ allowedCallbackUrls: ['https://elsewhere.example/'] });
    const popup = await openForm(world);
    await submitForm(popup, ada(tenant));
    expect(await popup.waitForState('error', 'signed-in')).toBe('error');
    expect(await popup.text('#failure')).toBe(
      message('callbackNotAllowed', {
        domain: tenant.domain,
        address: built.addresses[kind].callbackUrls[0] ?? '',
      }),
    );
  });

  once.each([
    ['HTML', '<!doctype html><title>Captive portal</title>'],
    ['huge', `Auth0.setClient({"id":"x","strategies":[]});${' '.repeat(2_100_000)}`],
  ])('says so when the settings are %s', async (_name, body) => {
    world = await createWorld(kind);
    const { browser, tenant } = world;
    tenant.addFault({
      path: `/client/${tenant.clientId}.js`,
      kind: 'status',
      status: 200,
      contentType: 'application/javascript',
      body,
    });
    const popup = await browser.openPopup();
    await popup.waitForState('error');
    expect(await popup.text('#failure')).toBe(message('settingsInvalid', { domain: tenant.domain }));
    expect(await popup.page.$eval('#btn-window', (button) => button.checkVisibility())).toBe(true);
  });

  once('says so when none of the named connections is there', async () => {
    world = await createWorld(kind, { environment: { AUTH0_CONNECTIONS: 'no-such-connection' } });
    const popup = await world.browser.openPopup();
    await popup.waitForState('error');
    expect(await popup.text('#failure')).toBe(message('noConnection'));
  });

  it('says so when the browser cannot save, and saves when it can again', async () => {
    world = await createWorld(kind, { environment: { AUTH0_STORAGE: LIMITED_AREA[kind] } });
    const { browser, tenant } = world;
    await fillStorage(browser, LIMITED_AREA[kind]);
    const popup = await openForm(world);
    await submitForm(popup, ada(tenant));
    expect(await popup.waitForState('error', 'signed-in')).toBe('error');
    expect(await popup.text('#failure')).toBe(message('notSaved'));
    expect((await browser.badge()).text).toBe('');

    await browser.evaluateInExtension((area) => chrome.storage[area].remove('filler'), LIMITED_AREA[kind]);
    await popup.click('#btn-login');
    await submitForm(popup, ada(tenant));
    expect(await popup.waitForState('error', 'signed-in')).toBe('signed-in');
  });
});

/** An area with a limit that a test can reach: Firefox has none for `local`. */
const LIMITED_AREA = { chromium: 'local', firefox: 'session' } as const;

/** Fills the area until not even a session fits into it. */
async function fillStorage(browser: ExtensionBrowser, area: 'local' | 'session'): Promise<void> {
  const full = await browser.evaluateInExtension(async (name) => {
    const storage = chrome.storage[name];
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
  }, area);
  if (!full) throw new Error('The storage has room left.');
}

describe('what goes wrong, in firefox alone', () => {
  let world: World;
  afterEach(() => world.end());

  it.each([
    ['before the popup opens again', false],
    ['while the form is there', true],
  ])('says so when the user has taken it away %s, and sends no password', async (_when, isOpen) => {
    world = await createWorld('firefox', { changesBrowser: true });
    const { browser, tenant } = world;
    let popup = await openForm(world);
    await popup.page.waitForSelector('#lock input[name=password]');
    await browser.evaluateInExtension(async () => {
      await chrome.permissions.remove({ origins: ['http://127.0.0.1/*'] });
    });
    if (isOpen) await submitForm(popup, ada(tenant));
    else {
      await popup.close();
      popup = await browser.openPopup();
    }
    await popup.waitForState('error');
    expect(await popup.text('#failure')).toBe(message('hostNotPermitted', { domain: tenant.domain }));
    expect(requestsTo(tenant, '/co/authenticate')).toEqual([]);
  });
});
