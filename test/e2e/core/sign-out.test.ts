import { describe, expect, it } from 'vitest';
import { startWorld } from '../start-world.ts';
import { BROWSERS, NAME, signIn, storedSession } from '../world.ts';

describe.each(BROWSERS)('signing out, in %s', (kind) => {
  it('starts a stopped background, and ends the session, the refresh token and the session of the tenant', async () => {
    const world = await startWorld(kind);
    const { browser, tenant } = world;
    const popup = await signIn(world);
    await browser.waitForBadge('✓');
    expect(tenant.grants()).toEqual({ refreshTokens: 1, sessions: 1 });

    await browser.stopBackground();
    await popup.click('#btn-logout');
    expect(await popup.waitForState('signed-out', 'error')).toBe('signed-out');
    expect(await browser.waitForBadge('')).toEqual({ text: '', title: `${NAME}: signed out` });
    expect(await storedSession(browser)).toBeNull();
    await expect.poll(() => tenant.grants()).toEqual({ refreshTokens: 0, sessions: 0 });
  });

  it('removes the session and shows what is left at the tenant if that is unreachable', async () => {
    const world = await startWorld(kind);
    const { browser, tenant } = world;
    const popup = await signIn(world);
    await browser.waitForBadge('✓');
    tenant.addFault({ path: /./, kind: 'drop' });

    await popup.click('#btn-logout');
    expect(await popup.waitForState('signed-out', 'error')).toBe('signed-out');
    expect((await browser.waitForBadge('')).title).toBe(`${NAME}: signed out`);
    expect(await storedSession(browser)).toBeNull();
    await expect
      .poll(() => popup.text('#notice'))
      .toMatch(/signed out of this extension, but .* couldn't be notified/);
    expect(tenant.grants()).toEqual({ refreshTokens: 1, sessions: 1 });
  });
});
