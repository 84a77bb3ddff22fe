import { afterEach, describe, expect, it } from 'vitest';
import {
  ada,
  BROWSERS,
  createWorld,
  NAME,
  openForm,
  requestsTo,
  signIn,
  submitForm,
  type World,
} from '../world.ts';

describe.each(BROWSERS)('signing in with the form, in %s', (kind) => {
  let world: World;
  afterEach(() => world.end());

  it('goes from the form to the badge in one opening of the popup', async () => {
    world = await createWorld(kind);
    const { browser, tenant } = world;
    await expect.poll(() => browser.badge()).toEqual({ text: '', title: `${NAME}: signed out` });

    const popup = await openForm(world);
    await submitForm(popup, ada(tenant));
    expect(await popup.waitForState('signed-in', 'error')).toBe('signed-in');

    expect(await popup.text('#user-name')).toBe('Ada Lovelace');
    expect(await popup.text('#user-email')).toBe('ada@example.com');
    expect(popup.closed).toBe(false);
    expect(await browser.waitForBadge('✓')).toEqual({
      text: '✓',
      title: `${NAME}: signed in as Ada Lovelace`,
    });
    expect([popup.pageErrors, popup.consoleMessages]).toEqual([[], []]);
  });

  it("says so in Lock's words when the password is wrong, and takes the right one then", async () => {
    world = await createWorld(kind);
    const { browser, tenant } = world;
    const popup = await openForm(world);
    await submitForm(popup, { ...ada(tenant), password: 'not this one' });
    expect(await popup.text('#lock .auth0-global-message-error')).toBe('Wrong email or password.');
    expect(await popup.state()).toBe('signed-out');
    expect((await browser.badge()).text).toBe('');

    await submitForm(popup, ada(tenant));
    await popup.waitForState('signed-in');
    expect((await browser.waitForBadge('✓')).title).toBe(`${NAME}: signed in as Ada Lovelace`);
  });

  it('is still signed in when the popup is closed and opened again', async () => {
    world = await createWorld(kind);
    const { browser, tenant } = world;
    const popup = await signIn(world);
    await popup.close();
    const settingsLoaded = requestsTo(tenant, `/client/${tenant.clientId}.js`).length;

    const again = await browser.openPopup();
    expect(await again.waitForState('signed-in', 'signed-out')).toBe('signed-in');
    expect(await again.text('#user-email')).toBe('ada@example.com');
    expect(requestsTo(tenant, `/client/${tenant.clientId}.js`)).toHaveLength(settingsLoaded);
    expect(await again.page.$('script[src*="lock"]')).toBeNull();
    expect(await again.page.evaluate(() => document.adoptedStyleSheets.length)).toBe(0);
  });
});
