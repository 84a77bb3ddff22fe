import { describe, expect, it } from 'vitest';
import { itOnce } from '../one-browser.ts';
import { openWindow, signInAt } from '../pages.ts';
import { startWorld } from '../start-world.ts';
import { BROWSERS, storedSession } from '../world.ts';

const HOSTED = { environment: { AUTH0_LOGIN: 'hosted' } };

describe.each(BROWSERS)('signing in in a window, in %s', (kind) => {
  it('is possible again after the background stopped while the window was open', async () => {
    const world = await startWorld(kind, HOSTED);
    const { browser, tenant } = world;
    const window = await openWindow(world);
    await browser.stopBackground();
    if (!window.isClosed()) await window.close();
    expect(await storedSession(browser)).toBeNull();
    await signInAt(await openWindow(world), tenant);
    await browser.waitForBadge('✓');
  });

  itOnce(kind, 'firefox')("is completed after more than the background's idle time", async () => {
    const idleTime = 1_000;
    const prefs = { 'extensions.background.idle.timeout': idleTime };
    const world = await startWorld(kind, { ...HOSTED, prefs });
    const { browser, tenant } = world;
    // Idle, the background stops.
    await expect.poll(() => browser.backgroundRuns()).toBe(false);
    const window = await openWindow(world);
    const end = Date.now() + 4 * idleTime;
    await expect.poll(() => Date.now()).toBeGreaterThan(end);
    await signInAt(window, tenant);
    await browser.waitForBadge('✓');
  });
});
