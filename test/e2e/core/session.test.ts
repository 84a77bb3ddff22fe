import { describe, expect, it } from 'vitest';
import { startWorld } from '../start-world.ts';
import { BROWSERS, NAME, signIn } from '../world.ts';

describe.each(BROWSERS)('the session, in %s', (kind) => {
  it('survives a restart of the browser', async () => {
    const world = await startWorld(kind);
    const { browser } = world;
    await signIn(world);
    await browser.restart();
    await expect
      .poll(() => browser.badge())
      .toEqual({ text: '✓', title: `${NAME}: signed in as Ada Lovelace` });
    const popup = await browser.openPopup();
    expect(await popup.waitForState('signed-in', 'signed-out', 'error')).toBe('signed-in');
  });
});
