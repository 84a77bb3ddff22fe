import { removeHostAccess } from '../support/host-access.ts';
import type { State } from './state.ts';
import { failInForm, openWithChangedApi, signInAs } from './steps.ts';

export const ERROR_STATES: readonly State[] = [
  {
    name: 'error-unreachable',
    what: 'The tenant is unreachable',
    async reach({ browser, tenant }) {
      tenant.addFault({ path: /./, kind: 'drop' });
      const popup = await browser.openPopup();
      await popup.waitForState('error');
      return popup;
    },
  },
  {
    name: 'error-second-step',
    what: 'The tenant requires a step that the form cannot show',
    tenant: { users: [{ email: 'ada@example.com', password: 'Analytical-Engine-1843', mfa: true }] },
    reach: failInForm,
  },
  {
    name: 'error-dashboard',
    what: 'A setting is missing in the Auth0 Dashboard',
    async reach(world) {
      world.tenant.addFault({
        path: '/co/authenticate',
        kind: 'status',
        status: 403,
        contentType: 'text/plain',
        body: 'Origin https://elsewhere.example is not allowed.',
      });
      return failInForm(world);
    },
  },
  {
    name: 'error-sign-out',
    what: 'Signing out failed, so no user can sign in',
    async reach(world) {
      const popup = await signInAs(world, 'ada@example.com');
      await popup.close();
      const tab = await openWithChangedApi(world, () => {
        // Firefox has both `browser` and `chrome`. The extension uses `browser`.
        const { runtime }: typeof chrome = Object(globalThis).browser ?? chrome;
        runtime.sendMessage = () => Promise.reject(new Error('Nobody is there.'));
      });
      await tab.click('#btn-logout');
      await tab.waitForState('error');
      return tab;
    },
  },
  {
    name: 'error-permission',
    what: 'The host permission for the tenant was removed',
    async reach({ browser }) {
      await removeHostAccess(browser);
      const popup = await browser.openPopup();
      await popup.waitForState('error');
      return popup;
    },
  },
];
