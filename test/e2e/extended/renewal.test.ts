import { describe, expect } from 'vitest';
import { itOnce } from '../one-browser.ts';
import { expireToken, sessionOf } from '../session-record.ts';
import { startWorld } from '../start-world.ts';
import { BROWSERS, requestsTo, signIn, type WorldOptions } from '../world.ts';

describe.each(BROWSERS)('renewal, in %s', (kind) => {
  const start = async (options: WorldOptions = {}) => {
    const world = await startWorld(kind, { environment: { AUTH0_SILENT: 'off' }, ...options });
    await (await signIn(world)).close();
    await world.browser.waitForBadge('✓');
    return world;
  };

  itOnce(kind)('succeeds after the background stopped between response and save', async () => {
    const { browser, tenant } = await start({ tenant: { refreshTokens: { overlapSeconds: 60 } } });
    const before = await sessionOf(browser);
    await expireToken(browser);
    const hold = tenant.hold('/oauth/token', { when: 'after' });
    const popup = await browser.openPopup();
    await hold.arrived;
    await popup.close();
    await browser.stopBackground();
    hold.release();
    tenant.clearFaults();

    await browser.openPopup();
    await expect.poll(async () => (await sessionOf(browser)).createdAt).toBeGreaterThan(before.createdAt);
    await browser.waitForBadge('✓');
  });

  itOnce(kind, 'firefox')('has the listed origin after a restart without a popup', async () => {
    const { browser, built, tenant } = await start();
    tenant.addFault({ path: '/oauth/token', kind: 'status', status: 500 });
    const renewals = () => requestsTo(tenant, '/oauth/token').slice(1);
    // A session from the future is renewed at once.
    await expireToken(browser, { createdAt: Date.now() + 3_600_000 });
    await expect.poll(() => renewals().length).toBeGreaterThan(0);
    const { length } = renewals();
    await browser.restart();
    await expect.poll(() => renewals().length).toBeGreaterThan(length);
    expect(renewals().at(-1)?.origin).toBe(built.addresses[kind].origin);
  });
});
