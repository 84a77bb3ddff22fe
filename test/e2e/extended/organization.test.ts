import type { Page } from 'puppeteer-core';
import { afterEach, describe, expect, it } from 'vitest';
import type { Popup } from '../../support/browser.ts';
import { itOnce } from '../one-browser.ts';
import { clickLast, signInAt } from '../pages.ts';
import { BROWSERS, createWorld, passwordOf, requestsTo, type World, type WorldOptions } from '../world.ts';

const ID = 'org_AcmeAcmeAcme';
const ACME = { organizations: [{ id: ID, name: 'acme', members: ['ada@example.com'] }] };

describe.each(BROWSERS)('an organization, in %s', (kind) => {
  const once = itOnce(kind);
  let world: World;
  afterEach(() => world.end());

  const SET: readonly (readonly [who: string, options: WorldOptions])[] = [
    ['the build names by its ID', { tenant: ACME, environment: { AUTH0_ORGANIZATION: ID } }],
    [
      'the build names by its name',
      { tenant: { ...ACME, organizationNames: true }, environment: { AUTH0_ORGANIZATION: 'acme' } },
    ],
    ['a policy sets, although the build has the form', { tenant: ACME, managed: { organization: ID } }],
  ];

  it.each(SET)('that %s is signed in to on the hosted page', async (_who, options) => {
    world = await createWorld(kind, options);
    const { browser, tenant } = world;
    const popup = await browser.openPopup();
    await popup.waitForState('signed-out');
    const window = await openWindow(world, popup);
    await signInAt(window, tenant);
    await browser.waitForBadge('✓');
    expect(requestsTo(tenant, '/co/authenticate')).toEqual([]);
  });

  once('that the tenant does not know is a sentence, with the button to try again', async () => {
    world = await createWorld(kind, { tenant: ACME, environment: { AUTH0_ORGANIZATION: 'org_Elsewhere' } });
    expect(await noticeAfterRefusal(world)).toMatch(/refused the sign-in: .*organization/i);
  });

  once('whose name the tenant does not take is a sentence that says which setting it lacks', async () => {
    world = await createWorld(kind, { tenant: ACME, environment: { AUTH0_ORGANIZATION: 'acme' } });
    expect(await noticeAfterRefusal(world)).toContain('Allow Organization Names in Authentication API');
  });

  once('refuses a user who is no member', async () => {
    world = await createWorld(kind, { tenant: ACME, environment: { AUTH0_ORGANIZATION: ID } });
    const { browser, tenant } = world;
    const tab = await openInTab(world);
    const window = await openWindow(world, tab);
    await window.bringToFront();
    await (await window.waitForSelector('input[name=username]'))?.type('grace@example.com');
    await (await window.waitForSelector('input[name=password]'))?.type(
      passwordOf(tenant, 'grace@example.com'),
    );
    await clickLast(window, 'button[type=submit]');
    await expect.poll(() => tab.text('#notice')).toMatch(/refused the sign-in/);
    await browser.waitForBadge('');
  });
});

async function openInTab({ browser }: World): Promise<Popup> {
  const tab = await browser.openPopupInTab();
  await tab.waitForState('signed-out');
  return tab;
}

async function openWindow({ browser, tenant }: World, popup: Popup): Promise<Page> {
  await popup.click('#btn-login');
  return browser.waitForWindow(`${tenant.origin}/u/`);
}

/** What the popup says when the tenant sends the user back at once. */
async function noticeAfterRefusal(world: World): Promise<string> {
  const tab = await openInTab(world);
  await tab.click('#btn-login');
  await expect.poll(() => tab.text('#notice')).toMatch(/organization/i);
  expect(await tab.page.$eval('#btn-login', (button) => button.checkVisibility())).toBe(true);
  return tab.text('#notice');
}
