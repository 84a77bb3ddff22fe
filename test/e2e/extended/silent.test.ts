import { afterEach, describe, expect, it } from 'vitest';
import { askToSignInSilently, NOT_SIGNED_IN } from '../background.ts';
import { itOnce } from '../one-browser.ts';
import { loginReady } from '../pages.ts';
import { BROWSERS, createWorld, signIn, silentRequests, type World } from '../world.ts';

describe.each(BROWSERS)('signing in without a form, in %s', (kind) => {
  const once = itOnce(kind);
  let world: World;
  afterEach(() => world.end());

  it('happens when the popup opens where the browser has a session with the tenant', async () => {
    world = await createWorld(kind);
    await forgetHere(world);
    const popup = await world.browser.openPopup();
    expect(await popup.waitForState('signed-in', 'error')).toBe('signed-in');
    expect(await popup.text('#user-email')).toBe('ada@example.com');
    await world.browser.waitForBadge('✓');
  });

  once('does not happen after a sign-out here, until the next sign-in', async () => {
    world = await createWorld(kind, { environment: { AUTH0_LOGOUT: 'local' } });
    const { browser, tenant } = world;
    const popup = await signIn(world);
    await popup.click('#btn-logout');
    await popup.waitForState('signed-out');
    await popup.close();
    const before = silentRequests(tenant);
    expect(tenant.grants().sessions).toBe(1);

    const again = await browser.openPopup();
    await loginReady(again);
    expect(await askToSignInSilently(again)).toEqual(NOT_SIGNED_IN);
    expect(await again.state()).toBe('signed-out');
    expect(silentRequests(tenant)).toBe(before);
  });

  once('never keeps the form waiting', async () => {
    world = await createWorld(kind);
    const { browser, tenant } = world;
    const hold = tenant.hold('/authorize');
    const popup = await browser.openPopup();
    await loginReady(popup);
    await hold.arrived;
    expect(await popup.state()).toBe('signed-out');
    hold.release();
  });
});

/** Signs in, and takes the session from the extension but not from the tenant, as on another computer's profile. */
async function forgetHere(world: World): Promise<void> {
  const popup = await signIn(world);
  await popup.close();
  await world.browser.evaluateInExtension(() => chrome.storage.local.clear());
  await world.browser.waitForBadge('');
}
