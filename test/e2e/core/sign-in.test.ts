import { describe, expect, it } from 'vitest';
import type { Popup } from '../../support/browser.ts';
import { waitForForm } from '../pages.ts';
import { startWorld } from '../start-world.ts';
import { ada, BROWSERS, NAME, openForm, requestsTo, submitForm } from '../world.ts';

describe.each(BROWSERS)('signing in with the form, in %s', (kind) => {
  it('shows the user and the badge, also when the popup opens again without Lock', async () => {
    const world = await startWorld(kind);
    const { browser, tenant } = world;
    await expect.poll(() => browser.badge()).toEqual({ text: '', title: `${NAME}: signed out` });

    const popup = await openForm(world);
    await waitForForm(popup);
    expect(await popup.page.evaluate(() => document.getAnimations().length)).toBe(0);
    await recordStates(popup);
    await submitForm(popup, ada(tenant));
    expect(await popup.waitForState('signed-in', 'error')).toBe('signed-in');

    expect(await popup.page.evaluate(() => document.body.dataset.states)).toBe('signing-in signed-in');
    expect(await popup.text('#user-name')).toBe('Ada Lovelace');
    expect(await popup.text('#user-email')).toBe('ada@example.com');
    expect(await popup.text('#user-initials')).toBe('AL');
    expect(await marks(popup)).toEqual(
      expect.arrayContaining(['popup-painted', 'login-ready', 'session-shown']),
    );
    expect(popup.closed).toBe(false);
    expect(await browser.waitForBadge('✓')).toEqual({
      text: '✓',
      title: `${NAME}: signed in as Ada Lovelace`,
    });
    expect([popup.pageErrors, popup.consoleMessages]).toEqual([[], []]);

    await popup.close();
    const settingsPath = `/client/${tenant.clientId}.js`;
    const settingsLoaded = requestsTo(tenant, settingsPath).length;
    const again = await browser.openPopup();
    expect(await again.waitForState('signed-in', 'signed-out')).toBe('signed-in');
    expect(await again.text('#user-email')).toBe('ada@example.com');
    expect(requestsTo(tenant, settingsPath)).toHaveLength(settingsLoaded);
    expect(await again.page.$('script[src*="lock"]')).toBeNull();
    expect(await again.page.evaluate(() => document.adoptedStyleSheets.length)).toBe(0);
  });

  it('shows the message of Lock if the password is wrong, and accepts the right one', async () => {
    const world = await startWorld(kind);
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
});

/** Writes the later states of the popup into `data-states` of its body. */
async function recordStates(popup: Popup): Promise<void> {
  await popup.page.evaluate(() => {
    const main = document.querySelector('main');
    if (main === null) return;
    const states = new Set<string>();
    const record = () => {
      document.body.dataset.states = [...states.add(main.dataset.state ?? '')].join(' ');
    };
    new MutationObserver(record).observe(main, { attributeFilter: ['data-state'] });
  });
}

function marks({ page }: Popup): Promise<string[]> {
  return page.evaluate(() => performance.getEntriesByType('mark').map(({ name }) => name));
}
