import { afterEach, describe, expect, it } from 'vitest';
import { BROWSERS, createWorld, NAME, signIn, type World } from '../world.ts';

describe.each(BROWSERS)('the session, in %s', (kind) => {
  let world: World;
  afterEach(() => world.end());

  it('survives a restart of the browser', async () => {
    world = await createWorld(kind);
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
