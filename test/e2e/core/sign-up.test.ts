import { afterEach, describe, expect, it } from 'vitest';
import { BROWSERS, createWorld, HEDY, openScreen, SIGN_UP, submitForm, type World } from '../world.ts';

describe.each(BROWSERS)('signing up, in %s', (kind) => {
  let world: World;
  afterEach(() => world.end());

  it('creates an account and signs the user in', async () => {
    world = await createWorld(kind);
    const popup = await openScreen(world, SIGN_UP);
    await submitForm(popup, HEDY);
    expect(await popup.waitForState('signed-in', 'error')).toBe('signed-in');
    expect(await popup.text('#user-email')).toBe('hedy@example.com');
    await world.browser.waitForBadge('✓');
  });
});
