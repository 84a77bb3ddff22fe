import { describe, expect, it } from 'vitest';
import { startWorld } from '../start-world.ts';
import { BROWSERS, HEDY, openScreen, SIGN_UP, submitForm } from '../world.ts';

describe.each(BROWSERS)('signing up, in %s', (kind) => {
  it('creates an account and signs the user in', async () => {
    const world = await startWorld(kind);
    const popup = await openScreen(world, SIGN_UP);
    await submitForm(popup, HEDY);
    expect(await popup.waitForState('signed-in', 'error')).toBe('signed-in');
    expect(await popup.text('#user-email')).toBe('hedy@example.com');
    await world.browser.waitForBadge('✓');
  });
});
