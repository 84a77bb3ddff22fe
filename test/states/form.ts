import { ada, submitForm } from '../e2e/world.ts';
import type { State } from './state.ts';
import { goTo, openForm, RESET_PASSWORD, SIGN_UP, SUBMIT } from './steps.ts';

export const FORM_STATES: readonly State[] = [
  {
    name: 'form-opening',
    what: 'The form is loading',
    async reach({ browser, tenant }) {
      const hold = tenant.hold(/^\/client\//);
      const popup = await browser.openPopup();
      await hold.arrived;
      await popup.page.waitForSelector('main[data-state=signed-out][data-waiting]');
      return popup;
    },
  },
  {
    name: 'form',
    what: 'The form',
    reach: openForm,
  },
  {
    name: 'form-empty-fields',
    what: 'The form was submitted empty',
    async reach(world) {
      const popup = await openForm(world);
      await popup.click(SUBMIT);
      await popup.page.waitForSelector('#lock .auth0-lock-error-msg');
      return popup;
    },
  },
  {
    name: 'form-wrong-password',
    what: 'The password was wrong',
    async reach(world) {
      const popup = await openForm(world);
      await submitForm(popup, { ...ada(world.tenant), password: 'not this one' });
      await popup.page.waitForSelector('#lock .auth0-global-message-error');
      return popup;
    },
  },
  {
    name: 'form-signing-in',
    what: 'The password is being checked',
    async reach(world) {
      const popup = await openForm(world);
      const hold = world.tenant.hold('/co/authenticate');
      await submitForm(popup, ada(world.tenant));
      await hold.arrived;
      await popup.waitForState('signing-in');
      return popup;
    },
  },
  {
    name: 'form-social',
    what: 'The form with buttons of social connections',
    tenant: {
      connections: [
        { strategy: 'auth0' },
        { strategy: 'google-oauth2' },
        { strategy: 'github' },
        { strategy: 'apple' },
      ],
    },
    reach: openForm,
  },
  {
    name: 'form-enterprise',
    what: 'An email address of an enterprise connection',
    tenant: {
      connections: [{ strategy: 'auth0' }, { strategy: 'oidc', name: 'corp', domain: 'corp.example' }],
    },
    async reach(world) {
      const popup = await openForm(world);
      await popup.type('#lock input[name=email]', 'radia@corp.example');
      await popup.page.waitForSelector(
        '#lock .auth0-sso-notice-container, #lock .auth0-lock-sso-notice-container',
      );
      return popup;
    },
  },
  {
    name: 'sign-up-weak-password',
    what: "A password that breaks the tenant's policy",
    async reach(world) {
      const popup = await openForm(world);
      await goTo(popup, ...SIGN_UP);
      await popup.type('#lock input[name=email]', 'hedy@example.com');
      await popup.type('#lock input[name=password]', 'abc');
      await popup.page.waitForSelector('#lock .auth0-lock-password-strength');
      return popup;
    },
  },
  {
    name: 'forgotten-password-sent',
    what: 'An email that resets the password was sent',
    async reach(world) {
      const popup = await openForm(world);
      await goTo(popup, ...RESET_PASSWORD);
      await popup.type('#lock input[name=email]', 'ada@example.com');
      await popup.click(SUBMIT);
      await popup.page.waitForSelector('#lock .auth0-global-message-success');
      return popup;
    },
  },
];
