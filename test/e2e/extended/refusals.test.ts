import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { SESSION_KEY } from '../../../src/sdk/storage/items.ts';
import { message } from '../message.ts';
import { ONE_BROWSER } from '../one-browser.ts';
import { waitForForm } from '../pages.ts';
import {
  ada,
  createWorld,
  HEDY,
  openForm,
  openScreen,
  SIGN_UP,
  storedSession,
  submitForm,
  type World,
} from '../world.ts';

// test/sdk/lock has every error. These show each place of a message.
describe.each([ONE_BROWSER])('an error of Auth0, in %s', (kind) => {
  let world: World;
  beforeAll(async () => {
    // A silent sign-in would consume the faults for the form.
    world = await createWorld(kind, { environment: { AUTH0_SILENT: 'off' } });
  });
  afterEach(async () => {
    const { browser, tenant } = world;
    tenant.clearFaults();
    await browser.reset();
    // The draft, and a session that should not exist. `world.end` searches the other items for secrets.
    await browser.evaluateInExtension(async (key) => {
      await Promise.all([chrome.storage.session.clear(), chrome.storage.local.remove(key)]);
    }, SESSION_KEY);
  });
  afterAll(() => world.end());

  it('is shown by Lock if it has a text', async () => {
    const body = JSON.stringify({ error: 'blocked_user', error_description: 'Blocked user' });
    const fault = { kind: 'status', status: 403, contentType: 'application/json', body } as const;
    world.tenant.addFault({ path: '/co/authenticate', ...fault });
    const popup = await openForm(world);
    await submitForm(popup, ada(world.tenant));
    expect(await popup.text('#lock .auth0-global-message-error')).toBe('The user is blocked.');
    expect(await popup.state()).toBe('signed-out');
  });

  it.each([
    ['access_denied', 'Not on Sundays.', /Not on Sundays/],
    ['access_denied', 'Unknown or invalid login ticket.', /another step/],
  ])('of /authorize is shown by the popup with a button for a window: %s, %s', async (...refusal) => {
    const [error, description, expected] = refusal;
    world.tenant.addFault({ path: '/authorize', kind: 'redirect-error', error, description });
    const popup = await openForm(world);
    await submitForm(popup, ada(world.tenant));
    await popup.waitForState('error');
    expect(await popup.text('#failure')).toMatch(expected);
    expect(await popup.page.$eval('#btn-window', (button) => button.checkVisibility())).toBe(true);
    expect(await storedSession(world.browser)).toBeNull();
  });

  it('after a sign-up mentions the new account and leads to the sign-in', async () => {
    const { browser, tenant } = world;
    const description = 'Please verify your email before logging in.';
    tenant.addFault({ path: '/authorize', kind: 'redirect-error', error: 'unauthorized', description });
    const popup = await openScreen(world, SIGN_UP);
    await submitForm(popup, HEDY);
    expect(await popup.waitForState('error', 'signed-in')).toBe('error');
    expect(await popup.text('#failure')).toBe(
      message('signedUpRefused', { reason: description.replace('.', '') }),
    );
    await popup.click('#btn-login');
    await waitForForm(popup);
    expect(await popup.text('#lock button[type=submit]')).toBe('Sign in');
    await popup.close();
    const again = await browser.openPopup();
    await waitForForm(again);
    expect(await again.text('#lock button[type=submit]')).toBe('Sign in');
  });
});
