import { expect } from 'vitest';
import type { BehaviorId } from './behaviors.ts';
import type { TenantChange } from './tenant.ts';
import { form, postCredentials, postJson, read, TestBrowser } from './test-browser.ts';
import { ORIGIN } from './test-client.ts';
import { ADA, BLOCKED, row, useTenant } from './test-tenant.ts';

const OTP = 'http://auth0.com/oauth/grant-type/passwordless/otp';

let now = Date.UTC(2026, 10, 23);
const shared = useTenant({ now: () => now });

function ask(changes: Record<string, string> = {}) {
  const credentials = { origin: ORIGIN, username: ADA[0], password: ADA[1], ...changes };
  return postCredentials(shared.tenant, new TestBrowser(), credentials).then(read);
}

const error = (code: string, error_description: string) => ({ error: code, error_description });
const WRONG = { status: 403, body: error('access_denied', 'Wrong email or password.') };
const NOT_ALLOWED = { status: 401, body: error('unauthorized_client', 'Cross origin login not allowed.') };
const FIELDS = {
  status: 400,
  body: error(
    'invalid_request',
    'Invalid request body. All and only of client_id, credential_type, username, otp, realm are required.',
  ),
};

row('co-ticket', 'is for the right password, with a cookie for requests from other sites', async () => {
  const credentials = { origin: ORIGIN, username: 'Ada@Example.COM', password: ADA[1] };
  const response = await postCredentials(shared.tenant, new TestBrowser(), credentials);
  const text = expect.any(String);
  expect(await read(response)).toEqual({
    status: 200,
    body: { login_ticket: text, co_verifier: text, co_id: text },
  });
  expect(response.headers.get('Set-Cookie')).toMatch(/; HttpOnly; SameSite=None; Secure$/);
});

row('co-ticket', 'takes user name or address of an AD/LDAP connection, whose name is the realm', async () => {
  const [email, password] = ['ada@corp.example', 'Analytical-Engine-1843'];
  shared.tenant.configure({
    connections: [{ strategy: 'ad', name: 'corp-ad' }],
    users: [{ email, username: 'CORP\\ada', password, connection: 'corp-ad' }],
  });
  for (const username of [email, 'corp\\ADA']) {
    expect(await ask({ username, password, realm: 'corp-ad' })).toMatchObject({ status: 200 });
  }
  expect(await ask({ username: 'ada', password, realm: 'corp-ad' })).toEqual(WRONG);
});

type Answer = { status: number; body: unknown };
/** `why`: what is refused, with these changes to the right request and the right settings. */
function refuses(
  behavior: BehaviorId,
  why: string,
  changes: Record<string, string>,
  answer: Answer,
  settings: TenantChange = {},
): void {
  row(behavior, `refuses ${why}`, async () => {
    shared.tenant.configure(settings);
    expect(await ask(changes)).toEqual(answer);
  });
}

refuses('co-fields', 'a captcha', { captcha: 'ABCDEF' }, FIELDS, { captcha: { signIn: true } });
refuses('co-fields', 'a state', { state: 'anything' }, FIELDS);
refuses('co-fields', 'no realm', { realm: '' }, FIELDS);
refuses('co-fields', 'no password', { password: '' }, FIELDS);
refuses(
  'co-unknown-client',
  'another client ID',
  { client_id: 'another' },
  { status: 401, body: error('unauthorized_client', 'Unknown client: another') },
);
refuses('co-switched-off', 'for the application', {}, NOT_ALLOWED, { crossOriginLogin: false });
refuses('co-switched-off', 'for the connection', {}, NOT_ALLOWED, {
  connections: [{ strategy: 'auth0', crossOriginLogin: false }],
});
refuses(
  'co-credential-type',
  'one that it does not know',
  { credential_type: 'handshake' },
  { status: 400, body: error('unsupported_credential_type', 'Unknown credential type parameter.') },
);
refuses(
  'co-unknown-realm',
  'one that is not enabled',
  { realm: 'elsewhere' },
  { status: 400, body: error('invalid_request', 'Unknown realm elsewhere.') },
);
refuses('co-unknown-realm', 'a database that the user is not in', { realm: 'partners' }, WRONG, {
  connections: [{ strategy: 'auth0' }, { strategy: 'auth0', name: 'partners' }],
});
refuses('co-wrong-password', 'a wrong one', { password: 'wrong' }, WRONG);
refuses('co-wrong-password', 'an unknown user, in the same words', { username: 'x@example.com' }, WRONG);
refuses('co-wrong-password', 'of a blocked user, in the same words', { username: BLOCKED[0] }, WRONG);
refuses(
  'co-blocked-user',
  'who has the right password',
  { username: BLOCKED[0], password: BLOCKED[1] },
  { status: 403, body: error('blocked_user', 'Blocked user') },
);
refuses(
  'co-password-leaked',
  'the right password',
  {},
  {
    status: 401,
    body: error(
      'password_leaked',
      "This login attempt has been blocked because the password you're using was previously disclosed through a data breach (not in this application).",
    ),
  },
  { users: [{ email: ADA[0], password: ADA[1], passwordProblem: 'leaked' }] },
);

row('co-fields', 'refuses a body that is not JSON', async () => {
  const init = { method: 'POST', headers: { Origin: ORIGIN }, body: 'username=ada' };
  expect(await read(await fetch(`${shared.tenant.origin}/co/authenticate`, init))).toEqual(FIELDS);
});

