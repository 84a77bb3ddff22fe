import { waitForForm } from '../e2e/pages.ts';
import { ada } from '../e2e/world.ts';
import type { State } from './state.ts';
import { changeSession, openForm, openWithChangedApi, signInAs } from './steps.ts';

export const ACCOUNT_STATES: readonly State[] = [
  {
    name: 'signed-in',
    what: 'Signed in, with a picture',
    async reach(world) {
      const popup = await signInAs(world, 'ada@example.com');
      await popup.page.waitForSelector('#user-picture:not([hidden])');
      return popup;
    },
  },
  {
    name: 'signed-in-long-name',
    what: 'A long name and a long email address',
    tenant: {
      users: [
        {
          email: 'wolfeschlegelsteinhausenbergerdorff.the.elder@a-very-long-domain.example',
          password: 'Analytical-Engine-1843',
          name: 'Hubert Blaine Wolfeschlegelsteinhausenbergerdorff Senior of Philadelphia',
          picture: null,
        },
      ],
    },
    async reach(world) {
      return signInAs(world, ada(world.tenant).email);
    },
  },
  {
    name: 'signed-in-until',
    what: 'A session that cannot be renewed',
    async reach(world) {
      await signInAs(world, 'ada@example.com');
      await changeSession(world, { expiresAt: Date.now() + 42 * 60_000, renewAt: null });
      const tab = await world.browser.openPopupInTab();
      await tab.waitForState('signed-in');
      return tab;
    },
  },
  {
    name: 'signing-out',
    what: 'Signing out',
    async reach(world) {
      const popup = await signInAs(world, 'ada@example.com');
      await popup.close();
      const tab = await openWithChangedApi(world, () => {
        // Firefox has both `browser` and `chrome`. The extension uses `browser`.
        const { runtime }: typeof chrome = Object(globalThis).browser ?? chrome;
        const { sendMessage } = runtime;
        runtime.sendMessage = (message) =>
          'type' in message && message.type === 'latchkey.sign-out'
            ? new Promise(() => {})
            : sendMessage(message);
      });
      await tab.click('#btn-logout');
      await tab.waitForState('loading');
      return tab;
    },
  },
  {
    name: 'signed-out-left-behind',
    what: 'Signed out, but the tenant could not be reached',
    async reach(world) {
      const popup = await signInAs(world, 'ada@example.com');
      world.tenant.addFault({ path: '/oauth/revoke', kind: 'drop' });
      await popup.click('#btn-logout');
      await popup.page.waitForSelector('#notice:not(:empty)');
      await waitForForm(popup);
      return popup;
    },
  },
  {
    name: 'session-ended',
    what: 'The session has ended',
    async reach(world) {
      const popup = await signInAs(world, 'ada@example.com');
      await popup.close();
      await changeSession(world, { expiresAt: Date.now() - 1_000, renewAt: null });
      return openForm(world);
    },
  },
];
