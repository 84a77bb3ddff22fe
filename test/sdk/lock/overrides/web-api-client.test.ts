// @vitest-environment happy-dom
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { compileFunction } from 'node:vm';
import { swap } from 'auth0-lock/lib/store/index';
import { describe, expect, it, vi } from 'vitest';
import type { LockContext } from '../../../../src/sdk/lock/lock-context.ts';
import WebApiClient from '../../../../src/sdk/lock/overrides/web-api-client.ts';

const require = createRequire(import.meta.url);

const CONTEXT: LockContext = {
  settings: { id: 'unit-client', strategies: [] },
  dictionary: null,
  handlers: {} as never,
};

/** Makes whatever the client below is given for a `WebAuth`. */
const made = vi.hoisted(() => ({ webAuth: (): object => ({}) }));

vi.mock('../../../../src/sdk/lock/web-auth.ts', () => ({
  WebAuth: class {
    constructor() {
      Object.assign(this, made.webAuth());
    }
  },
}));

vi.mock('auth0-lock/lib/store/index', () => ({ swap: vi.fn(), updateEntity: 'update' }));

type Client = Readonly<Record<string, (...args: unknown[]) => void>>;

/** A `WebAuth` that answers everything with `answer`, and keeps what it is asked for, without callbacks. */
function fakeWebAuth(answer: readonly unknown[]) {
  const calls: unknown[] = [];
  const member =
    (name: string) =>
    (...args: unknown[]) => {
      calls.push([name, ...args.filter((argument) => typeof argument !== 'function').map(asOurs)]);
      const callback = args.find((argument) => typeof argument === 'function');
      if (callback instanceof Function && name !== 'popup.authorize') callback(...answer);
    };
  const members = (owner: string, ...names: string[]) =>
    Object.fromEntries(names.map((name) => [name, member(`${owner}${name}`)]));
  const webAuth = {
    ...members('', 'signup', 'changePassword', 'passwordlessStart', 'passwordlessLogin'),
    popup: members('popup.', 'authorize', 'loginWithCredentials'),
    client: {
      ...members('client.', 'getUserCountry'),
    },
  };
  return { webAuth, calls };
}

/** What Lock says of itself to auth0-js, and our `WebAuth` knows or does not want to hear. */
const FOR_AUTH0_JS = ['nonce', 'owp', 'popup', 'popupOptions', 'scope', 'state'];

function asOurs(argument: unknown): unknown {
  if (typeof argument !== 'object' || argument === null) return argument;
  return Object.fromEntries(Object.entries(argument).filter(([name]) => !FOR_AUTH0_JS.includes(name)));
}

/** Lock's own client, with another auth0-js. */
function originalClient(webAuth: object): Client {
  const file = require.resolve('auth0-lock/lib/core/web_api/p2_api');
  const requireThere = createRequire(file);
  class WebAuth {
    constructor() {
      Object.assign(this, webAuth);
    }
  }
  const needed = (name: string): unknown => {
    if (name === 'auth0-js') return { WebAuth, version: { raw: '' } };
    return name.includes('cordova') ? {} : requireThere(name);
  };
  const exports: { default?: new (...args: unknown[]) => Client } = {};
  compileFunction(readFileSync(file, 'utf8'), ['require', 'exports'])(needed, exports);
  if (exports.default === undefined) throw new TypeError('Lock’s client is not where it was.');
  return new exports.default(1, 'unit-client', 'tenant.example', { redirect: false, params: {} });
}

/** What comes of a call: what is asked of `WebAuth`, and what Lock is told. */
function outcome(make: (webAuth: object) => Client, [name, args, answer]: Call) {
  const { webAuth, calls } = fakeWebAuth(answer);
  const told: unknown[] = [];
  make(webAuth)[name]?.(...structuredClone(args), (...heard: unknown[]) => told.push(heard));
  return { calls, told };
}

function ourClient(webAuth: object): Client {
  made.webAuth = () => webAuth;
  const client = new WebApiClient(1, 'unit-client', 'tenant.example', { lockContext: CONTEXT });
  return new Proxy({}, { get: (_target, name) => Reflect.get(client, name).bind(client) });
}

type Call = readonly [name: string, args: readonly unknown[], answer: readonly unknown[]];

const SUCCESS = [null, { idToken: 'of-a-test' }];
const LOGIN = { connection: 'people', username: ' ada@example.com ', password: ' spaces stay ' };
const PARAMETERS = { scope: 'openid' };
const refusal = (code: string, description?: string) => [{ code, error: code, description }];

