// @vitest-environment happy-dom
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { swap } from 'auth0-lock/lib/store/index';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { LatchkeyError } from '../../../../src/sdk/errors.ts';
import type { SignInHandlers } from '../../../../src/sdk/lock/lock-context.ts';
import WebApiClient from '../../../../src/sdk/lock/overrides/web-api-client.ts';
import type { Refusal } from '../../../../src/sdk/lock/tenant-requests.ts';
import { allTextOf } from '../../../support/unit/error-text.ts';
import { FORM_TEXT } from '../../../support/unit/form-text.ts';
import { unitAuthResult } from '../../../support/unit/session.ts';
import { settle } from '../../../support/unit/settle.ts';

vi.mock('auth0-lock/lib/store/index', () => ({ swap: vi.fn(), updateEntity: 'update' }));

const PASSWORD = 'correct horse battery staple';
const LOGIN = { username: ' ada@example.com ', password: PASSWORD, connection: 'people' };
const CODE = { connection: 'email', email: ' ada@example.com', verificationCode: '123456' };
const SIGN_UP = { connection: 'people', email: ' ada@example.com', password: ' p ', autoLogin: true };
const UNREACHABLE = new LatchkeyError('tenant-unreachable', { domain: 'tenant.example' });

const refused = (code: string, description = 'No.') => {
  const refusal: Refusal = { code, name: null, description, isForUser: false };
  return async () => ({ kind: 'refused', refusal }) as const;
};

/** Handlers with which every request succeeds. */
const handlers = {
  text: FORM_TEXT,
  coAuthenticate: vi.fn<SignInHandlers['coAuthenticate']>(),
  send: vi.fn<SignInHandlers['send']>(),
  authorize: vi.fn<SignInHandlers['authorize']>(),
  onWindow: vi.fn<SignInHandlers['onWindow']>(),
  onSubmit: vi.fn<SignInHandlers['onSubmit']>(),
  onRefused: vi.fn<SignInHandlers['onRefused']>(),
  onFailure: vi.fn<SignInHandlers['onFailure']>(),
};
/** Lock's callback. */
const callback = vi.fn();
let client: WebApiClient;

beforeEach(() => {
  vi.clearAllMocks();
  handlers.coAuthenticate.mockResolvedValue({ kind: 'ticket', loginTicket: 'ticket' });
  handlers.send.mockResolvedValue({ kind: 'accepted', body: {} });
  handlers.authorize.mockResolvedValue(unitAuthResult());
  const context = { handlers, settings: {} as never, dictionary: null };
  const lockContext = () => ({ ...context, container: document.body, onEvent: vi.fn(), onScreen: vi.fn() });
  client = new WebApiClient(1, 'unit-client', 'tenant.example', { lockContext });
});

/** Lock's requests, by the name of the method. */
const REQUESTS = {
  logIn: () => client.logIn(LOGIN, {}, callback),
  passwordlessVerify: () => client.passwordlessVerify(CODE, callback),
  signUp: () => client.signUp(SIGN_UP, callback),
  resetPassword: () => client.resetPassword({ connection: 'people', email: 'ada@example.com ' }, callback),
  passwordlessStart: () =>
    client.passwordlessStart({ connection: 'sms', send: 'code', phoneNumber: ' +44 ' } as object, callback),
};
type Name = keyof typeof REQUESTS;

async function request(name: Name): Promise<void> {
  REQUESTS[name]();
  await settle();
}

