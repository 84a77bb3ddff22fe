import type { Page } from 'puppeteer-core';
import { describe, expect, it } from 'vitest';
import type { Popup } from '../../support/browser.ts';
import { totpCode } from '../../tenant/second-step.ts';
import { itOnce } from '../one-browser.ts';
import { click, fieldValue, signInAt } from '../pages.ts';
import { startWorld } from '../start-world.ts';
import {
  ada,
  BROWSERS,
  HEDY,
  openForm,
  openScreen,
  requestsTo,
  SIGN_UP,
  submitForm,
  type World,
} from '../world.ts';

const USERNAME = 'input[name=username]';

describe.each(BROWSERS)("a step that the form can't finish continues in a window, in %s", (kind) => {
  it('with a second factor after the password', async () => {
    const user = { email: 'ada@example.com', password: 'Analytical-Engine-1843', mfa: true };
    const world = await startWorld(kind, { tenant: { users: [user] } });
    const { browser, tenant } = world;
    const popup = await openForm(world);
    await submitForm(popup, ada(tenant));
    const window = await continueInWindow(world, popup);
    expect(await fieldValue(window, USERNAME)).toBe(user.email);
    await signInAt(window, tenant);
    const code = totpCode(tenant.users[0]?.mfaSecret ?? '', Date.now());
    await (await window.waitForSelector('input[name=code]'))?.type(code);
    await click(window, 'button[type=submit]');
    await browser.waitForBadge('✓');
  });

  itOnce(kind)('at the sign-up if Bot Detection requires it', async () => {
    const world = await startWorld(kind, { tenant: { botDetection: { signUp: true } } });
    const popup = await openScreen(world, SIGN_UP);
    await submitForm(popup, HEDY);
    const window = await continueInWindow(world, popup);
    expect(await fieldValue(window, USERNAME)).toBe(HEDY.email);
    expect(requestsTo(world.tenant, '/authorize').at(-1)?.query).toContain('screen_hint');
  });
});

async function continueInWindow({ browser, tenant }: World, popup: Popup): Promise<Page> {
  expect(await popup.waitForState('error', 'signed-in')).toBe('error');
  await popup.click('#btn-window');
  const window = await browser.waitForWindow(`${tenant.origin}/u/`);
  if (!popup.closed) await popup.close();
  return window;
}
