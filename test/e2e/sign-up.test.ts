import { afterEach, describe, expect, it } from 'vitest';
import type { Popup } from '../support/browser.ts';
import { BROWSERS, createWorld, type World } from './world.ts';

describe.each(BROWSERS)("Lock's other screens, in %s", (kind) => {
  let world: World;
  afterEach(() => world.end());

  it('signs up a new person, who is signed in then', async () => {
    world = await createWorld(kind);
    const popup = await openScreen(world, '.auth0-lock-tabs li a', 'Sign Up');
    await popup.fill('#lock input[name=email]', 'hedy@example.com');
    await popup.fill('#lock input[name=password]', 'Frequency-Hopping-1942');
    await popup.click('#lock button[type=submit]');
    expect(await popup.waitForState('signed-in', 'error')).toBe('signed-in');
    expect(await popup.text('#user-email')).toBe('hedy@example.com');
    await world.browser.waitForBadge('✓');
  });

  it('sends the mail that resets a password', async () => {
    world = await createWorld(kind);
    const popup = await openScreen(world, '.auth0-lock-alternative-link', 'Send email');
    await popup.fill('#lock input[name=email]', 'ada@example.com');
    await popup.click('#lock button[type=submit]');
    await expect
      .poll(() => popup.page.evaluate(() => document.querySelector('#lock')?.textContent), {
        timeout: 10_000,
      })
      .toContain("We've just sent you an email to reset your password.");
    expect(await popup.state()).toBe('signed-out');
  });
});

/** Opens the popup, clicks what leads to another screen of Lock, and waits until its button says `label`. */
async function openScreen({ browser }: World, link: string, label: string): Promise<Popup> {
  const popup = await browser.openPopup();
  await popup.waitForState('signed-out');
  await popup.click(link);
  await popup.page.waitForFunction(
    (wanted) => document.querySelector('#lock button[type=submit]')?.textContent === wanted,
    { polling: 20 },
    label,
  );
  return popup;
}
