import { afterEach, describe, expect, it } from 'vitest';
import type { Popup } from '../../support/browser.ts';
import { ada, BROWSERS, createWorld, fillForm, type World } from '../world.ts';

describe.each(BROWSERS)('a captcha, in %s', (kind) => {
  let world: World;
  afterEach(() => world.end());

  it("of the tenant's own kind works at sign-in, reload and all", async () => {
    world = await createWorld(kind, { tenant: { captcha: { signIn: true } } });
    const { browser, tenant } = world;
    const popup = await browser.openPopup();
    await popup.waitForState('signed-out');
    await fillForm(popup, ada(tenant));
    await popup.page.waitForSelector('#lock .auth0-lock-captcha-image');
    const first = await picture(popup);
    await popup.click('#lock .auth0-lock-captcha-refresh');
    await expect.poll(() => picture(popup)).not.toBe(first);

    await popup.fill('#lock input[name=captcha]', 'nonsense');
    await popup.click('#lock button[type=submit]');
    expect(await popup.text('#lock .auth0-global-message-error')).toMatch(/not a robot/);
    await expect.poll(() => answer(world)).not.toBe('');
    await popup.fill('#lock input[name=captcha]', answer(world));
    await popup.click('#lock button[type=submit]');
    expect(await popup.waitForState('signed-in', 'error')).toBe('signed-in');
  });

  it('does not keep the form waiting, and is there when the tenant has said that it is wanted', async () => {
    world = await createWorld(kind, { tenant: { captcha: { signIn: true } } });
    const { browser, tenant } = world;
    const hold = tenant.hold('/usernamepassword/challenge');
    const popup = await browser.openPopup();
    await fillForm(popup, ada(tenant));
    await hold.arrived;
    expect(await popup.page.$('#lock input[name=captcha]')).toBeNull();
    hold.release();
    await popup.page.waitForSelector('#lock input[name=captcha]');
    await popup.fill('#lock input[name=captcha]', answer(world));
    await popup.click('#lock button[type=submit]');
    expect(await popup.waitForState('signed-in', 'error')).toBe('signed-in');
  });

  it('works at sign-up', async () => {
    world = await createWorld(kind, { tenant: { captcha: { signUp: true } } });
    const popup = await world.browser.openPopup();
    await popup.waitForState('signed-out');
    await popup.click('.auth0-lock-tabs li a');
    await popup.page.waitForSelector('#lock input[name=captcha]');
    await popup.fill('#lock input[name=email]', 'hedy@example.com');
    await popup.fill('#lock input[name=password]', 'Frequency-Hopping-1942');
    await popup.fill('#lock input[name=captcha]', answer(world));
    await popup.click('#lock button[type=submit]');
    expect(await popup.waitForState('signed-in', 'error')).toBe('signed-in');
  });

  it('works at password reset', async () => {
    world = await createWorld(kind, { tenant: { captcha: { passwordReset: true } } });
    const popup = await world.browser.openPopup();
    await popup.waitForState('signed-out');
    await popup.click('#lock .auth0-lock-alternative-link');
    await popup.page.waitForSelector('#lock input[name=captcha]');
    await popup.fill('#lock input[name=email]', 'ada@example.com');
    await popup.fill('#lock input[name=captcha]', answer(world));
    await popup.click('#lock button[type=submit]');
    await expect.poll(() => world.tenant.mailbox.latest('ada@example.com', 'reset-password')).toBeDefined();
  });

  it("of a vendor leads to the tenant's own page", async () => {
    world = await createWorld(kind, {
      tenant: { captcha: { signIn: true }, captchaProvider: 'recaptcha_v2' },
    });
    const { browser, tenant } = world;
    const popup = await browser.openPopup();
    await popup.waitForState('error');
    expect(await popup.text('#failure')).toMatch(/captcha whose script may not run in an extension/);
    await popup.click('#btn-window');
    expect((await browser.waitForWindow(`${tenant.origin}/u/`)).url()).toContain(tenant.origin);
  });
});

function picture(popup: Popup): Promise<string> {
  return popup.page.evaluate(() => {
    const image = document.querySelector<HTMLElement>('#lock .auth0-lock-captcha-image');
    return image?.style.backgroundImage ?? '';
  });
}

function answer({ tenant }: World): string {
  return tenant.captchaAnswer() ?? '';
}
