import { afterEach, describe, expect, it } from 'vitest';
import { askForNews, NO_NEWS } from '../background.ts';
import { message } from '../message.ts';
import { openWindow, signInAt } from '../pages.ts';
import { BROWSERS, createWorld, NAME, openForm, type World } from '../world.ts';

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

  it('says once, at the next opening, that the window was closed', async () => {
    world = await createWorld(kind, HOSTED);
    const { browser } = world;
    const window = await openWindow(world);
    await window.close();
    const reopen = async () => {
      const popup = await openForm(world);
      return popup;
    };
    const words = message('signInCancelled');
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
});