row('too-many-attempts', 'refuses the right password too after ten wrong ones in a row', async () => {
  const fail = async (times: number, username: string = ADA[0]) => {
    for (let time = 0; time < times; time += 1) await ask({ username, password: 'wrong' });
  };
  await fail(9);
  expect((await ask()).status).toBe(200);
  await fail(10, 'grace@example.com');
  await fail(10);
  expect(await ask()).toEqual({
    status: 429,
    body: error(
      'too_many_attempts',
      "Your account has been blocked after multiple consecutive login attempts. We've sent you a notification via your preferred contact method with instructions on how to unblock it.",
    ),
  });
  expect(shared.tenant.mailbox.latest(ADA[0], 'unblock')).toBeDefined();
});

/** What else bot detection covers: path, and the fields beside the client ID. */
const SUSPICIOUS = {
  signUp: ['/dbconnections/signup', { email: 'new@example.com', password: 'Brand-New-1' }],
  passwordReset: ['/dbconnections/change_password', { email: ADA[0] }],
  code: ['/passwordless/start', { connection: 'email', email: ADA[0], send: 'code' }],
} as const;
const REQUIRES_VERIFICATION = {
  status: 401,
  body: error('requires_verification', 'Suspicious request requires verification'),
};

row('bot-detection', 'refuses a password at /co/authenticate, the right one too', async () => {
  shared.tenant.configure({ botDetection: { signIn: true } });
  expect(await ask()).toEqual(REQUIRES_VERIFICATION);
  shared.tenant.configure({ botDetection: {} });
  expect((await ask()).status).toBe(200);
});

for (const flow of ['signUp', 'passwordReset', 'code'] as const) {
  row('bot-detection', `refuses at ${SUSPICIOUS[flow][0]}`, async () => {
    const [path, fields] = SUSPICIOUS[flow];
    shared.tenant.configure({
      connections: [{ strategy: 'auth0' }, { strategy: 'email' }],
      botDetection: { [flow]: true },
    });
    const body = {
      client_id: shared.tenant.clientId,
      connection: 'Username-Password-Authentication',
      ...fields,
    };
    expect(await read(await postJson(shared.tenant, path, ORIGIN, body))).toEqual(REQUIRES_VERIFICATION);
  });
}

row('bot-detection', 'leaves the hosted page alone', async () => {
  shared.tenant.configure({ botDetection: { signIn: true } });
  const browser = new TestBrowser();
  const { page } = await shared.client.open(browser);
  const { landedAt } = await browser.visit(page, form({ username: ADA[0], password: ADA[1] }));
  expect(landedAt?.searchParams.has('code')).toBe(true);
});

async function sendCode(connection: 'email' | 'sms', to: string): Promise<string> {
  shared.tenant.configure({ connections: [{ strategy: 'email' }, { strategy: 'sms' }] });
  const address = connection === 'email' ? { email: to } : { phone_number: to };
  const body = { client_id: shared.tenant.clientId, send: 'code', connection, ...address };
  await postJson(shared.tenant, '/passwordless/start', ORIGIN, body);
  return shared.tenant.mailbox.latest(to)?.code ?? '';
}

async function redeem(username: string, otp: string, realm: string): Promise<Answer> {
  const body = { client_id: shared.tenant.clientId, credential_type: OTP, username, otp, realm };
  return read(await postJson(shared.tenant, '/co/authenticate', ORIGIN, body));
}

for (const [realm, to, medium] of [
  ['email', 'lin@example.com', 'email'],
  ['sms', '+15550001234', 'phone number'],
] as const) {
  row('co-wrong-code', `refuses one by ${realm}, and one that was used`, async () => {
    const refused = { status: 403, body: error('access_denied', `Wrong ${medium} or verification code.`) };
    const code = await sendCode(realm, to);
    expect(await redeem(to, '12', realm)).toEqual(refused);
    expect((await redeem(to, code, realm)).status).toBe(200);
    expect(await redeem(to, code, realm)).toEqual(refused);
  });
}

row('co-wrong-code', 'refuses one in whose place a newer one was sent', async () => {
  const older = await sendCode('email', ADA[0]);
  let newer = older;
  while (newer === older) newer = await sendCode('email', ADA[0]);
  expect((await redeem(ADA[0], older, 'email')).status).toBe(403);
});

row('co-code-expired', 'refuses one after three minutes, or after as long as it is set', async () => {
  const code = await sendCode('email', ADA[0]);
  now += 180_000;
  expect(await redeem(ADA[0], code, 'email')).toEqual({
    status: 403,
    body: error('access_denied', 'The verification code has expired. Please try to login again.'),
  });
  shared.tenant.configure({ lifetimes: { passwordlessCode: 600 } });
  const longer = await sendCode('email', ADA[0]);
  now += 599_000;
  expect((await redeem(ADA[0], longer, 'email')).status).toBe(200);
});

row(
  'co-code-attempts',
  'refuses the right one too after three wrong ones, until another is sent',
  async () => {
    const code = await sendCode('email', ADA[0]);
    const statuses: number[] = [];
    for (const otp of ['1', '2', '3', code]) statuses.push((await redeem(ADA[0], otp, 'email')).status);
    statuses.push((await redeem(ADA[0], await sendCode('email', ADA[0]), 'email')).status);
    expect(statuses).toEqual([403, 403, 429, 429, 200]);
  },
);
