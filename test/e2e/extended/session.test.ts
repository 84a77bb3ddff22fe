import { afterEach, describe, expect, it } from 'vitest';
import type { Popup } from '../../support/browser.ts';
import { message } from '../message.ts';
import { ONE_BROWSER } from '../one-browser.ts';
import { fieldValue } from '../pages.ts';
import { endSessionIn, WITHOUT_RENEWAL } from '../session-record.ts';
import {
  ada,
  createWorld,
  fillForm,
  NAME,
  openForm,
  passwordOf,
  signIn,
  storedSession,
  submitForm,
  type World,
} from '../world.ts';

describe.each([ONE_BROWSER])('the session, in %s', (kind) => {
  let world: World;
  afterEach(() => world.end());

  it('asks for a new sign-in when it has ended while the browser was off', async () => {
    world = await createWorld(kind, WITHOUT_RENEWAL);
    const { browser } = world;
    await (await signIn(world)).close();
    await endSessionIn(browser, 500);
    await browser.restart();
    await expect
      .poll(() => browser.badge())
      .toEqual({
        text: '!',
        title: message('badgeExpired', { name: NAME }),
      });

    const popup = await browser.openPopup();
    expect(await popup.waitForState('signed-out', 'signed-in', 'error')).toBe('signed-out');
    expect(await popup.text('#notice')).toBe(message('sessionEnded'));
    expect(await fieldValue(popup.page, '#lock input[name=email]')).toBe('ada@example.com');
    await submitForm(popup, ada(world.tenant));
    await popup.waitForState('signed-in');
    await browser.waitForBadge('✓');
  });

  it('ends in the open popup too', async () => {
    world = await createWorld(kind, WITHOUT_RENEWAL);
    const popup = await signIn(world);
    await endSessionIn(world.browser, 1_000);
    expect(await popup.waitForState('signed-out')).toBe('signed-out');
    expect(await popup.text('#notice')).toBe(message('sessionEnded'));
  });

  it('ends with the browser where the build keeps it in memory', async () => {
    world = await createWorld(kind, { environment: { AUTH0_STORAGE: 'session', AUTH0_SILENT: 'off' } });
    const { browser } = world;
    await signIn(world);
    await browser.waitForBadge('✓');
    expect(await storedSession(browser)).toBeNull();
    await browser.restart();
    const popup = await browser.openPopup();
    expect(await popup.waitForState('signed-out', 'signed-in', 'error')).toBe('signed-out');
  });

  it('is painted again when the background has been stopped and something happens', async () => {
    world = await createWorld(kind);
    const { browser } = world;
    const popup = await signIn(world);
    await browser.waitForBadge('✓');
    await browser.stopBackground();
    await popup.click('#btn-logout');
    await popup.waitForState('signed-out');
    expect((await browser.waitForBadge('')).title).toBe(`${NAME}: signed out`);
  });

  it('shows in every window at once', async () => {
    world = await createWorld(kind);
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

  it('stays one when two windows sign in at the same time', async () => {
    world = await createWorld(kind);
    const { browser, tenant } = world;
    const people = ['ada@example.com', 'grace@example.com'].map((email) => ({
      email,
      password: passwordOf(tenant, email),
    }));
    const windows: Popup[] = [];
    for (const person of people) {
      const popup = await browser.openPopupInTab();
      await popup.waitForState('signed-out');
      await fillForm(popup, person);
      windows.push(popup);
    }
    await Promise.all(windows.map((popup) => popup.page.evaluate(pressSubmit)));
    await browser.waitForBadge('✓');
    await expect
      .poll(
        async () =>
          new Set(
            await Promise.all(
              windows.map(async (popup) => [await popup.state(), await popup.text('#user-email')].join(' ')),
            ),
          ).size,
      )
      .toBe(1);
    const [shown] = windows;
    expect(await shown?.state()).toBe('signed-in');
    const name = await shown?.text('#user-name');
    await expect.poll(async () => (await browser.badge()).title).toBe(`${NAME}: signed in as ${name}`);
  });
});

/** Runs in the popup. */
function pressSubmit(): void {
  document.querySelector<HTMLButtonElement>('#lock button[type=submit]')?.click();
}
