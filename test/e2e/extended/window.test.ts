import type { Page } from 'puppeteer-core';
import { afterEach, describe, expect, it } from 'vitest';
import { message } from '../message.ts';
import { itOnce } from '../one-browser.ts';
import { openWindow, signInAt } from '../pages.ts';
import { BROWSERS, createWorld, openForm, requestsTo, storedSession, type World } from '../world.ts';

const HOSTED = { environment: { AUTH0_LOGIN: 'hosted' } };

describe.each(BROWSERS)('signing in in a window, in %s', (kind) => {
  const once = itOnce(kind);
  let world: World;
  afterEach(() => world.end());

  once('has one window at a time, which a second popup joins', async () => {
    world = await createWorld(kind, HOSTED);
    const { browser, tenant } = world;
    const tab = await browser.openPopupInTab();
    await tab.waitForState('signed-out');
    const window = await openWindow(world);
    const opened = requestsTo(tenant, '/authorize').length;
    await tab.page.evaluate(() => document.querySelector<HTMLButtonElement>('#btn-login')?.click());
    await expect.poll(() => tab.state()).toBe('signing-in');
    await signInAt(window, world.tenant);
    await expect.poll(() => tab.state()).toBe('signed-in');
    expect(requestsTo(tenant, '/authorize')).toHaveLength(opened);
  });

  once('says in another popup that its window is open', async () => {
    world = await createWorld(kind, HOSTED);
    const window = await openWindow(world);
    const popup = await openForm(world);
    await expect.poll(() => popup.text('#notice')).toBe(message('windowIsOpen'));
    await window.close();
    await expect.poll(() => popup.text('#notice')).toBe(message('signInCancelled'));
  });

  it('leaves nothing half done when the background is stopped in the middle', async () => {
    world = await createWorld(kind, HOSTED);
    const { browser, tenant } = world;
    const window = await openWindow(world);
    await browser.stopBackground();
    await closeIfOpen(window);
    expect(await storedSession(browser)).toBeNull();
    const popup = await openForm(world);
    await popup.click('#btn-login');
    await popup.close();
    await signInAt(await browser.waitForWindow(`${tenant.origin}/u/`), tenant);
    await browser.waitForBadge('✓');
  });
});

describe('signing in in a window, in firefox alone', () => {
  let world: World;
  afterEach(() => world.end());

  it("is finished though the user takes longer than the background's idle time", async () => {
    const idle = 1_000;
    const prefs = { 'extensions.background.idle.timeout': idle };
    world = await createWorld('firefox', { ...HOSTED, prefs });
    const { browser, tenant } = world;
    // With nothing to do it is stopped.
    await expect.poll(() => browser.backgroundRuns()).toBe(false);
    const window = await openWindow(world);
    const longAfter = Date.now() + 4 * idle;
    await expect.poll(() => Date.now()).toBeGreaterThan(longAfter);
    await signInAt(window, tenant);
    await browser.waitForBadge('✓');
  });
});

async function closeIfOpen(window: Page): Promise<void> {
  if (!window.isClosed()) await window.close();
}
