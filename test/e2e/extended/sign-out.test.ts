import { afterEach, describe, expect, it } from 'vitest';
import { finishedSignOuts } from '../background.ts';
import { ONE_BROWSER } from '../one-browser.ts';
import { createWorld, openForm, signIn, type World } from '../world.ts';

describe.each([ONE_BROWSER])('signing out, in %s', (kind) => {
  let world: World;
  afterEach(() => world.end());

  it('ends only this extension where the build says so', async () => {
    world = await createWorld(kind, { environment: { AUTH0_LOGOUT: 'local' } });
    const { browser, tenant } = world;
    const popup = await signIn(world);
    await popup.click('#btn-logout');
    await popup.waitForState('signed-out');
    await expect.poll(() => finishedSignOuts(browser)).toBe(1);
    expect(tenant.grants()).toEqual({ refreshTokens: 0, sessions: 1 });
    expect(tenant.requests.some(({ path }) => path === '/v2/logout')).toBe(false);
  });

  it("ends the identity provider's session too where the build says so", async () => {
    world = await createWorld(kind, {
      tenant: { connections: [{ strategy: 'google-oauth2' }] },
      environment: { AUTH0_LOGOUT: 'federated' },
    });
    const { browser, tenant } = world;
    const popup = await openForm(world);
    await popup.click('#lock .auth0-lock-social-button');
    const window = await browser.waitForWindow(tenant.identityProviders.social.origin);
    if (!popup.closed) await popup.close();
    await (await window.waitForSelector('button[name=account]'))?.click();
    await browser.waitForBadge('✓');

    const again = await browser.openPopup();
    await again.waitForState('signed-in');
    await again.click('#btn-logout');
    await again.waitForState('signed-out');
    await expect
      .poll(() => tenant.requests.find(({ path }) => path === '/v2/logout')?.query)
      .toContain('federated');
    await expect.poll(() => tenant.grants()).toMatchObject({ refreshTokens: 0, sessions: 0 });
  });

  it("reports no failure if the identity provider's sign-out ends on its own page", async () => {
    world = await createWorld(kind, { environment: { AUTH0_LOGOUT: 'federated' } });
    const { browser, tenant } = world;
    const popup = await signIn(world);
    // As the provider's page does, the answer does not lead back.
    const done = { status: 200, contentType: 'text/html', body: 'Signed out' } as const;
    tenant.addFault({ path: '/v2/logout', times: 1, kind: 'status', processed: true, ...done });
    await popup.click('#btn-logout');
    await popup.waitForState('signed-out');
    await expect.poll(() => finishedSignOuts(browser)).toBe(1);
    expect(await popup.text('#notice')).toBe('');
    expect(tenant.grants()).toEqual({ refreshTokens: 0, sessions: 0 });
  });
});
