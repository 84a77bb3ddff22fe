import { afterEach, describe, expect, it } from 'vitest';
import { BROWSERS, createWorld, signIn, type World } from '../world.ts';

describe.each(BROWSERS)('silent sign-in, in %s', (kind) => {
  let world: World;
  afterEach(() => world.end());

  it('runs when the popup opens if the browser has a session with the tenant', async () => {
    world = await createWorld(kind);
    const { browser } = world;
    await (await signIn(world)).close();
    await browser.evaluateInExtension(() => chrome.storage.local.clear());
    await browser.waitForBadge('');
    const popup = await browser.openPopup();
    expect(await popup.waitForState('signed-in', 'error')).toBe('signed-in');
    expect(await popup.text('#user-email')).toBe('ada@example.com');
    await browser.waitForBadge('✓');
  });
});
