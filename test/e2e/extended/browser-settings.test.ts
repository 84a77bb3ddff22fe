import { describe, expect, it } from 'vitest';
import { message } from '../message.ts';
import { waitForForm } from '../pages.ts';
import { startWorld } from '../start-world.ts';
import { ada, signIn, submitForm, type WorldOptions } from '../world.ts';

type Prefs = NonNullable<WorldOptions['prefs']>;

/** Strict settings that allow the sign-in. */
const STRICT: readonly (readonly ['chromium' | 'firefox', string, Prefs])[] = [
  [
    'chromium',
    'blocks third-party cookies and deletes the others when it closes',
    {
      'profile.block_third_party_cookies': true,
      'profile.cookie_controls_mode': 1,
      'profile.default_content_setting_values.cookies': 4,
    },
  ],
  [
    'firefox',
    'blocks third-party cookies and deletes the others when it closes',
    {
      'network.cookie.cookieBehavior': 1,
      'privacy.sanitize.sanitizeOnShutdown': true,
      'privacy.clearOnShutdown_v2.cookiesAndStorage': true,
      'privacy.clearOnShutdown.cookies': true,
      'privacy.clearOnShutdown.offlineApps': true,
    },
  ],
];

/** Settings that block the cookies of every site. */
const BLOCKED: readonly (readonly ['chromium' | 'firefox', Prefs])[] = [
  ['chromium', { 'profile.default_content_setting_values.cookies': 2 }],
  ['firefox', { 'network.cookie.cookieBehavior': 2 }],
];

describe('settings of the browser', () => {
  it.each(STRICT)('let %s sign in and stay signed in if it %s', async (kind, _what, prefs) => {
    const world = await startWorld(kind, { prefs });
    await signIn(world);
    await world.browser.restart();
    await world.browser.waitForBadge('✓');
    const popup = await world.browser.openPopup();
    expect(await popup.waitForState('signed-in', 'signed-out', 'error')).toBe('signed-in');
    // So no failure names cookies as its cause.
    expect(await popup.page.evaluate(() => document.hasStorageAccess())).toBe(true);
  });

  it.each(BLOCKED)('are named in %s if they block the cookies of the sign-in', async (kind, prefs) => {
    const world = await startWorld(kind, { prefs, environment: { AUTH0_SILENT: 'off' } });
    const { browser, tenant } = world;
    const text = message('cookiesBlocked', { domain: tenant.domain });
    const popup = await browser.openPopup();
    await waitForForm(popup);
    await submitForm(popup, ada(tenant));
    await popup.waitForState('error');
    expect(await popup.text('#failure')).toBe(text);
    const hold = tenant.hold('/authorize');
    await popup.click('#btn-window');
    await hold.arrived;
    if (!popup.closed) await popup.close();
    hold.release();
    if (kind === 'firefox') await (await browser.waitForWindow(`${tenant.origin}/u/`)).close();
    const again = await browser.openPopup();
    await expect.poll(() => again.text('#notice')).toContain(text);
  });
});
