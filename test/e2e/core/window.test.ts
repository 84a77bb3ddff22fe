import { describe, expect, it } from 'vitest';
import { sendRequest } from '../background.ts';
import { message } from '../message.ts';
import { openWindow, signInAt } from '../pages.ts';
import { startWorld } from '../start-world.ts';
import { BROWSERS, NAME, openForm } from '../world.ts';

const HOSTED = { environment: { AUTH0_LOGIN: 'hosted' } };

describe.each(BROWSERS)('signing in in a window, in %s', (kind) => {
  it('is completed by the background after the popup has closed', async () => {
    const world = await startWorld(kind, HOSTED);
    const { browser, tenant } = world;
    await signInAt(await openWindow(world), tenant);
    expect(await browser.waitForBadge('✓')).toEqual({
      text: '✓',
      title: `${NAME}: signed in as Ada Lovelace`,
    });
    const popup = await browser.openPopup();
    expect(await popup.waitForState('signed-in', 'signed-out', 'error')).toBe('signed-in');
    expect(await popup.text('#user-email')).toBe('ada@example.com');
  });

  it('shows once, in the next popup, that the window was closed', async () => {
    const world = await startWorld(kind, HOSTED);
    const { browser, tenant } = world;
    await (await openWindow(world)).close();
    const popup = await openForm(world);
    await expect.poll(() => popup.text('#notice')).toBe(message('signInCancelled'));
    await popup.close();

    const again = await openForm(world);
    const answer = { windowIsOpen: false, failure: null };
    expect(await sendRequest(again.page, 'sign-in-status')).toEqual({ type: 'answer', answer });
    expect(await again.text('#notice')).toBe('');
    await again.close();
    await signInAt(await openWindow(world), tenant);
    await browser.waitForBadge('✓');
  });
});
