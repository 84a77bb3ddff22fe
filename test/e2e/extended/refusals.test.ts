import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { SESSION_KEY } from '../../../src/sdk/storage/session-record.ts';
import type { Popup } from '../../support/browser.ts';
import { AUTH0_ERRORS, type Auth0ErrorName } from '../../tenant/tenant.ts';
import { ONE_BROWSER } from '../one-browser.ts';
import {
  ada,
  createWorld,
  openScreen,
  RESET_PASSWORD,
  SIGN_UP,
  storedSession,
  submitForm,
  type World,
} from '../world.ts';

/** What the tenant answers to the form, and the sentence that the person then reads: in Lock, or in the popup. */
interface Refusal {
  readonly status: number;
  readonly body: object | string;
  readonly reads: string | RegExp;
}

const oauthError = (error: string, error_description: string) => ({ error, error_description });

const ONE_MORE_STEP = /asks for one more step that this form cannot show\. Continue on its own page\.$/;

/** The errors of `/co/authenticate` (Auth0's documents list them) by code. */
const AT_THE_FORM: Readonly<Record<string, Refusal>> = {
  access_denied: {
    status: 403,
    body: oauthError('access_denied', 'Wrong email or password.'),
    reads: 'Wrong email or password.',
  },
  invalid_user_password: {
    status: 403,
    body: oauthError('invalid_user_password', 'Wrong email or password.'),
    reads: 'Wrong email or password.',
  },
  blocked_user: {
    status: 403,
    body: oauthError('blocked_user', 'Blocked user'),
    reads: 'The user is blocked.',
  },
  'unauthorized, user is blocked': {
    status: 401,
    body: oauthError('unauthorized', 'user is blocked'),
    reads: 'The user is blocked.',
  },
  'unauthorized, by a rule': {
    status: 401,
    body: oauthError('unauthorized', 'Your office hours are over.'),
    reads: 'Your office hours are over.',
  },
  too_many_attempts: {
    status: 429,
    body: oauthError(
      'too_many_attempts',
      'Your account has been blocked after multiple consecutive login attempts.',
    ),
    reads: 'Your account has been blocked after multiple consecutive login attempts.',
  },
  too_many_requests: {
    status: 429,
    body: oauthError('too_many_requests', 'Too many requests'),
    reads: /^We're sorry\. There are too many requests right now\./,
  },
  password_leaked: {
    status: 401,
    body: oauthError('password_leaked', 'This login has been blocked because your password has been leaked'),
    reads: /^We have detected a potential security issue with this account\./,
  },
  password_change_required: {
    status: 403,
    body: oauthError('password_change_required', 'Password change required'),
    reads: /^You need to update your password/,
  },
  password_expired: {
    status: 403,
    body: oauthError('password_expired', 'Password expired'),
    reads: /^You need to update your password/,
  },
  mfa_required: {
    status: 403,
    body: oauthError('mfa_required', 'Multifactor authentication required'),
    reads: ONE_MORE_STEP,
  },
  requires_verification: {
    status: 401,
    body: oauthError('requires_verification', 'Suspicious request requires verification'),
    reads: ONE_MORE_STEP,
  },
  invalid_captcha: {
    status: 401,
    body: oauthError('invalid_captcha', 'Invalid captcha value'),
    reads: ONE_MORE_STEP,
  },
  captcha_required: {
    status: 401,
    body: oauthError('captcha_required', 'Captcha required'),
    reads: ONE_MORE_STEP,
  },
  unauthorized_client: {
    status: 401,
    body: oauthError('unauthorized_client', 'Cross origin login not allowed.'),
    reads: /must switch on Allow Cross-Origin Authentication/,
  },
  invalid_request: {
    status: 400,
    body: oauthError('invalid_request', 'Unknown realm somewhere.'),
    reads: /^The tenant refused the sign-in: Unknown realm somewhere\./,
  },
  unsupported_credential_type: {
    status: 400,
    body: oauthError('unsupported_credential_type', 'Unknown credential type parameter.'),
    reads: /^The tenant refused the sign-in: Unknown credential type parameter\./,
  },
  'an origin that is not listed': {
    status: 403,
    body: 'Origin https://elsewhere.example is not allowed.',
    reads: /to the application's Allowed Web Origins\.$/,
  },
  'access_denied, by a script of the database': {
    status: 403,
    body: oauthError('access_denied', 'Your subscription has ended.'),
    reads: 'Your subscription has ended.',
  },
  "an Action's words, with a link": {
    status: 400,
    body: {
      error: 'extensibility_error',
      error_description: 'x',
      friendly_message:
        'Ask for access at https://help.acme.example/how-to-get-access-to-the-analytical-engine',
    },
    reads:
      /: Ask for access at https:\/\/help\.acme\.example\/how-to-get-access-to-the-analytical-engine\. Try again/,
  },
  'a page of a proxy': {
    status: 403,
    body: '<h1>Blocked</h1>',
    reads: /^Something between this browser and \S+ answered instead \(status 403\)/,
  },
  'an answer that is no JSON': {
    status: 502,
    body: '<h1>Bad gateway</h1>',
    reads: /is having trouble \(status 502\)/,
  },
};

