import type { State } from './state.ts';
import { openWindowFrom } from './steps.ts';

export const WINDOW_STATES: readonly State[] = [
  {
    name: 'hosted',
    what: 'The button that opens the window',
    build: 'hosted',
    async reach({ browser }) {
      const popup = await browser.openPopup();
      await popup.page.waitForSelector('#btn-login:not([hidden])');
      return popup;
    },
  },
  {
    name: 'window-open',
    what: 'Signing in continues in the window',
    build: 'hosted',
    async reach(world) {
      const tab = await world.browser.openPopupInTab();
      await openWindowFrom(tab, world);
      await tab.page.bringToFront();
      return tab;
    },
  },
  {
    name: 'window-open-from-form',
    what: 'Signing in continues in the window that the form has opened',
    tenant: { connections: [{ strategy: 'auth0' }, { strategy: 'google-oauth2' }] },
    async reach({ browser, tenant }) {
      const tab = await browser.openPopupInTab();
      await tab.waitForState('signed-out');
      await tab.click('#lock .auth0-lock-social-button');
      await tab.waitForState('signing-in');
      await browser.waitForWindow(tenant.identityProviders.social.origin);
      await tab.page.bringToFront();
      return tab;
    },
  },
  {
    name: 'window-closed',
    what: 'The window was closed before the sign-in was complete',
    build: 'hosted',
    async reach(world) {
      const tab = await world.browser.openPopupInTab();
      const window = await openWindowFrom(tab, world);
      await tab.close();
      await window.close();
      const popup = await world.browser.openPopup();
      await popup.page.waitForSelector('#btn-login:not([hidden])');
      await popup.page.waitForSelector('#notice:not(:empty)');
      return popup;
    },
  },
];
