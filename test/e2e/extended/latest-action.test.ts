import { afterEach, describe, expect, it } from 'vitest';
import { itOnce } from '../one-browser.ts';
import { clickLast, loginReady } from '../pages.ts';
import {
  ada,
  BROWSERS,
  createWorld,
  openForm,
  passwordOf,
  requestsTo,
  submitForm,
  type World,
} from '../world.ts';

const SOCIAL = {
  tenant: { connections: [{ strategy: 'auth0' }, { strategy: 'google-oauth2' }] },
  environment: { AUTH0_SILENT: 'off' },
} as const;

describe.each(BROWSERS)('the latest action of the user, in %s', (kind) => {
  const once = itOnce(kind);
  let world: World;
  afterEach(() => world.end());

  once(
    'is a password for another user than the one that a silent sign-in finds, which is revoked',
    async () => {
      world = await createWorld(kind);
      const { browser, tenant } = world;
      await signInAndForget(world, 'grace@example.com');
      const tokens = tenant.hold('/oauth/token', { when: 'after', times: 1 });
      const popup = await browser.openPopup();
      await loginReady(popup);
      await tokens.arrived;
      const password = tenant.hold('/co/authenticate');
      await submitForm(popup, ada(tenant));
      await password.arrived;
      tokens.release();
      await expect.poll(() => requestsTo(tenant, '/oauth/revoke').length).toBe(1);
      expect(await popup.state()).toBe('signing-in');
      password.release();
      await popup.waitForState('signed-in');
      expect(await popup.text('#user-email')).toBe('ada@example.com');
      expect(tenant.grants().refreshTokens).toBe(2);
    },
  );

  it('is the form after a window, and what the window yields later is revoked', async () => {
    world = await createWorld(kind, SOCIAL);
    const { browser, tenant } = world;
    const tokens = tenant.hold('/oauth/token', { when: 'after', times: 1 });
    const tab = await browser.openPopupInTab();
    await tab.waitForState('signed-out');
    await tab.click('#lock .auth0-lock-social-button');
    const window = await browser.waitForWindow(tenant.identityProviders.social.origin);
    expect(await windowTypes(world)).toContain('popup');
    await window.bringToFront();
    await clickLast(window, 'button[name=account]');
    await tokens.arrived;
    await tab.page.bringToFront();
    await tab.click('#btn-login');
    await tab.waitForState('signed-out');
    await submitForm(tab, ada(tenant));
    await tab.waitForState('signed-in');
    tokens.release();
    await expect.poll(() => requestsTo(tenant, '/oauth/revoke').length).toBe(1);
    expect(await tab.text('#user-email')).toBe('ada@example.com');
  });
});

/** Signs a user in, and takes the session from the extension but not from the tenant. */
async function signInAndForget(world: World, email: string): Promise<void> {
  const { browser, tenant } = world;
  const popup = await openForm(world);
  await submitForm(popup, { email, password: passwordOf(tenant, email) });
  await popup.waitForState('signed-in');
  await popup.close();
  await browser.evaluateInExtension(() => chrome.storage.local.clear());
  await browser.waitForBadge('');
}

function windowTypes({ browser }: World): Promise<unknown> {
  return browser.evaluateInExtension(async () => {
    const windows: { getAll(): Promise<{ type?: string }[]> } = Reflect.get(chrome, 'windows');
    return (await windows.getAll()).map(({ type }) => type);
  });
}
