import * as oauth from 'oauth4webapi';
import { expect } from 'vitest';
import { form, postCredentials, postJson, read, TestBrowser } from './test-browser.ts';
import { expectText, ORIGIN } from './test-client.ts';
import { ADA, row, useTenant } from './test-tenant.ts';

const OTP = 'http://auth0.com/oauth/grant-type/passwordless/otp';
const NEW = { email: 'new@example.com', password: 'Brand-New-1' };

const shared = useTenant({
  connections: [{ strategy: 'auth0' }, { strategy: 'email' }, { strategy: 'sms' }],
});

function post(path: string, body: Record<string, unknown> = {}): Promise<Response> {
  const common = { client_id: shared.tenant.clientId, connection: 'Username-Password-Authentication' };
  return postJson(shared.tenant, path, ORIGIN, { ...common, ...body });
}

const signUp = async (body: Record<string, unknown> = {}) =>
  read(await post('/dbconnections/signup', { ...NEW, ...body }));
const reset = (email: string, more: Record<string, unknown> = {}) =>
  post('/dbconnections/change_password', { email, ...more });
const start = async (body: Record<string, unknown>) =>
  read(await post('/passwordless/start', { send: 'code', connection: 'email', ...body }));

const badRequest = (code: string, description: string) => ({
  status: 400,
  body: { name: 'BadRequestError', code, description, statusCode: 400 },
});
const INVALID = badRequest('invalid_signup', 'Invalid sign up');

async function statusOf(password: string): Promise<number> {
  const credentials = { origin: ORIGIN, username: ADA[0], password };
  return (await postCredentials(shared.tenant, new TestBrowser(), credentials)).status;
}

row('sign-up', 'makes a user, who can sign in, with the additional fields', async () => {
  const more = { given_name: 'Nina', user_metadata: { newsletter: 'yes' } };
  expect(await signUp(more)).toEqual({
    status: 200,
    body: {
      _id: expect.stringMatching(/^[0-9a-f]{24}$/),
      email: NEW.email,
      email_verified: false,
      ...more,
    },
  });
  expect(shared.tenant.users.at(-1)).toMatchObject({ givenName: 'Nina', userMetadata: more.user_metadata });
  await shared.client.signIn(new TestBrowser(), NEW.email, NEW.password);
});

row('sign-up', 'asks for a user name if the database requires one, which then signs in too', async () => {
  shared.tenant.configure({ connections: [{ strategy: 'auth0', requiresUsername: true }] });
  expect(await signUp()).toEqual(INVALID);
  expect(await signUp({ username: 'nina' })).toMatchObject({ status: 200 });
  await shared.client.signIn(new TestBrowser(), 'nina', NEW.password);
});

for (const body of [
  { connection: 'elsewhere' },
  { client_id: 'another' },
  { email: 'no address' },
  { password: '' },
]) {
  row('sign-up-invalid', `is said of ${JSON.stringify(body)}`, async () => {
    expect(await signUp(body)).toEqual(INVALID);
  });
}

row('sign-up-disabled', 'is said where the connection has it so', async () => {
  shared.tenant.configure({ connections: [{ strategy: 'auth0', showSignup: false }] });
  expect(await signUp()).toEqual({ status: 400, body: { error: 'public signup is disabled' } });
});

row('sign-up-taken', 'is not said of an address, unless the tenant is set so', async () => {
  expect(await signUp({ email: ADA[0] })).toEqual(INVALID);
  shared.tenant.configure({ publicSignupErrors: true });
  expect(await signUp({ email: ADA[0] })).toEqual(badRequest('user_exists', 'The user already exists.'));
});

row('password-policy', 'refuses a weak password with its rules, at sign-up and at a reset', async () => {
  const rule = (code: string) => expect.objectContaining({ code, verified: false });
  expect(await signUp({ password: 'short' })).toEqual({
    status: 400,
    body: {
      name: 'PasswordStrengthError',
      message: 'Password is too weak',
      code: 'invalid_password',
      description: { verified: false, rules: [rule('lengthAtLeast'), rule('containsAtLeast')] },
      policy: expect.stringMatching(/^\* At least 8 characters in length\n\* Contain at least 3 of the/),
      statusCode: 400,
    },
  });
  shared.tenant.configure({ connections: [{ strategy: 'auth0', passwordPolicy: 'low' }] });
  expect((await signUp({ password: 'sixsix' })).status).toBe(200);
});

