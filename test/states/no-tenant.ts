import { chooseTenant, openOptions } from '../e2e/choose-tenant.ts';
import type { State } from './state.ts';
import { signInAs } from './steps.ts';

/** States of a configurable build. */
export const NO_TENANT_STATES: readonly State[] = [
  {
    name: 'no-tenant',
    what: 'No tenant is chosen',
    build: 'no-tenant',
    async reach({ browser }) {
      const popup = await browser.openPopup();
      await popup.page.waitForSelector('#btn-options:not([hidden])');
      return popup;
    },
  },
  {
    name: 'tenant-new',
    what: 'The options before a tenant is chosen',
    build: 'no-tenant',
    reach: ({ browser }) => openOptions(browser),
  },
  {
    name: 'tenant-found',
    what: 'The options after the tenant was found',
    build: 'no-tenant',
    async reach({ browser, tenant }) {
      const page = await openOptions(browser);
      await chooseTenant(page, tenant);
      return page;
    },
  },
  {
    name: 'tenant-wrong',
    what: 'The options of a signed-in user after a wrong choice',
    build: 'no-tenant',
    async reach(world) {
      const { browser, tenant } = world;
      const page = await openOptions(browser);
      await chooseTenant(page, tenant);
      await (await signInAs(world, 'ada@example.com')).close();
      await chooseTenant(page, { domain: tenant.domain, clientId: 'unknown' });
      await page.waitForSelector('#tenant-leaves:not([hidden])');
      return page;
    },
  },
];