describe('a sign-in', () => {
  it.each<[Name, credentials: object, realm: string]>([
    ['logIn', { username: 'ada@example.com', password: PASSWORD, realm: 'people' }, 'people'],
    ['passwordlessVerify', { username: 'ada@example.com', otp: '123456', realm: 'email' }, 'email'],
  ])(
    'sends the credentials of %s only to coAuthenticate and returns tokens',
    async (name, credentials, realm) => {
      await request(name);
      expect(handlers.coAuthenticate.mock.calls).toEqual([[credentials]]);
      expect(handlers.authorize.mock.calls).toEqual([['ticket', realm]]);
      expect(callback.mock.calls).toEqual([[null, unitAuthResult()]]);
      expect(handlers.onSubmit).toHaveBeenCalledOnce();
    },
  );

  it.each<[Name, code: string, description: string, error: object]>([
    ['logIn', 'access_denied', 'Wrong password.', { error: 'invalid_user_password' }],
    ['logIn', 'blocked_user', 'No.', { error: 'blocked_user' }],
    ['logIn', 'access_denied', 'Your office hours are over.', { error: 'rule_error' }],
    ['passwordlessVerify', 'access_denied', 'Wrong code.', { error: 'invalid_user_password' }],
    ['passwordlessVerify', 'access_denied', 'The code has expired.', { error: 'code_expired' }],
  ])('has Lock show a refusal of %s: %s, "%s"', async (name, code, description, error) => {
    handlers.coAuthenticate.mockImplementation(refused(code, description));
    await request(name);
    expect(callback.mock.calls).toMatchObject([[{ ...error, description }]]);
    expect(handlers.onRefused).toHaveBeenCalledTimes(1);
    expect(handlers.onFailure).not.toHaveBeenCalled();
  });

  it('reports a refusal that Lock has no message for as a failure', async () => {
    handlers.coAuthenticate.mockImplementation(refused('invalid_request', 'Unknown realm people.'));
    await request('logIn');
    expect(handlers.onFailure.mock.calls).toMatchObject([
      [{ code: 'authorization-refused', data: { reason: 'refused', description: 'Unknown realm people' } }],
    ]);
    expect([callback.mock.calls, handlers.onRefused.mock.calls]).toEqual([[], []]);
  });

  it('reports a failure without the password', async () => {
    handlers.authorize.mockRejectedValue(new TypeError('no'));
    await request('logIn');
    const [[error] = []] = handlers.onFailure.mock.calls;
    expect(error?.code).toBe('extension-failed');
    expect(await allTextOf(error)).not.toContain(PASSWORD);
  });
});

describe('a sign-in right after a sign-up', () => {
  it('reports that the user has signed up when it fails', async () => {
    handlers.authorize.mockRejectedValue(UNREACHABLE);
    for (const name of ['signUp', 'logIn', 'logIn'] as const) await request(name);
    expect(handlers.onFailure.mock.calls.map(([error]) => error.data.hasSignedUp)).toEqual([
      'yes',
      undefined,
    ]);
  });

  it('has Lock show that the user has signed up when a rule refuses it', async () => {
    handlers.coAuthenticate.mockImplementation(refused('unauthorized', 'Please verify your email.'));
    await request('signUp');
    await request('logIn');
    expect(callback.mock.lastCall?.[0]).toEqual({
      code: 'rule_error',
      error: 'rule_error',
      description:
        "You've signed up, but can't sign in yet: Please verify your email. Complete that step, then sign in.",
    });
  });

  it('is a usual one when the sign-up was refused', async () => {
    handlers.send.mockImplementation(refused('user_exists'));
    handlers.authorize.mockRejectedValue(UNREACHABLE);
    await request('signUp');
    await request('logIn');
    expect(handlers.onFailure.mock.calls).toEqual([[UNREACHABLE]]);
  });
});

describe('a connection with its own page', () => {
  it.each([
    [{ connection: 'google-oauth2' }, { connection: 'google-oauth2' }],
    [
      { connection: 'acme', login_hint: 'ada@acme.example' },
      { connection: 'acme', login_hint: 'ada@acme.example' },
    ],
    [{ connection: 'acme', password: PASSWORD }, { connection: 'acme' }],
  ])('opens a window for %j with the parameters %j', (options, parameters) => {
    client.logIn(options, { scope: 'openid' }, callback);
    expect(handlers.onWindow.mock.calls).toEqual([[parameters]]);
  });
});

