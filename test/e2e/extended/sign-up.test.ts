import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ONE_BROWSER } from '../one-browser.ts';
import { startWorld } from '../start-world.ts';
import { fillForm, HEDY, openScreen, RESET_PASSWORD, requestsTo, SIGN_UP, submitForm } from '../world.ts';

const SUBMIT = '#lock button[type=submit]';

describe.each([ONE_BROWSER])("Lock's other screens, in %s", (kind) => {
  it('sign a user up with fields of the branding after a weak password and a taken address', async () => {
    const branding = path.join(import.meta.dirname, '../own/branding.ts');
    const world = await startWorld(kind, {
      overrides: { 'src/extension/branding.ts': branding },
      tenant: { publicSignupErrors: true },
    });
    const { browser, tenant } = world;
    const popup = await openScreen(world, SIGN_UP);
    await fillForm(popup, { email: 'ada@example.com', password: 'abc' });
    expect(await popup.text('#lock .auth0-lock-password-strength')).toContain(
      'At least 8 characters in length',
    );
    await popup.click(SUBMIT);
    expect(requestsTo(tenant, '/dbconnections/signup')).toEqual([]);
    await popup.fill('#lock input[name=company]', 'MGM');
    await popup.click('#lock input[name=newsletter]');
    await submitForm(popup, { email: 'ada@example.com', password: HEDY.password });
    expect(await popup.text('#lock .auth0-global-message-error')).toBe('The user already exists.');
    expect(await popup.state()).toBe('signed-out');
    await popup.fill('#lock input[name=email]', HEDY.email);
    await popup.close();

    const again = await browser.openPopup();
    await again.fill('#lock input[name=password]', HEDY.password);
    await again.click(SUBMIT);
    expect(await again.waitForState('signed-in', 'error')).toBe('signed-in');
    expect(tenant.users.find(({ email }) => email === HEDY.email)?.userMetadata).toEqual({
      company: 'MGM',
      newsletter: 'true',
      source: 'extension',
    });
  });

  it('request an email that resets the password', async () => {
    const world = await startWorld(kind);
    const popup = await openScreen(world, RESET_PASSWORD);
    await popup.fill('#lock input[name=email]', 'ada@example.com');
    await popup.click(SUBMIT);
    await expect
      .poll(() => popup.text('#lock'))
      .toContain("We've just sent you an email to reset your password.");
    expect(await popup.state()).toBe('signed-out');
  });
});
