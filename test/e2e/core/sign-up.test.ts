import { afterEach, describe, expect, it } from 'vitest';
import { BROWSERS, createWorld, openScreen, SIGN_UP, type World } from '../world.ts';

describe.each(BROWSERS)('signing up, in %s', (kind) => {
  let world: World;
  afterEach(() => world.end());

  it('signs up a new person, who is signed in then', async () => {
    world = await createWorld(kind);
    const popup = await openScreen(world, SIGN_UP);
    await popup.fill('#lock input[name=email]', 'hedy@example.com');
    await popup.fill('#lock input[name=password]', 'Frequency-Hopping-1942');
    await popup.click('#lock button[type=submit]');
    expect(await popup.waitForState('signed-in', 'error')).toBe('signed-in');
    expect(await popup.text('#user-email')).toBe('hedy@example.com');
    await world.browser.waitForBadge('✓');
  });
});
