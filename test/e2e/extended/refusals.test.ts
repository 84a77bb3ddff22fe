import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { SESSION_KEY } from '../../../src/sdk/storage/items.ts';
import type { Popup } from '../../support/browser.ts';
import { message } from '../message.ts';
import { ONE_BROWSER } from '../one-browser.ts';
import {
  ada,
  createWorld,
  HEDY,
  openScreen,
  SIGN_UP,
  storedSession,
  submitForm,
  type World,
} from '../world.ts';

const CO = '/co/authenticate';

/** An answer to a request of the form, and the sentence that the user then reads: in Lock, or in the popup. */
type Refusal = readonly [
  what: string,
  path: string,
  status: number,
  body: object | string,
  reads: string | RegExp,
];

const oauthError = (error: string, error_description: string) => ({ error, error_description });
const ANOTHER_STEP = /another step/;

/** One for each way from an answer to a sentence. test/sdk/lock has the codes of each. */
const AFTER_PASSWORD: readonly Refusal[] = [
  ["Lock's own words", CO, 403, oauthError('blocked_user', 'Blocked user'), 'The user is blocked.'],
  [
    "an Action's words, with a link",
    CO,
    400,
    {
      error: 'extensibility_error',
      error_description: 'x',
      friendly_message: 'See https://help.acme.example/access',
    },
    /https:\/\/help\.acme\.example\/access/,
  ],
  ['a page of a proxy', CO, 403, '<h1>Blocked</h1>', /status 403/],
  [
    'no tokens',
    '/oauth/token',
    403,
    oauthError('invalid_grant', 'Invalid authorization code'),
    /Invalid authorization code/,
  ],
];

describe.each([ONE_BROWSER])("the sentence for each of Auth0's errors, in %s", (kind) => {
  let world: World;
  let popup: Popup;
  beforeAll(async () => {
    // No silent sign-in meets what was meant for that of the form.
    world = await createWorld(kind, { environment: { AUTH0_SILENT: 'off' } });
  });
  afterEach(async () => {
    const { browser, tenant } = world;
    tenant.clearFaults();
    await browser.reset();
    // What was begun in the form, and a session that should not be. All else stays: at the end it is searched for secrets.
    await browser.evaluateInExtension(async (key) => {
      await Promise.all([chrome.storage.session.clear(), chrome.storage.local.remove(key)]);
    }, SESSION_KEY);
  });
  afterAll(() => world.end());

  /** Signs in with the fault in place; what the user then reads, in Lock or in the popup. */
  const readAfterSubmit = async (): Promise<string> => {
    const { browser, tenant } = world;
    popup = await browser.openPopup();
    await popup.waitForState('signed-out');
    await submitForm(popup, ada(tenant));
    const sentence = await popup.page.waitForFunction(
      () => {
        const inError = document.querySelector<HTMLElement>('main[data-state=error] #failure')?.textContent;
        return inError || document.querySelector('#lock .auth0-global-message-error')?.textContent || false;
      },
      { polling: 20 },
    );
    expect(await storedSession(browser)).toBeNull();
    return String(await sentence.jsonValue());
  };

  const refuse = (path: string, status: number, body: object | string) => {
    const isText = typeof body === 'string';
    const contentType = isText ? 'text/html' : 'application/json';
    world.tenant.addFault({
      path,
      kind: 'status',
      status,
      contentType,
      body: isText ? body : JSON.stringify(body),
    });
  };

  it.each(AFTER_PASSWORD)('after a password: %s', async (_what, path, status, body, reads) => {
    refuse(path, status, body);
    expect(await readAfterSubmit()).toMatch(reads);
  });

  it.each([
    ['access_denied', 'Not on Sundays.', /Not on Sundays/],
    ['access_denied', 'Unknown or invalid login ticket.', ANOTHER_STEP],
  ])('at /authorize: %s, %s', async (error, description, reads) => {
    world.tenant.addFault({ path: '/authorize', kind: 'redirect-error', error, description });
    expect(await readAfterSubmit()).toMatch(reads);
    expect(await popup.page.$eval('#btn-window', (button) => button.checkVisibility())).toBe(true);
  });

  it('at /authorize, after a sign-up whose address is to be verified first', async () => {
    const { browser, tenant } = world;
    tenant.addFault({
      path: '/authorize',
      kind: 'redirect-error',
      error: 'unauthorized',
      description: 'Please verify your email before logging in.',
    });
    const form = await openScreen(world, SIGN_UP);
    await submitForm(form, HEDY);
    expect(await form.waitForState('error', 'signed-in')).toBe('error');
    expect(await form.text('#failure')).toBe(
      message('signedUpRefused', { reason: 'Please verify your email before logging in' }),
    );
    const screen = async (shown: Popup) => {
      await shown.page.waitForSelector('#lock button[type=submit]');
      return shown.text('#lock button[type=submit]');
    };
    await form.click('#btn-login');
    expect(await screen(form)).toBe('Sign in');
    await form.close();
    expect(await screen(await browser.openPopup())).toBe('Sign in');
  });
});
