import { afterEach, describe, expect, it } from 'vitest';
import { CLIENT_SETTINGS } from '../../../src/sdk/storage/items.ts';
import type { Popup } from '../../support/browser.ts';
import { message } from '../message.ts';
import { ONE_BROWSER } from '../one-browser.ts';
import { createWorld, type World } from '../world.ts';

describe.each([ONE_BROWSER])("the application's settings, in %s", (kind) => {
  let world: World;
  afterEach(() => world.end());

  /** The popup with Lock's form in it. */
  const openForm = async (): Promise<Popup> => {
    const popup = await world.browser.openPopup();
    await popup.page.waitForSelector('#lock input[name=password]');
    return popup;
  };
  const settingsPath = () => `/client/${world.tenant.clientId}.js`;
  const offersSignUp = async (popup: Popup) => (await popup.page.$('.auth0-lock-tabs')) !== null;

  it('serve from the last time while the tenant is slow; a change shows at the next opening', async () => {
    world = await createWorld(kind);
    const { tenant } = world;
    await (await openForm()).close();

    tenant.configure({ connections: [{ strategy: 'auth0', showSignup: false }] });
    const hold = tenant.hold(settingsPath());
    const popup = await openForm();
    expect(await offersSignUp(popup)).toBe(true);
    await hold.arrived;
    hold.release();
    await expect.poll(() => storedSettings(world)).not.toContain('"showSignup":true');
    await popup.close();

    expect(await offersSignUp(await openForm())).toBe(false);
  });

  it('are forgotten where the tenant does not stand by them any more', async () => {
    world = await createWorld(kind);
    await (await openForm()).close();
    world.tenant.addFault({ path: settingsPath(), kind: 'status', status: 404 });
    const popup = await openForm();
    await expect.poll(() => storedSettings(world)).toBe('null');
    await popup.close();

    const again = await world.browser.openPopup();
    expect(await again.waitForState('error')).toBe('error');
    expect(await again.text('#failure')).toBe(message('clientUnknown', { domain: world.tenant.domain }));
  });
});

/** The remembered settings, as text. */
function storedSettings({ browser }: World): Promise<string> {
  return browser.evaluateInExtension(
    async (key) => JSON.stringify((await chrome.storage.local.get(key))[key] ?? null),
    CLIENT_SETTINGS.key,
  );
}
