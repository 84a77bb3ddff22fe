import type { Page } from 'puppeteer-core';
import { afterEach, describe, expect, it } from 'vitest';
import { askForNews, NO_NEWS } from './background.ts';
import { signInAt } from './pages.ts';
import { BROWSERS, createWorld, NAME, requestsTo, storedSession, type World } from './world.ts';

const HOSTED = { environment: { AUTH0_LOGIN: 'hosted' } };

describe.each(BROWSERS)('signing in in a window, in %s', (kind) => {
  let world: World;
  afterEach(() => world.end());

  it('is finished by the background when the popup has closed', async () => {
    world = await createWorld(kind, HOSTED);
    const { browser } = world;
    const window = await openWindow(world);
    await signInAt(window, world.tenant);
    expect(await browser.waitForBadge('✓')).toEqual({
      text: '✓',
      title: `${NAME}: signed in as Ada Lovelace`,
    });
    const popup = await browser.openPopup();
    expect(await popup.waitForState('signed-in', 'signed-out', 'error')).toBe('signed-in');
    expect(await popup.text('#user-email')).toBe('ada@example.com');
  });

  it('shows at once in a popup that lives to see it', async () => {
    world = await createWorld(kind, HOSTED);
    const { browser, tenant } = world;
    const tab = await browser.openPopupInTab();
    await tab.waitForState('signed-out');
    await tab.click('#btn-login');
    expect(await tab.waitForState('signing-in', 'error')).toBe('signing-in');
    await signInAt(await browser.waitForWindow(`${tenant.origin}/u/`), tenant);
    await expect.poll(() => tab.state()).toBe('signed-in');
  });

  it('says once, at the next opening, that the window was closed', async () => {
    world = await createWorld(kind, HOSTED);
    const { browser } = world;
    const window = await openWindow(world);
    await window.close();
    const reopen = async () => {
      const popup = await browser.openPopup();
      await popup.waitForState('signed-out');
      return popup;
    };
    const words = 'The sign-in window was closed before it was done. Sign in again when you like.';
    const popup = await reopen();
    await expect.poll(() => popup.text('#notice')).toBe(words);
    await popup.close();

    const again = await reopen();
    expect(await askForNews(again)).toEqual(NO_NEWS);
    expect(await again.text('#notice')).toBe('');
    await again.click('#btn-login');
    await again.close();
    await signInAt(await browser.waitForWindow(`${world.tenant.origin}/u/`), world.tenant);
    await browser.waitForBadge('✓');
  });

  it('has one window at a time, which a second popup joins', async () => {
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

  it('says in another popup that its window is open', async () => {
    world = await createWorld(kind, HOSTED);
    const { browser } = world;
    const window = await openWindow(world);
    const popup = await browser.openPopup();
    await popup.waitForState('signed-out');
    await expect.poll(() => popup.text('#notice')).toMatch(/^A sign-in window is open/);
    await window.close();
    await expect.poll(() => popup.text('#notice')).toMatch(/^The sign-in window was closed/);
  });

  it('leaves nothing half done when the background is stopped in the middle', async () => {
    world = await createWorld(kind, HOSTED);
    const { browser, tenant } = world;
    const window = await openWindow(world);
    await browser.stopBackground();
    await closeIfOpen(window);
    expect(await storedSession(browser)).toBeNull();
    const popup = await browser.openPopup();
    await popup.waitForState('signed-out');
    await popup.click('#btn-login');
    await popup.close();
    await signInAt(await browser.waitForWindow(`${tenant.origin}/u/`), tenant);
    await browser.waitForBadge('✓');
  });

  it('tells why when the tenant refuses', async () => {
    world = await createWorld(kind, HOSTED);
    const { browser, tenant } = world;
    const popup = await browser.openPopup();
    await popup.waitForState('signed-out');
    tenant.addFault({
      path: '/oauth/token',
      kind: 'status',
      status: 500,
      contentType: 'text/html',
      body: '',
    });
    await popup.click('#btn-login');
    await popup.close();
    await signInAt(await browser.waitForWindow(`${tenant.origin}/u/`), tenant);
    await expect.poll(() => requestsTo(tenant, '/oauth/token').length).toBe(1);
    const again = await browser.openPopupInTab();
    await expect.poll(() => again.text('#notice')).toContain('is having trouble (status 500)');
  });
});

describe('signing in in a window, in firefox alone', () => {
  let world: World;
  afterEach(() => world.end());

  it("is finished though the person takes longer than the background's idle time", async () => {
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

/** Opens the popup, asks for the window, and closes the popup as a browser does when the window takes the focus. */
async function openWindow({ browser, tenant }: World): Promise<Page> {
  const popup = await browser.openPopup();
  await popup.waitForState('signed-out');
  await popup.click('#btn-login');
  const window = await browser.waitForWindow(`${tenant.origin}/u/`);
  if (!popup.closed) await popup.close();
  return window;
}

async function closeIfOpen(window: Page): Promise<void> {
  if (!window.isClosed()) await window.close();
}
