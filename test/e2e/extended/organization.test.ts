import type { Page } from 'puppeteer-core';
import { afterEach, describe, expect, it } from 'vitest';
import type { Popup } from '../../support/browser.ts';
import { ONE_BROWSER } from '../one-browser.ts';
import { clickLast, signInAt } from '../pages.ts';
import { createWorld, openForm, passwordOf, requestsTo, type World, type WorldOptions } from '../world.ts';

const ID = 'org_AcmeAcmeAcme';
const ACME = { organizations: [{ id: ID, name: 'acme', members: ['ada@example.com'] }] };

describe.each([ONE_BROWSER])('an organization, in %s', (kind) => {
  let world: World;
  afterEach(() => world.end());

  const signInAtOrganization = async (options: WorldOptions) => {
    world = await createWorld(kind, { tenant: ACME, ...options });
    const { browser, tenant } = world;
    const popup = await openForm(world);
    const window = await openWindow(world, popup);
    await signInAt(window, tenant);
    await browser.waitForBadge('✓');
    expect(requestsTo(tenant, '/co/authenticate')).toEqual([]);
  };

  it('that the build names by its ID is signed in to on the hosted page', () =>
    signInAtOrganization({ environment: { AUTH0_ORGANIZATION: ID } }));

  it('that a policy sets is signed in to on the hosted page, although the build has the form', () =>
    signInAtOrganization({ managed: { organization: ID } }));

  it('refuses a user who is no member', async () => {
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
    await expect.poll(() => tab.text('#notice')).toMatch(/Sign-in was denied/);
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
