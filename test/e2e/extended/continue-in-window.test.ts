import type { Page } from 'puppeteer-core';
import { afterEach, describe, expect, it } from 'vitest';
import type { Popup } from '../../support/browser.ts';
import { totpCode } from '../../tenant/second-step.ts';
import type { Tenant, TenantChange } from '../../tenant/tenant.ts';
import { itOnce } from '../one-browser.ts';
import { click, fieldValue } from '../pages.ts';
import {
  ada,
  BROWSERS,
  createWorld,
  HEDY,
  openForm,
  openScreen,
  RESET_PASSWORD,
  requestsTo,
  SIGN_UP,
  submitForm,
  type World,
} from '../world.ts';

const USERNAME = 'input[name=username]';
const ADA_WITH_APP = { email: 'ada@example.com', password: 'Analytical-Engine-1843', mfa: true };

describe.each(BROWSERS)("what the form can't finish goes on at the tenant's own page, in %s", (kind) => {
  const once = itOnce(kind);
  let world: World;
  afterEach(() => world.end());

  const open = async (change: TenantChange, environment: Record<string, string> = {}) => {
    world = await createWorld(kind, { environment });
    world.tenant.configure(change);
    return world;
  };
  const submit = async (): Promise<Popup> => {
    const popup = await openForm(world);
    await submitForm(popup, ada(world.tenant));
    return popup;
  };

  it('after a password with a second factor, with the email filled in', async () => {
    const { browser, tenant } = await open({ users: [ADA_WITH_APP] });
    const window = await continueInWindow(world, await submit());
    expect(await fieldValue(window, USERNAME)).toBe('ada@example.com');
    await typePassword(window, tenant);
    const code = totpCode(tenant.users[0]?.mfaSecret ?? '', Date.now());
    await (await window.waitForSelector('input[name=code]'))?.type(code);
    await click(window, 'button[type=submit]');
    await browser.waitForBadge('✓');
  });

  once.each<[what: string, TenantChange]>([
    ['cross-origin authentication is off', { crossOriginLogin: false }],
    ['Bot Detection is suspicious', { botDetection: { signIn: true } }],
  ])('after a password while %s', async (_what, change) => {
    const { browser, tenant } = await open(change);
    const window = await continueInWindow(world, await submit());
    await typePassword(window, tenant);
    await browser.waitForBadge('✓');
  });

  once.each([
    ['signUp', 'at the sign-up', true],
    ['signIn', 'at the sign-in, because the account exists by then', false],
  ] as const)(
    'after a sign-up while Bot Detection is suspicious of %s, %s',
    async (flow, _where, isSignUp) => {
      await open({ botDetection: { [flow]: true } });
      const popup = await openScreen(world, SIGN_UP);
      await submitForm(popup, HEDY);
      const window = await continueInWindow(world, popup);
      expect(await fieldValue(window, USERNAME)).toBe(HEDY.email);
      expect(requestsTo(world.tenant, '/authorize').at(-1)?.query.includes('screen_hint')).toBe(isSignUp);
    },
  );

  once('after a password reset while Bot Detection is suspicious', async () => {
    await open({ botDetection: { passwordReset: true } });
    const popup = await openScreen(world, RESET_PASSWORD);
    await popup.fill('#lock input[name=email]', HEDY.email);
    await popup.click('#lock button[type=submit]');
    expect(await fieldValue(await continueInWindow(world, popup), USERNAME)).toBe(HEDY.email);
  });
});

async function continueInWindow({ browser, tenant }: World, popup: Popup): Promise<Page> {
  expect(await popup.waitForState('error', 'signed-in')).toBe('error');
  await popup.click('#btn-window');
  const window = await browser.waitForWindow(`${tenant.origin}/u/`);
  if (!popup.closed) await popup.close();
  return window;
}

async function typePassword(window: Page, tenant: Tenant): Promise<void> {
  await (await window.waitForSelector('input[name=password]'))?.type(ada(tenant).password);
  await click(window, 'button[type=submit]');
}