const CALLS: readonly (readonly [what: string, call: Call])[] = [
  ['a sign-in', ['logIn', [LOGIN, PARAMETERS], SUCCESS]],
  [
    'a sign-in after a sign-up',
    ['logIn', [{ connection: 'people', email: ' a@b.example', password: 'p' }, {}], SUCCESS],
  ],
  ['a button', ['logIn', [{ connection: 'google-oauth2' }, PARAMETERS], SUCCESS]],
  [
    'a button for a user',
    ['logIn', [{ connection: 'works', login_hint: 'ada@works.example' }, PARAMETERS], SUCCESS],
  ],
  [
    'a button for another user than the options name',
    ['logIn', [{ connection: 'works', login_hint: 'ada' }, { login_hint: 'bob' }], SUCCESS],
  ],
  [
    'a button if the options name a user',
    ['logIn', [{ connection: 'works' }, { login_hint: 'bob' }], SUCCESS],
  ],
  ...[
    'access_denied',
    'unauthorized',
    'blocked_user',
    'invalid_captcha',
    'too_many_attempts',
    'code_expired',
  ].flatMap((code): [string, Call][] => [
    [`a sign-in that is refused: ${code}`, ['logIn', [LOGIN, {}], refusal(code, 'No.')]],
    [
      `a code that is refused: ${code}`,
      ['passwordlessVerify', [{ email: 'a@b.example' }], refusal(code, 'No.')],
    ],
  ]),
  ['a sign-in that a rule refuses', ['logIn', [LOGIN, {}], refusal('unauthorized', 'user is blocked')]],
  ['a sign-in that is refused without a word', ['logIn', [LOGIN, {}], refusal('unauthorized')]],
  [
    'a sign-up',
    [
      'signUp',
      [{ email: ' a@b.example', password: ' p ', user_metadata: { a: ' b ' }, autoLogin: true }],
      SUCCESS,
    ],
  ],
  ['a sign-up that is refused', ['signUp', [{ email: 'a@b.example' }], refusal('user_exists')]],
  [
    'a reset of the password',
    ['resetPassword', [{ connection: 'people', email: 'a@b.example ' }], [null, 'Sent.']],
  ],
  ['a request for a code', ['passwordlessStart', [{ send: 'code', phoneNumber: ' +44 ' }], SUCCESS]],
  ['a refused request for a code', ['passwordlessStart', [{ send: 'code' }], refusal('bad.phone_number')]],
  ['a code', ['passwordlessVerify', [{ email: ' a@b.example', verificationCode: '1' }], SUCCESS]],
  ['the country', ['getUserCountry', [], [null, { countryCode: 'GB' }]]],
];

describe("sends the same request and returns the same result as Lock's own client for", () => {
  it.each(CALLS)('%s', (_what, call) => {
    const expected = outcome(originalClient, call);
    expect(expected.calls).toHaveLength(1);
    expect(outcome(ourClient, call)).toEqual(expected);
  });
});

it.each(['getChallenge', 'getSignupChallenge', 'getPasswordlessChallenge'])(
  '%s returns at once that there is no captcha, without a request',
  (name) => {
    const { webAuth, calls } = fakeWebAuth([]);
    const told = vi.fn();
    ourClient(webAuth)[name]?.(told);
    expect(told).toHaveBeenCalledExactlyOnceWith(null, null);
    expect(calls).toEqual([]);
  },
);

describe('the members that Lock calls', () => {
  const source = readFileSync(require.resolve('auth0-lock/lib/core/web_api'), 'utf8');
  // Babel writes `this.clients[id].a(...rest)` as `(_x = this.clients[id]).a.apply(_x, rest)`.
  const reached = new Set(
    [...source.matchAll(/this\.clients\[lockID\]\)?\.(\w+)[(.]/g)].map(([, name = '']) => name),
  );

  /** With the option or the call that would be needed. */
  const UNREACHED: Readonly<Record<string, string>> = {
    logout: 'lock.logout, which is not called',
    parseHash: 'hashes, which modules/core.ts leaves out',
    checkSession: 'lock.checkSession and single sign-on, which is off',
    getSSOData: 'single sign-on; see modules/sso-data.ts',
    getUserInfo: 'lock.getUserInfo, which is not called',
    getProfile: 'lock.getProfile, which is not called',
    getPasswordResetChallenge: 'captchas, which modules/no-captcha.ts leaves out',
  };

  it('exist, except those that are known to be uncalled', () => {
    made.webAuth = () => ({});
    const client = new WebApiClient(1, 'unit-client', 'tenant.example', { lockContext: CONTEXT });
    const absent = [...reached].filter((name) => !(name in client));
    expect(reached.size).toBeGreaterThan(10);
    expect(absent.sort()).toEqual(Object.keys(UNREACHED).sort());
  });
});

it.each(['resetPassword', 'passwordlessStart', 'passwordlessVerify'])(
  "shows the tenant's description of a refused %s instead of Lock's",
  async (name) => {
    vi.useFakeTimers();
    vi.mocked(swap).mockClear();
    const error = { code: 'hook_error', error: 'hook_error', description: 'Not for your account.' };
    const told = vi.fn(() => expect(swap).not.toHaveBeenCalled());
    ourClient(fakeWebAuth([error]).webAuth)[name]?.({}, told);
    vi.runAllTimers();
    vi.useRealTimers();
    expect(told).toHaveBeenCalledTimes(1);
    expect(swap).toHaveBeenCalledExactlyOnceWith(
      'update',
      'lock',
      1,
      expect.any(Function),
      false,
      'Not for your account.',
    );
  },
);