describe('a request', () => {
  it.each<[Name, endpoint: string, fields: object]>([
    ['signUp', 'signUp', { connection: 'people', email: 'ada@example.com', password: ' p ' }],
    ['resetPassword', 'changePassword', { connection: 'people', email: 'ada@example.com' }],
    ['passwordlessStart', 'passwordlessStart', { connection: 'sms', send: 'code', phone_number: '+44' }],
  ])('sends what Auth0 documents for %s', async (name, endpoint, fields) => {
    await request(name);
    expect(handlers.send.mock.calls).toEqual([[endpoint, fields]]);
    expect(callback.mock.calls).toEqual([[null, {}]]);
  });

  it.each<[Name, code: string, error: object]>([
    ['signUp', 'user_exists', { code: 'user_exists', description: 'No.' }],
    ['signUp', 'public signup is disabled', { code: 'hook_error', description: FORM_TEXT.signUpDisabled }],
    ['resetPassword', 'too_many_requests', { code: 'too_many_requests' }],
    ['passwordlessStart', 'bad.phone_number', { error: 'bad.phone_number' }],
  ])('has Lock show a refusal of %s: %s', async (name, code, error) => {
    handlers.send.mockImplementation(refused(code));
    await request(name);
    expect(callback.mock.calls.map(([first]) => first)).toMatchObject([error]);
    expect(handlers.onFailure).not.toHaveBeenCalled();
  });

  it.each(['resetPassword', 'passwordlessStart', 'passwordlessVerify'] as const)(
    "shows the tenant's message about %s after Lock's",
    async (name) => {
      vi.useFakeTimers({ toFake: ['setTimeout'] });
      handlers.send.mockImplementation(refused('unknown', 'Not for your account.'));
      handlers.coAuthenticate.mockImplementation(refused('unknown', 'Not for your account.'));
      await request(name);
      expect([callback.mock.calls.length, vi.mocked(swap).mock.calls.length]).toEqual([1, 0]);
      vi.runAllTimers();
      vi.useRealTimers();
      const update = ['update', 'lock', 1, expect.any(Function), false, 'Not for your account.'];
      expect(vi.mocked(swap).mock.calls).toEqual([update]);
    },
  );

  it.each(Object.keys(REQUESTS) as Name[])(
    'reports a failure of %s and does not call Lock back',
    async (name) => {
      handlers.send.mockRejectedValue(UNREACHABLE);
      handlers.coAuthenticate.mockRejectedValue(UNREACHABLE);
      await request(name);
      expect(handlers.onFailure.mock.calls).toEqual([[UNREACHABLE]]);
      expect(callback).not.toHaveBeenCalled();
    },
  );
});

describe('getUserCountry', () => {
  it.each([
    ['pt-BR', 'BR'],
    ['zh-Hant-HK', 'HK'],
    ['de', 'DE'],
    ['en', 'US'],
  ])('returns for the browser language %s the country %s', (language, countryCode) => {
    vi.stubGlobal('navigator', { language });
    client.getUserCountry(callback);
    expect(callback).toHaveBeenCalledWith(null, { countryCode });
  });
});

it.each(['getChallenge', 'getSignupChallenge', 'getPasswordlessChallenge'] as const)(
  '%s calls back at once with no captcha',
  (name) => {
    client[name](callback);
    expect(callback).toHaveBeenCalledExactlyOnceWith(null, null);
    expect(handlers.send).not.toHaveBeenCalled();
  },
);

it('has every method that Lock calls with the options of a form', () => {
  const source = readFileSync(createRequire(import.meta.url).resolve('auth0-lock/lib/core/web_api'), 'utf8');
  // Babel writes `this.clients[id].a(...rest)` as `(_x = this.clients[id]).a.apply(_x, rest)`.
  const called = new Set(
    [...source.matchAll(/this\.clients\[lockID\]\)?\.(\w+)[(.]/g)].map(([, name = '']) => name),
  );
  expect(called.size).toBeGreaterThan(10);
  expect([...called].filter((name) => !(name in client)).sort()).toEqual(
    [
      ...['logout', 'checkSession', 'getUserInfo', 'getProfile'], // Methods of a form that `core.ts` doesn't have.
      'parseHash', // For redirects back to the page.
      'getSSOData', // For single sign-on. `unused.ts` overrides the caller.
      'getPasswordResetChallenge', // For captchas. `unused.ts` overrides the caller.
    ].sort(),
  );
});
