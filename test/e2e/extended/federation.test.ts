import { describe, expect, it } from 'vitest';
import { message } from '../message.ts';
import { itOnce } from '../one-browser.ts';
import { click, fieldValue, openSocialWindow, signInAt } from '../pages.ts';
import { startWorld } from '../start-world.ts';
import { BROWSERS, NAME, openForm } from '../world.ts';

const RADIA = { email: 'radia@corp.example', password: 'Spanning-Tree-1985' };
const ADA_AT_CORP = {
  email: 'ada@ad.example',
  username: 'CORP\\ada',
  password: 'Analytical-Engine-1843',
  connection: 'corp-ad',
};
const OPTIONS = {
  tenant: {
    connections: [
      { strategy: 'auth0' },
      { strategy: 'google-oauth2' },
      { strategy: 'oauth2', name: 'guild-login' },
      { strategy: 'oidc', name: 'corp', domain: 'corp.example' },
      { strategy: 'ad', name: 'corp-ad', domain: 'ad.example' },
    ],
    users: [ADA_AT_CORP],
  },
} as const;

const EMAIL = '#lock input[name=email]';
const USERNAME = '#lock input[name=username]';
const SUBMIT = '#lock button[type=submit]';

describe.each(BROWSERS)('social and enterprise connections, in %s', (kind) => {
  const once = itOnce(kind);
  it('sign in with a social button in a window, and prompt for the account to use another one', async () => {
    const world = await startWorld(kind, OPTIONS);
    const { browser } = world;
    await click(await openSocialWindow(world), 'button[name=account]');
    expect((await browser.waitForBadge('✓')).title).toBe(`${NAME}: signed in as Margaret Hamilton`);
    const popup = await browser.openPopup();
    expect(await popup.waitForState('signed-in', 'signed-out', 'error')).toBe('signed-in');
    expect(await popup.text('#user-email')).toBe('margaret@gmail.example');
    await popup.click('#btn-switch');
    await popup.waitForState('signed-out');
    expect(await fieldValue(popup.page, EMAIL)).toBe('');
    const buttons = await popup.page.$$eval('#lock .auth0-lock-social-button', (all) =>
      all.map(({ textContent }) => textContent),
    );
    expect(buttons).toEqual(['Sign in with Google', 'Sign in with guild-login']);
    await popup.close();
    await click(await openSocialWindow(world), 'button[name=account][value="katherine@gmail.example"]');
    expect((await browser.waitForBadge('✓')).title).toBe(`${NAME}: signed in as Katherine Johnson`);
  });

  once('open the window of an enterprise connection by the domain, with the email address', async () => {
    const world = await startWorld(kind, OPTIONS);
    const { browser, tenant } = world;
    const popup = await openForm(world);
    await popup.fill(EMAIL, RADIA.email);
    await popup.click(SUBMIT);
    const window = await browser.waitForWindow(tenant.identityProviders.enterprise.origin);
    if (!popup.closed) await popup.close();
    expect(await fieldValue(window, 'input[name=username]')).toBe(RADIA.email);
    await signInAt(window, tenant, RADIA);
    expect((await browser.waitForBadge('✓')).title).toContain(`${NAME}: signed in as Radia`);
  });

  once('sign in to AD/LDAP in the form, which restores the user name in the next popup', async () => {
    const world = await startWorld(kind, OPTIONS);
    const { email, username, password } = ADA_AT_CORP;
    const popup = await openForm(world);
    await popup.fill(EMAIL, email);
    await popup.click(SUBMIT);
    expect(await fieldValue(popup.page, USERNAME)).toBe(email);
    await popup.click('#lock .auth0-lock-back-button');
    expect(await fieldValue(popup.page, EMAIL)).toBe(email);
    await popup.click(SUBMIT);
    await popup.fill(USERNAME, username);
    await popup.close();

    const again = await world.browser.openPopup();
    expect(await fieldValue(again.page, USERNAME)).toBe(username);
    await again.fill('#lock input[name=password]', password);
    await again.click(SUBMIT);
    expect(await again.waitForState('signed-in', 'error')).toBe('signed-in');
  });

  once('show the description of a provider after the user has canceled there', async () => {
    const world = await startWorld(kind, OPTIONS);
    const window = await openSocialWindow(world);
    await click(window, 'button[name=cancel]');
    await expect.poll(() => window.isClosed()).toBe(true);
    const popup = await world.browser.openPopup();
    await expect
      .poll(() => popup.text('#notice'))
      .toBe(message('authorizationRefused', { reason: 'The user cancelled the sign-in' }));
  });

  // Firefox leaves its own error page in the window.
  itOnce(kind, 'chromium')(
    'show that a page could not be loaded if the provider is unreachable',
    async () => {
      const world = await startWorld(kind, OPTIONS);
      const { browser, tenant } = world;
      tenant.identityProviders.social.addFault({ path: '/authorize', kind: 'drop' });
      const popup = await openForm(world);
      await popup.click('#lock .auth0-lock-social-button');
      if (!popup.closed) await popup.close();
      const again = await browser.openPopup();
      await expect.poll(() => again.text('#notice')).toBe(message('signInPageFailed'));
    },
  );
});
