import type { Page } from 'puppeteer-core';
import { afterEach, describe, expect, it } from 'vitest';
import type { Popup } from '../../support/browser.ts';
import { itOnce } from '../one-browser.ts';
import { click, fieldValue } from '../pages.ts';
import {
  ada,
  BROWSERS,
  createWorld,
  openScreen,
  RESET_PASSWORD,
  requestsTo,
  SIGN_UP,
  signIn,
  submitForm,
  type World,
} from '../world.ts';

const STEP = /asks for one more step that this form cannot show\. Continue on its own page\.$/;
const CHALLENGES = [
  '/usernamepassword/challenge',
  '/dbconnections/signup/challenge',
  '/dbconnections/change_password/challenge',
  '/passwordless/challenge',
];

describe.each(BROWSERS)('bot detection, in %s', (kind) => {
  const once = itOnce(kind);
  let world: World;
  afterEach(() => world.end());

  it('at sign-in continues on the hosted page, with the email address filled in', async () => {
    world = await createWorld(kind, { tenant: { botDetection: { signIn: true } } });
    const { browser, tenant } = world;
    const popup = await browser.openPopup();
    await popup.waitForState('signed-out');
    await submitForm(popup, ada(tenant));
    const window = await continueInWindow(world, popup);
    expect(await fieldValue(window, 'input[name=username]')).toBe('ada@example.com');
    await (await window.waitForSelector('input[name=password]'))?.type(ada(tenant).password);
    await click(window, 'button[type=submit]');
    await browser.waitForBadge('✓');
  });

  once('at sign-up continues on the hosted page, at the sign-up', async () => {
    world = await createWorld(kind, { tenant: { botDetection: { signUp: true } } });
    const popup = await openScreen(world, SIGN_UP);
    await popup.fill('#lock input[name=email]', 'hedy@example.com');
    await popup.fill('#lock input[name=password]', 'Frequency-Hopping-1942');
    await popup.click('#lock button[type=submit]');
    const window = await continueInWindow(world, popup);
    expect(await fieldValue(window, 'input[name=username]')).toBe('hedy@example.com');
    expect(requestsTo(world.tenant, '/authorize').at(-1)?.query).toContain('screen_hint');
  });

  it('at the sign-in after a sign-up continues on the hosted page, at the sign-in', async () => {
    world = await createWorld(kind, { tenant: { botDetection: { signIn: true } } });
    const popup = await openScreen(world, SIGN_UP);
    await popup.fill('#lock input[name=email]', 'hedy@example.com');
    await popup.fill('#lock input[name=password]', 'Frequency-Hopping-1942');
    await popup.click('#lock button[type=submit]');
    const window = await continueInWindow(world, popup);
    expect(await fieldValue(window, 'input[name=username]')).toBe('hedy@example.com');
    expect(requestsTo(world.tenant, '/authorize').at(-1)?.query).not.toContain('screen_hint');
    const again = await world.browser.openPopup();
    expect(await again.text('#lock button[type=submit]')).toBe('Log In');
    expect(await fieldValue(again.page, '#lock input[name=email]')).toBe('hedy@example.com');
  });

  once('at a password reset continues on the hosted page, with the email address filled in', async () => {
    world = await createWorld(kind, { tenant: { botDetection: { passwordReset: true } } });
    const popup = await openScreen(world, RESET_PASSWORD);
    await popup.fill('#lock input[name=email]', 'ada@example.com');
    await popup.click('#lock button[type=submit]');
    const window = await continueInWindow(world, popup);
    expect(await fieldValue(window, 'input[name=username]')).toBe('ada@example.com');
  });

  once('at a request for a code continues on the hosted page, with the email address handed on', async () => {
    world = await createWorld(kind, {
      environment: { AUTH0_LOGIN: 'passwordless' },
      tenant: { connections: [{ strategy: 'email' }], botDetection: { code: true } },
    });
    const popup = await world.browser.openPopup();
    await popup.waitForState('signed-out');
    await popup.fill('#lock input[name=email]', 'ada@example.com');
    await popup.click('#lock button[type=submit]');
    await continueInWindow(world, popup);
    expect(requestsTo(world.tenant, '/authorize').at(-1)?.query).toContain('login_hint');
  });

  once('is off: the form requests no captcha', async () => {
    world = await createWorld(kind);
    await signIn(world);
    await world.browser.waitForBadge('✓');
    expect(CHALLENGES.flatMap((path) => requestsTo(world.tenant, path))).toEqual([]);
  });
});

/** Waits for the error, and clicks "Continue in a window". */
async function continueInWindow({ browser, tenant }: World, popup: Popup): Promise<Page> {
  expect(await popup.waitForState('error', 'signed-in')).toBe('error');
  expect(await popup.text('#failure')).toMatch(STEP);
  await popup.click('#btn-window');
  const window = await browser.waitForWindow(`${tenant.origin}/u/`);
  if (!popup.closed) await popup.close();
  return window;
}
