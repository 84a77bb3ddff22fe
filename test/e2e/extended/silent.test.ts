import { describe, expect, it } from 'vitest';
import { startWorld } from '../start-world.ts';
import { BROWSERS, signIn } from '../world.ts';

describe.each(BROWSERS)('silent sign-in, in %s', (kind) => {
  it('runs when the popup opens if the browser has a session with the tenant', async () => {
    const world = await startWorld(kind);
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
