import { afterEach, describe, expect, it } from 'vitest';
import { BROWSERS, createWorld, requestsTo, signIn, type World } from './world.ts';

describe.each(BROWSERS)('signing in without a form, in %s', (kind) => {
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

  it('does not happen after a sign-out here, until somebody signs in again', async () => {
    world = await createWorld(kind, { environment: { AUTH0_LOGOUT: 'local' } });
    const { browser, tenant } = world;
    const popup = await signIn(world);
    await popup.click('#btn-logout');
    await popup.waitForState('signed-out');
    await popup.close();
    const before = silentRequests(world);
    expect(tenant.grants().sessions).toBe(1);

    const again = await browser.openPopup();
    await again.page.waitForFunction(() => performance.getEntriesByName('login-ready').length > 0, {
      polling: 20,
    });
    expect(await again.state()).toBe('signed-out');
    expect(silentRequests(world)).toBe(before);
  });

  it('does not happen where the build has switched it off', async () => {
    world = await createWorld(kind, { environment: { AUTH0_SILENT: 'off' } });
    await forgetHere(world);
    const popup = await world.browser.openPopup();
    await popup.page.waitForFunction(() => performance.getEntriesByName('login-ready').length > 0, {
      polling: 20,
    });
    expect(await popup.state()).toBe('signed-out');
    expect(silentRequests(world)).toBe(0);
  });

  it('never keeps the form waiting', async () => {
    world = await createWorld(kind);
    const { browser, tenant } = world;
    tenant.addFault({ path: '/authorize', kind: 'delay', milliseconds: 5_000 });
    const popup = await browser.openPopup();
    const ready = await popup.page.waitForFunction(
      () => performance.getEntriesByName('login-ready')[0]?.startTime,
      { polling: 20 },
    );
    expect(await ready.jsonValue()).toBeLessThan(5_000);
    expect(await popup.state()).toBe('signed-out');
  });
});

/** Signs in, and takes the session from the extension but not from the tenant, as on another computer's profile. */
async function forgetHere(world: World): Promise<void> {
  const popup = await signIn(world);
  await popup.close();
  await world.browser.evaluateInExtension(() => chrome.storage.local.clear());
  await world.browser.waitForBadge('');
}

function silentRequests({ tenant }: World): number {
  return requestsTo(tenant, '/authorize').filter(({ query }) => query.includes('prompt')).length;
}
