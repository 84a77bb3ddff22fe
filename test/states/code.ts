import type { State } from './state.ts';
import { askForCode, openForm, SUBMIT } from './steps.ts';

export const CODE_STATES: readonly State[] = [
  {
    name: 'code-sms',
    what: 'The form for a code by SMS',
    build: 'passwordless',
    tenant: { connections: [{ strategy: 'sms' }] },
    reach: openForm,
  },
  {
    name: 'code-country',
    what: 'The list of countries',
    build: 'passwordless',
    tenant: { connections: [{ strategy: 'sms' }] },
    async reach(world) {
      const popup = await openForm(world);
      await popup.click('#lock .auth0-lock-input-location input');
      await popup.page.waitForSelector('#lock .auth0-lock-list-code li');
      return popup;
    },
  },
  {
    name: 'code-sent',
    what: 'The code was sent',
    build: 'passwordless',
    tenant: { connections: [{ strategy: 'email' }] },
    async reach(world) {
      const popup = await openForm(world);
      await askForCode(popup);
      return popup;
    },
  },
  {
    name: 'code-wrong',
    what: 'The code was wrong',
    build: 'passwordless',
    tenant: { connections: [{ strategy: 'email' }] },
    async reach(world) {
      const popup = await openForm(world);
      await askForCode(popup);
      const right = world.tenant.messages.at(-1)?.code;
      await popup.fill('#lock input[name=vcode]', right === '000000' ? '111111' : '000000');
      await popup.click(SUBMIT);
      await popup.page.waitForSelector('#lock .auth0-global-message-error');
      return popup;
    },
  },
];
