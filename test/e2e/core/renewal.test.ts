import { describe, expect, it } from 'vitest';
import { message } from '../message.ts';
import { fieldValue } from '../pages.ts';
import { expireToken, sessionOf } from '../session-record.ts';
import { startWorld } from '../start-world.ts';
import { ada, BROWSERS, NAME, openForm, requestsTo, signIn, storeSession, submitForm } from '../world.ts';

describe.each(BROWSERS)('renewal, in %s', (kind) => {
  const start = async () => {
    // The form shows after the session's end, instead of a silent sign-in.
    const world = await startWorld(kind, { environment: { AUTH0_SILENT: 'off' } });
    await (await signIn(world)).close();
    await world.browser.waitForBadge('✓');
    return world;
  };

  it('starts a stopped background at the planned time, before the token expires', async () => {
    const { browser, tenant } = await start();
    const before = await sessionOf(browser);
    const renewAt = Date.now() + 5_000;
    const renewals = () => requestsTo(tenant, '/oauth/token').length - 1;
    const nextAlarm = () =>
      browser.evaluateInExtension(async () => (await chrome.alarms.getAll())[0]?.scheduledTime);
    await storeSession(browser, { ...before, renewAt });
    // A slow machine may see the renewal itself instead of its alarm.
    await expect.poll(async () => renewals() > 0 || (await nextAlarm()) === renewAt).toBe(true);
    await browser.stopBackground();
    await expect.poll(async () => (await sessionOf(browser)).createdAt).toBeGreaterThan(before.createdAt);
    const after = await sessionOf(browser);
    expect(after.createdAt).toBeGreaterThanOrEqual(renewAt);
    expect(after.createdAt).toBeLessThan(before.expiresAt);
    expect(after.id).toBe(before.id);
    expect((await browser.badge()).text).toBe('✓');
    expect(renewals()).toBe(1);
    expect(tenant.grants()).toMatchObject({ refreshTokens: 1 });
  });

  it('ends the session if the tenant refuses it, and the form contains the email address', async () => {
    const world = await start();
    const { browser, tenant } = world;
    tenant.revokeRefreshTokens('ada@example.com');
    await expireToken(browser);
    const popup = await openForm(world);
    expect(await popup.text('#notice')).toBe(message('sessionEnded'));
    expect((await browser.waitForBadge('!')).title).toBe(message('badgeExpired', { name: NAME }));
    await expect.poll(() => fieldValue(popup.page, '#lock input[name=email]')).toBe('ada@example.com');
    await submitForm(popup, ada(tenant));
    await popup.waitForState('signed-in');
    await browser.waitForBadge('✓');
  });
});
