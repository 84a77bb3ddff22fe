import { describe, expect, it } from 'vitest';
import { ONE_BROWSER } from '../one-browser.ts';
import { startWorld } from '../start-world.ts';
import { ada, openForm, signIn, storedSession, submitForm } from '../world.ts';

describe.each([ONE_BROWSER])('the session, in %s', (kind) => {
  it('ends with the browser if the build stores it in memory', async () => {
    const world = await startWorld(kind, { environment: { AUTH0_STORAGE: 'session', AUTH0_SILENT: 'off' } });
    const { browser } = world;
    await signIn(world);
    await browser.waitForBadge('✓');
    expect(await storedSession(browser)).toBeNull();
    await browser.restart();
    const popup = await browser.openPopup();
    expect(await popup.waitForState('signed-out', 'signed-in', 'error')).toBe('signed-out');
  });

  it('is shown in every open popup at once', async () => {
    const world = await startWorld(kind);
    const { browser, tenant } = world;
    const tab = await browser.openPopupInTab();
    const popup = await openForm(world);
    await submitForm(popup, ada(tenant));
    await popup.waitForState('signed-in');
    await expect.poll(() => tab.state()).toBe('signed-in');
    await browser.waitForBadge('✓');

    await popup.click('#btn-logout');
    await popup.waitForState('signed-out');
    await expect.poll(() => tab.state()).toBe('signed-out');
    await browser.waitForBadge('');
  });
});