/** The errors with which `/authorize` redirects, by code. */
const AT_AUTHORIZE: Readonly<Record<string, string | RegExp>> = {
  login_required: ONE_MORE_STEP,
  consent_required: ONE_MORE_STEP,
  interaction_required: ONE_MORE_STEP,
  access_denied:
    /^The tenant refused the sign-in: Spoken by the tenant\.+ Try again, or ask its administrator\.$/,
  unauthorized:
    /^The tenant refused the sign-in: Spoken by the tenant\.+ Try again, or ask its administrator\.$/,
  invalid_request:
    /^The tenant refused the sign-in: Spoken by the tenant\.+ Try again, or ask its administrator\.$/,
  server_error: ONE_MORE_STEP,
};

/** The errors of the token endpoint. */
const AT_THE_TOKEN_ENDPOINT: readonly [code: string, description: string][] = [
  ['invalid_grant', 'Invalid authorization code'],
  ['invalid_grant', 'Failed to verify code verifier'],
  ['mfa_required', 'Multifactor authentication required'],
  ['unauthorized_client', 'Grant type not allowed'],
];

/** The errors of sign-up, as the tenant's table has them, and what Lock says. */
const AT_SIGN_UP: readonly [Auth0ErrorName, string][] = [
  ['user_exists', 'The user already exists.'],
  [
    'invalid_signup',
    'This address cannot be signed up. If it is yours, log in with it, or reset its password.',
  ],
  ['weak_password', 'Password is too weak.'],
];

