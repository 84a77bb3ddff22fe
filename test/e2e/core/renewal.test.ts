import { afterEach, describe, expect, it } from 'vitest';
import { message } from '../message.ts';
import { letTokenEnd, nextAlarm, renewals, sessionOf } from '../session-record.ts';
import {
  ada,
  BROWSERS,
  createWorld,
  NAME,
  openForm,
  signIn,
  storeSession,
  submitForm,
  type World,
} from '../world.ts';

/** So that the form is there after the end: no silent sign-in takes its place. */
const NO_SILENT = { AUTH0_SILENT: 'off' };

describe.each(BROWSERS)('renewal, in %s', (kind) => {
  let world: World;
  afterEach(() => world.end());

  const begin = async () => {
    world = await createWorld(kind, { environment: NO_SILENT });
    await (await signIn(world)).close();
    await world.browser.waitForBadge('✓');
    return world;
  };

  it('comes at its time, before the token ends, though the background is stopped', async () => {
    const { browser, tenant } = await begin();
    const before = await sessionOf(browser);
    const renewAt = Date.now() + 5_000;
    await storeSession(browser, { ...before, renewAt });
    // A slow machine may see the renewal itself in place of the alarm that is set for it.
    await expect.poll(async () => renewals(world) > 0 || (await nextAlarm(browser)) === renewAt).toBe(true);
    await browser.stopBackground();
    await expect.poll(async () => (await sessionOf(browser)).createdAt).toBeGreaterThan(before.createdAt);
    const after = await sessionOf(browser);
    expect(after.createdAt).toBeGreaterThanOrEqual(renewAt);
    expect(after.createdAt).toBeLessThan(before.expiresAt);
    expect(after.id).toBe(before.id);
    expect((await browser.badge()).text).toBe('✓');
    expect(renewals(world)).toBe(1);
    expect(tenant.grants()).toMatchObject({ refreshTokens: 1 });
  });

  it('is over when the tenant says so, and the next sign-in begins with who it was', async () => {
    const { browser, tenant } = await begin();
    tenant.revokeRefreshTokens('ada@example.com');
    await letTokenEnd(browser);
    const popup = await openForm(world);
    expect(await popup.text('#notice')).toBe(message('sessionEnded'));
    expect((await browser.waitForBadge('!')).title).toBe(message('badgeExpired', { name: NAME }));
    await popup.page.waitForFunction(
      () => document.querySelector<HTMLInputElement>('#lock input[name=email]')?.value === 'ada@example.com',
      { polling: 20 },
    );
    await submitForm(popup, ada(tenant));
    await popup.waitForState('signed-in');
    await browser.waitForBadge('✓');
  });
});
