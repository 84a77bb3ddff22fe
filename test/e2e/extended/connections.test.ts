import { afterEach, describe, expect, it } from 'vitest';
import type { NewConnection } from '../../tenant/connections.ts';
import { message } from '../message.ts';
import { ONE_BROWSER } from '../one-browser.ts';
import { click, fieldValue } from '../pages.ts';
import { createWorld, openForm, type World } from '../world.ts';

const PASSWORD = 'Analytical-Engine-1843';
const ADA = {
  id: 'ad|corp-ad|1843',
  email: 'ada@corp.example',
  username: 'CORP\\ada',
  password: PASSWORD,
  connection: 'corp-ad',
};
const BY_DOMAIN: NewConnection = { strategy: 'ad', name: 'corp-ad', domain: 'corp.example' };
const DATABASE: NewConnection = { strategy: 'auth0' };

const USERNAME = '#lock input[name=username]';

describe.each([ONE_BROWSER])('an AD/LDAP connection, in %s', (kind) => {
  let world: World;
  afterEach(() => world.end());

  const open = async (connections: readonly NewConnection[]) => {
    world = await createWorld(kind, { tenant: { connections, users: [ADA] } });
    const popup = await openForm(world);
    return popup;
  };

  it('beside a database is found by the domain, left by the back button, and there again after the popup closed', async () => {
    const popup = await open([DATABASE, BY_DOMAIN]);
    await popup.fill('#lock input[name=email]', 'ada@corp.example');
    await popup.click('#lock button[type=submit]');
    expect(await fieldValue(popup.page, USERNAME)).toBe('ada@corp.example');
    await popup.click('#lock .auth0-lock-back-button');
    expect(await fieldValue(popup.page, '#lock input[name=email]')).toBe('ada@corp.example');
    await popup.click('#lock button[type=submit]');
    await popup.fill(USERNAME, 'CORP\\ada');
    await popup.close();

    const again = await world.browser.openPopup();
    expect(await fieldValue(again.page, USERNAME)).toBe('CORP\\ada');
    await again.fill('#lock input[name=password]', PASSWORD);
    await again.click('#lock button[type=submit]');
    expect(await again.waitForState('signed-in', 'error')).toBe('signed-in');
    expect(await again.text('#user-kind')).toBe(message('accountOfCompany'));
  });
});

describe.each([ONE_BROWSER])('a custom social connection, in %s', (kind) => {
  let world: World;
  afterEach(() => world.end());

  it('has a button with its name, and the account says where it is from', async () => {
    world = await createWorld(kind, {
      tenant: { connections: [DATABASE, { strategy: 'oauth2', name: 'guild-login' }] },
    });
    const { browser, tenant } = world;
    const popup = await browser.openPopup();
    expect(await popup.text('#lock .auth0-lock-social-button-text')).toBe('Sign in with guild-login');
    await popup.click('#lock .auth0-lock-social-button');
    if (!popup.closed) await popup.close();
    const window = await browser.waitForWindow(tenant.identityProviders.social.origin);
    await click(window, 'button[name=account]');
    await browser.waitForBadge('✓');
    const again = await browser.openPopup();
    expect(await again.text('#user-kind')).toBe('guild-login account');
  });
});