/** What a refused request of the form says that has the tenant's own words, and the sentence that Lock then shows. */
const ITS_OWN_WORDS: readonly [what: string, path: string, body: object, reads: string][] = [
  [
    'a pre-registration Action',
    '/dbconnections/signup',
    {
      name: 'InternalExtensibilityError',
      statusCode: 400,
      code: 'extensibility_error',
      message: 'x',
      description: 'x',
      friendly_message: 'Your domain needs an invitation',
    },
    'Your domain needs an invitation',
  ],
  [
    'a tenant without sign-up',
    '/dbconnections/signup',
    { error: 'public signup is disabled' },
    "New accounts can't be created here. Ask your administrator for one.",
  ],
  [
    'a password reset',
    '/dbconnections/change_password',
    { code: 'whatever', description: 'Reset it at your company.' },
    'Reset it at your company.',
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
    await browser.startOver();
    // What was begun in the form, and a session that should not be. All else stays: at the end it is searched for secrets.
    await browser.evaluateInExtension(async (key) => {
      await Promise.all([chrome.storage.session.clear(), chrome.storage.local.remove(key)]);
    }, SESSION_KEY);
  });
  afterAll(() => world.end());

  /** Signs in with the fault in place; what the person then reads, in Lock or in the popup. */
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

  /** Whether the popup shows "Continue in a window". */
  const offersWindow = () => popup.page.$eval('#btn-window', (button) => button.checkVisibility());

  const compare = (text: string, wanted: string | RegExp) =>
    typeof wanted === 'string' ? expect(text).toBe(wanted) : expect(text).toMatch(wanted);

  it.each(Object.entries(AT_THE_FORM))('at the form: %s', async (_code, { status, body, reads }) => {
    const json = typeof body !== 'string';
    world.tenant.addFault({
      path: '/co/authenticate',
      kind: 'status',
      status,
      contentType: json ? 'application/json' : 'text/plain',
      body: json ? JSON.stringify(body) : body,
    });
    compare(await readAfterSubmit(), reads);
  });

  it.each(Object.entries(AT_AUTHORIZE))('at /authorize: %s', async (error, reads) => {
    world.tenant.addFault({
      path: '/authorize',
      kind: 'redirect-error',
      error,
      description: 'Spoken by the tenant.',
    });
    compare(await readAfterSubmit(), reads);
    expect(await offersWindow()).toBe(true);
  });

  it('at /authorize: a login ticket that it does not know', async () => {
    world.tenant.addFault({
      path: '/authorize',
      kind: 'redirect-error',
      error: 'access_denied',
      description: 'Unknown or invalid login ticket.',
    });
    compare(await readAfterSubmit(), ONE_MORE_STEP);
    expect(await offersWindow()).toBe(true);
  });

  it.each(AT_THE_TOKEN_ENDPOINT)('at the token endpoint: %s, %s', async (code, description) => {
    world.tenant.addFault({
      path: '/oauth/token',
      kind: 'status',
      status: 403,
      contentType: 'application/json',
      body: JSON.stringify(oauthError(code, description)),
    });
    compare(await readAfterSubmit(), `The tenant gave no tokens: ${description}. Try again.`);
    expect(await offersWindow()).toBe(true);
  });

  it.each(ITS_OWN_WORDS)("at the form, in the tenant's own words: %s", async (_what, path, body, reads) => {
    world.tenant.addFault({ path, kind: 'status', status: 400, body: JSON.stringify(body) });
    const isSignUp = path.endsWith('signup');
    const form = await openScreen(world, isSignUp ? SIGN_UP : RESET_PASSWORD);
    await form.fill('#lock input[name=email]', 'hedy@example.com');
    if (isSignUp) await form.fill('#lock input[name=password]', 'Frequency-Hopping-1942');
    await form.click('#lock button[type=submit]');
    await expect.poll(() => form.text('#lock .auth0-global-message-error')).toBe(reads);
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
    await form.fill('#lock input[name=email]', 'hedy@example.com');
    await form.fill('#lock input[name=password]', 'Frequency-Hopping-1942');
    await form.click('#lock button[type=submit]');
    expect(await form.waitForState('error', 'signed-in')).toBe('error');
    expect(await form.text('#failure')).toBe(
      "You have signed up, but can't sign in yet: Please verify your email before logging in. Once that is done, sign in.",
    );
    const screen = async (shown: Popup) => {
      await shown.page.waitForSelector('#lock button[type=submit]');
      return shown.text('#lock button[type=submit]');
    };
    await form.click('#btn-login');
    expect(await screen(form)).toBe('Log In');
    await form.close();
    expect(await screen(await browser.openPopup())).toBe('Log In');
  });

  it.each(AT_SIGN_UP)('at sign-up: %s', async (name, reads) => {
    world.tenant.addFault(AUTH0_ERRORS[name]);
    const form = await openScreen(world, SIGN_UP);
    await form.fill('#lock input[name=email]', 'hedy@example.com');
    await form.fill('#lock input[name=password]', 'Frequency-Hopping-1942');
    await form.click('#lock button[type=submit]');
    expect(await form.text('#lock .auth0-global-message-error')).toBe(reads);
  });
});
