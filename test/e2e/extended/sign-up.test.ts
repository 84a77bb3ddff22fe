import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { ONE_BROWSER } from '../one-browser.ts';
import {
  createWorld,
  openScreen,
  RESET_PASSWORD,
  requestsTo,
  SIGN_UP,
  submitForm,
  type World,
} from '../world.ts';

describe.each([ONE_BROWSER])("Lock's other screens, in %s", (kind) => {
  let world: World;
  afterEach(() => world.end());

  it('asks for the fields that the look adds, has them again when it is reopened, and the tenant keeps them', async () => {
    const overrides = {
      'src/extension/branding.ts': path.join(import.meta.dirname, '../own/look-with-fields.ts'),
    };
    world = await createWorld(kind, { overrides });
    const popup = await openScreen(world, SIGN_UP);
    await popup.fill('#lock input[name=email]', 'hedy@example.com');
    await popup.fill('#lock input[name=company]', 'MGM');
    await popup.click('#lock input[name=newsletter]');
    await popup.close();
    const again = await world.browser.openPopup();
    await again.fill('#lock input[name=password]', 'Frequency-Hopping-1942');
    await again.click('#lock button[type=submit]');
    expect(await again.waitForState('signed-in', 'error')).toBe('signed-in');
    const hedy = world.tenant.users.find(({ email }) => email === 'hedy@example.com');
    expect(hedy?.userMetadata).toEqual({
      company: 'MGM',
      newsletter: 'true',
      source: 'extension',
    });
  });

  it('says that an address is taken', async () => {
    world = await createWorld(kind, { tenant: { publicSignupErrors: true } });
    const popup = await openScreen(world, SIGN_UP);
    await submitForm(popup, { email: 'ada@example.com', password: 'Frequency-Hopping-1942' });
    expect(await popup.text('#lock .auth0-global-message-error')).toBe('The user already exists.');
    expect(await popup.state()).toBe('signed-out');
  });

  it("shows the tenant's password policy, and does not send what breaks it", async () => {
    world = await createWorld(kind);
    const popup = await openScreen(world, SIGN_UP);
    await popup.fill('#lock input[name=email]', 'hedy@example.com');
    await popup.fill('#lock input[name=password]', 'abc');
    expect(await popup.text('#lock .auth0-lock-password-strength')).toContain(
      'At least 8 characters in length',
    );
    await popup.click('#lock button[type=submit]');
    await popup.fill('#lock input[name=password]', 'Frequency-Hopping-1942');
    await popup.click('#lock button[type=submit]');
    expect(await popup.waitForState('signed-in', 'error')).toBe('signed-in');
    expect(requestsTo(world.tenant, '/dbconnections/signup')).toHaveLength(1);
  });

  it('sends the mail that resets a password', async () => {
    world = await createWorld(kind);
    const popup = await openScreen(world, RESET_PASSWORD);
    await popup.fill('#lock input[name=email]', 'ada@example.com');
    await popup.click('#lock button[type=submit]');
    await expect
      .poll(() => popup.page.evaluate(() => document.querySelector('#lock')?.textContent))
      .toContain("We've just sent you an email to reset your password.");
    expect(await popup.state()).toBe('signed-out');
  });
});
