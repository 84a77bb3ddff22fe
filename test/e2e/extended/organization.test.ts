import type { Page } from 'puppeteer-core';
import { afterEach, describe, expect, it } from 'vitest';
import type { Popup } from '../../support/browser.ts';
import { itOnce } from '../one-browser.ts';
import { clickLast, signInAt } from '../pages.ts';
import {
  BROWSERS,
  createWorld,
  openForm,
  passwordOf,
  requestsTo,
  type World,
  type WorldOptions,
} from '../world.ts';

const ID = 'org_AcmeAcmeAcme';
const ACME = { organizations: [{ id: ID, name: 'acme', members: ['ada@example.com'] }] };

describe.each(BROWSERS)('an organization, in %s', (kind) => {
  const once = itOnce(kind);
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

  once('that the build names by its name is signed in to on the hosted page', () =>
    signInAtOrganization({
      tenant: { ...ACME, organizationNames: true },
      environment: { AUTH0_ORGANIZATION: 'acme' },
    }),
  );

  once('that a policy sets is signed in to on the hosted page, although the build has the form', () =>
    signInAtOrganization({ managed: { organization: ID } }),
  );

  once.each([
    ['that the tenant does not know', 'org_Elsewhere', /organization/i],
    ['whose name the tenant does not accept', 'acme', /Allow Organization Names in Authentication API/],
  ])('%s is a sentence, with the button to try again', async (_which, organization, sentence) => {
    world = await createWorld(kind, { tenant: ACME, environment: { AUTH0_ORGANIZATION: organization } });
    const tab = await openInTab(world);
    await tab.click('#btn-login');
    await expect.poll(() => tab.text('#notice')).toMatch(sentence);
    expect(await tab.page.$eval('#btn-login', (button) => button.checkVisibility())).toBe(true);
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
