import type { Page } from 'puppeteer-core';
import { afterEach, describe, expect, it } from 'vitest';
import type { Popup } from '../../support/browser.ts';
import { totpCode } from '../../tenant/totp.ts';
import { itOnce } from '../one-browser.ts';
import { click, fieldValue } from '../pages.ts';
import { ada, BROWSERS, createWorld, submitForm, type World } from '../world.ts';

describe.each(BROWSERS)("what the form cannot finish goes on at the tenant's own page, in %s", (kind) => {
  const once = itOnce(kind);
  let world: World;
  afterEach(() => world.end());

  it('a second factor, with the address handed on', async () => {
    world = await createWorld(kind);
    const { browser, tenant } = world;
    tenant.configure({
      users: [{ email: 'ada@example.com', password: 'Analytical-Engine-1843', mfa: true }],
    });
    const window = await continueInWindow(world, await failInForm(world));
    expect(await fieldValue(window, 'input[name=username]')).toBe('ada@example.com');
    await (await window.waitForSelector('input[name=password]'))?.type(ada(tenant).password);
    await click(window, 'button[type=submit]');
    const code = totpCode(tenant.users[0]?.mfaSecret ?? '', Date.now());
    await (await window.waitForSelector('input[name=code]'))?.type(code);
    await click(window, 'button[type=submit]');
    await browser.waitForBadge('✓');
  });

  once('a consent', async () => {
    world = await createWorld(kind);
    const { browser, tenant } = world;
    tenant.configure({ consent: true });
    const window = await continueInWindow(world, await failInForm(world));
    const password = await window.waitForSelector('input[name=password], button[name=consent]');
    if ((await password?.evaluate((element) => element.getAttribute('name'))) === 'password') {
      await password?.type(ada(tenant).password);
      await click(window, 'button[type=submit]');
    }
    await click(window, 'button[name=consent][value=yes]');
    await browser.waitForBadge('✓');
  });

  once.each([
    ['a password that may not cross origins', { crossOriginLogin: false }],
    ['a password from an origin that is not listed', { webOrigins: ['https://elsewhere.example'] }],
  ])('%s', async (_what, change) => {
    world = await createWorld(kind);
    const { browser, tenant } = world;
    tenant.configure(change);
    const window = await continueInWindow(world, await failInForm(world));
    await (await window.waitForSelector('input[name=password]'))?.type(ada(tenant).password);
    await click(window, 'button[type=submit]');
    await browser.waitForBadge('✓');
  });

  once('a login ticket whose cookie was lost', async () => {
    world = await createWorld(kind);
    const { browser, tenant } = world;
    tenant.addFault({
      path: '/authorize',
      kind: 'redirect-error',
      error: 'server_error',
      description: 'Unable to configure verification page.',
    });
    const popup = await failInForm(world);
    tenant.clearFaults();
    const window = await continueInWindow(world, popup);
    await (await window.waitForSelector('input[name=password]'))?.type(ada(tenant).password);
    await click(window, 'button[type=submit]');
    await browser.waitForBadge('✓');
  });
});

/** Sends the form, which the tenant cannot take as it is. */
async function failInForm({ browser, tenant }: World): Promise<Popup> {
  const popup = await browser.openPopup();
  await popup.waitForState('signed-out');
  await submitForm(popup, ada(tenant));
  expect(await popup.waitForState('error', 'signed-in')).toBe('error');
  return popup;
}

async function continueInWindow({ browser, tenant }: World, popup: Popup): Promise<Page> {
  expect(await popup.text('#failure')).toMatch(/\S/);
  await popup.click('#btn-window');
  const window = await browser.waitForWindow(`${tenant.origin}/u/`);
  if (!popup.closed) await popup.close();
  return window;
}