const FORMS = [
  ['/dbconnections/signup', 'signUp', NEW, 'code'],
  ['/dbconnections/change_password', 'passwordReset', { email: ADA[0] }, 'code'],
  ['/passwordless', 'passwordless', { connection: 'email', email: ADA[0], send: 'code' }, 'error'],
] as const;
for (const [path, flow, fields, name] of FORMS) {
  const target = flow === 'passwordless' ? `${path}/start` : path;

  row('challenge', `of ${path} is required only where it is set, as a picture or a vendor's`, async () => {
    const ask = async () => (await read(await post(`${path}/challenge`, { state: 's' }))).body;
    expect(await ask()).toEqual({ required: false });
    shared.tenant.configure({ captcha: { [flow]: true } });
    const picture = expectText(await ask(), 'image').split(',')[1] ?? '';
    const letters = [
      ...Buffer.from(picture, 'base64')
        .toString()
        .matchAll(/>(\w)<\/text>/g),
    ];
    expect(letters.map(([, letter]) => letter).join('')).toBe(shared.tenant.captchaAnswer('s'));
    shared.tenant.configure({ captchaProvider: 'auth0_v2' });
    expect(await ask()).toEqual({ required: true, provider: 'auth0_v2', siteKey: expect.any(String) });
  });

  row('captcha', `is refused at ${target} when it is wrong, and good once`, async () => {
    shared.tenant.configure({ captcha: { [flow]: true } });
    const send = async (more: object) => read(await post(target, { ...fields, state: 's', ...more }));
    expect(await send({})).toMatchObject({ status: 400, body: { [name]: 'invalid_captcha' } });
    await post(`${path}/challenge`, { state: 's' });
    const captcha = shared.tenant.captchaAnswer('s')?.toLowerCase();
    expect((await post(target, { ...fields, state: 's', captcha })).status).toBe(200);
    expect((await send({ captcha })).status).toBe(400);
  });
}

row('challenge', 'of a sign-in is never required: its state belongs to no login transaction', async () => {
  shared.tenant.configure({ captcha: { signIn: true } });
  const response = await post('/usernamepassword/challenge', { state: 'random' });
  expect((await read(response)).body).toEqual({ required: false });
});

row('password-reset', 'gives one answer for every address, and a mail to a known one', async () => {
  for (const email of ['unknown@example.com', ADA[0]]) {
    expect(shared.tenant.mailbox.messages).toEqual([]);
    const response = await reset(email);
    expect(await response.text()).toBe("We've just sent you an email to reset your password.");
  }
  expect(shared.tenant.mailbox.messages).toMatchObject([{ to: ADA[0], kind: 'reset-password' }]);
});

row('password-reset-fields', 'must have an address', async () => {
  expect(await read(await reset(''))).toEqual({ status: 400, body: { error: 'email is required' } });
});

row('mailed-link', 'changes the password, once, to none that is weak', async () => {
  await reset(ADA[0]);
  const link = shared.tenant.mailbox.latest()?.link ?? '';
  const follow = async (password: string) => (await fetch(link, form({ password }))).status;
  expect(await follow('weak')).toBe(400);
  expect(await follow('Difference-Engine-1822')).toBe(200);
  expect(await follow('Difference-Engine-1833')).toBe(400);
  expect([await statusOf('Difference-Engine-1822'), await statusOf(ADA[1])]).toEqual([200, 403]);
});

row('mailed-link', 'verifies the address of a new user', async () => {
  await signUp();
  await fetch(shared.tenant.mailbox.latest(NEW.email, 'verify-email')?.link ?? '');
  expect(shared.tenant.users.at(-1)?.emailVerified).toBe(true);
});

row('mailed-link', 'unblocks an account', async () => {
  shared.tenant.configure({ limits: { passwordAttempts: 1 } });
  await statusOf('wrong');
  expect(await statusOf(ADA[1])).toBe(429);
  await fetch(shared.tenant.mailbox.latest(ADA[0], 'unblock')?.link ?? '');
  expect(await statusOf(ADA[1])).toBe(200);
});

row('code-start', 'sends six digits, and answers with the address in lower case', async () => {
  expect(await start({ email: 'Lin@example.com' })).toEqual({
    status: 200,
    body: { _id: expect.any(String), email: 'lin@example.com', email_verified: false },
  });
  expect(shared.tenant.mailbox.latest('lin@example.com')?.code).toMatch(/^\d{6}$/);
});

for (const [error, body] of [
  ['bad.email', { email: 'no address' }],
  ['bad.phone_number', { connection: 'sms', phone_number: '555' }],
  ['bad.connection', { connection: 'elsewhere' }],
  ['bad.client_id', { client_id: 'another' }],
  ['bad.send', { email: ADA[0], send: 'link' }],
] as const) {
  row('code-start-refused', `is ${error} for ${JSON.stringify(body)}`, async () => {
    expect(await start(body)).toMatchObject({ status: 400, body: { error } });
  });
}

for (const [realm, username, claims] of [
  ['email', 'lin@example.com', { email: 'lin@example.com', email_verified: true }],
  ['sms', '+15550001234', { name: '+15550001234' }],
] as const) {
  row('code-sign-in', `makes a user of the connection ${realm}`, async () => {
    await start({ connection: realm, email: username, phone_number: username });
    const { client, tenant } = shared;
    const browser = new TestBrowser();
    const otp = tenant.mailbox.latest(username)?.code ?? '';
    const credentials = { origin: ORIGIN, credential_type: OTP, username, otp, realm };
    const { body } = await read(await postCredentials(tenant, browser, credentials));
    const attempt = await client.begin({ login_ticket: expectText(body, 'login_ticket') });
    const { landedAt } = await browser.visit(attempt.url);
    const tokens = await client.readTokens(await client.exchange(attempt, landedAt), attempt.nonce);
    const sub = expect.stringMatching(new RegExp(`^${realm}\\|[0-9a-f]{24}$`));
    expect(oauth.getValidatedIdTokenClaims(tokens)).toMatchObject({ sub, ...claims });
  });
}
