import { readFile } from 'node:fs/promises';
import path from 'node:path';
import english from 'auth0-lock/lib/i18n/en';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { LatchkeyError } from '../../src/errors.ts';
import type { CoAuthentication } from '../../src/lock/co-authenticate.ts';
import auth0, { provideSignInRoad, type SignInRoad } from '../../src/lock/web-auth.ts';
import { everythingSaid } from '../support/unit-said.ts';
import { unitAuthResult } from '../support/unit-session.ts';

const PASSWORD = 'correct horse battery staple';
const LOGIN = { username: 'ada@example.com', password: PASSWORD, connection: 'people' };

/** A road on which every sign-in succeeds, but for `changes`. */
function layRoad(changes: Partial<SignInRoad> = {}) {
  const road = {
    tenant: 'https://tenant.example',
    coAuthenticate: vi.fn<SignInRoad['coAuthenticate']>(async () => ({
      kind: 'ticket',
      loginTicket: 'ticket',
    })),
    authorize: vi.fn<SignInRoad['authorize']>(async () => unitAuthResult()),
    onSubmit: vi.fn<SignInRoad['onSubmit']>(),
    onRefused: vi.fn<SignInRoad['onRefused']>(),
    onFailure: vi.fn<SignInRoad['onFailure']>(),
  };
  provideSignInRoad({ ...road, ...changes });
  return { road, webAuth: new auth0.WebAuth({ clientID: 'unit-client' }) };
}

/** Sends Lock's form; resolves with what Lock is told. */
function logIn(webAuth: InstanceType<typeof auth0.WebAuth>, options: object = LOGIN) {
  return new Promise<{ error: unknown; result: unknown }>((resolve) => {
    webAuth.popup.loginWithCredentials(options, (error, result) => resolve({ error, result }));
  });
}

const refusing = (code: string, description = 'No'): SignInRoad['coAuthenticate'] => {
  const answer: CoAuthentication = { kind: 'refused', refusal: { code, description } };
  return async () => answer;
};

describe('the form is sent', () => {
  it('and Lock is given the verified tokens', async () => {
    const { webAuth } = layRoad();
    await expect(logIn(webAuth)).resolves.toEqual({ error: null, result: unitAuthResult() });
  });

  it('and the password goes to co-authentication and nowhere else', async () => {
    const { road, webAuth } = layRoad();
    await logIn(webAuth);
    expect(road.coAuthenticate.mock.calls).toEqual([
      [{ username: 'ada@example.com', password: PASSWORD, realm: 'people' }],
    ]);
    expect(road.authorize.mock.calls).toEqual([['ticket', 'people']]);
    expect(road.onSubmit.mock.calls).toEqual([['ada@example.com']]);
  });

  it('with an e-mail address where Lock has no user name', async () => {
    const { road, webAuth } = layRoad();
    await logIn(webAuth, { email: 'ada@example.com', password: PASSWORD, connection: 'people' });
    expect(road.coAuthenticate).toHaveBeenCalledWith(
      expect.objectContaining({ username: 'ada@example.com' }),
    );
  });

  it('and neither a refusal nor a failure is told of a success', async () => {
    const { road, webAuth } = layRoad();
    await logIn(webAuth);
    expect(road.onRefused).not.toHaveBeenCalled();
    expect(road.onFailure).not.toHaveBeenCalled();
  });
});

describe('the tenant says no', () => {
  const known = Object.keys(english.default.error.login);

  it.each([...known, 'access_denied', 'unauthorized', 'password_expired'])(
    '%s: Lock has words for it and shows them',
    async (code) => {
      const { road, webAuth } = layRoad({ coAuthenticate: refusing(code, 'The reason') });
      const { error } = await logIn(webAuth);
      expect(error).toEqual({ code, error: code, description: 'The reason' });
      expect(road.onRefused).toHaveBeenCalledTimes(1);
      expect(road.onFailure).not.toHaveBeenCalled();
    },
  );

  it.each(['invalid_request', 'unsupported_credential_type', 'mfa_required', 'constructor'])(
    '%s: Lock has no words for it, so it is a failure with the tenant’s words',
    async (code) => {
      const { road, webAuth } = layRoad({ coAuthenticate: refusing(code, 'Unknown realm people.') });
      const { error } = await logIn(webAuth);
      expect(road.onRefused).not.toHaveBeenCalled();
      expect(road.onFailure).toHaveBeenCalledWith(
        expect.objectContaining({
          code: 'authorization-refused',
          message: expect.stringContaining('Unknown realm people.'),
        }),
      );
      expect(error).toMatchObject({ code: 'authorization-refused' });
    },
  );

  it('and no login ticket is used', async () => {
    const { road, webAuth } = layRoad({ coAuthenticate: refusing('access_denied') });
    await logIn(webAuth);
    expect(road.authorize).not.toHaveBeenCalled();
  });
});

describe('a sign-in fails', () => {
  const away = new LatchkeyError('tenant-unreachable', 'tenant.example could not be reached. Try again.');

  it.each([
    ['asking about the password', { coAuthenticate: () => Promise.reject(away) }],
    ['changing the ticket into tokens', { authorize: () => Promise.reject(away) }],
  ])('while %s: the popup is told, and Lock, so that its form can be used again', async (_name, changes) => {
    const { road, webAuth } = layRoad(changes);
    const { error } = await logIn(webAuth);
    expect(road.onFailure.mock.calls).toEqual([[away]]);
    expect(error).toEqual({ code: 'tenant-unreachable', description: away.message });
  });

  it('in a way that nobody foresaw: it becomes a sentence with a way on', async () => {
    const { road, webAuth } = layRoad({
      authorize: () => Promise.reject(new TypeError('x is not a function')),
    });
    await logIn(webAuth);
    expect(road.onFailure).toHaveBeenCalledWith(
      expect.objectContaining({ code: 'extension-failed', message: 'The sign-in failed. Try again.' }),
    );
  });

  it('and the password is in no error, neither Lock’s nor ours', async () => {
    const onFailure = vi.fn();
    const { webAuth } = layRoad({ authorize: () => Promise.reject(new TypeError('no')), onFailure });
    const { error } = await logIn(webAuth);
    const said = (await everythingSaid(error)) + (await everythingSaid(onFailure.mock.calls));
    expect(said).toContain('The sign-in failed');
    expect(said).not.toContain(PASSWORD);
  });
});

describe('what this extension cannot do yet', () => {
  it.each([
    ['a button of another connection', 'popup', '"google-oauth2"'],
    ['a code by e-mail', 'passwordlessStart', 'a code'],
    ['a code that was typed', 'passwordlessLogin', 'a code'],
  ] as const)('%s: is a failure that names the way on', async (_name, member, what) => {
    const { road, webAuth } = layRoad();
    const callback = vi.fn();
    if (member === 'popup') webAuth.popup.authorize({ connection: 'google-oauth2' }, callback);
    else webAuth[member]({}, callback);
    const message = `Signing in with ${what} is not possible in this extension yet. Use your e-mail address and password.`;
    expect(road.onFailure).toHaveBeenCalledWith(
      expect.objectContaining({ code: 'connection-not-supported', message }),
    );
    expect(callback).toHaveBeenCalledWith({ code: 'connection-not-supported', description: message });
  });
});

describe('Lock’s view of auth0-js', () => {
  let source: string;

  beforeEach(async () => {
    const root = path.resolve(import.meta.dirname, '../..');
    source = await readFile(path.join(root, 'node_modules/auth0-lock/lib/core/web_api/p2_api.js'), 'utf8');
  });

  /** Members of `WebAuth` that this Lock names but does not reach, with the options that it is given. */
  const UNREACHED: Readonly<Record<string, string>> = {
    authorize: 'redirect mode',
    login: 'redirect mode',
    logout: 'lock.logout, which nobody calls',
    parseHash: 'hashes, which modules/core.ts leaves out',
    checkSession: 'lock.checkSession and single sign-on, which is off',
    'client.userInfo': 'lock.getUserInfo, which nobody calls',
    'client.getUserCountry': 'Auth0LockPasswordless',
    'client.passwordless.getChallenge': 'Auth0LockPasswordless',
  };

  /** Every path that Lock follows from its `WebAuth`: `popup.authorize`, `client.getChallenge`, … */
  function membersThatLockUses(): string[] {
    const calls = source.matchAll(/this\.client\.((?:\w+\.)*\w+)\(/g);
    // Babel writes `this.client.a.b(...arguments)` as `(_x = this.client.a).b.apply(_x, arguments)`.
    const applied = source.matchAll(/\([\w$]+ = this\.client\.([\w.]+)\)\.(\w+)\.apply\(/g);
    const members = [
      ...Array.from(calls, ([, member]) => member),
      ...Array.from(applied, ([, owner, name]) => `${owner}.${name}`),
    ];
    return [...new Set(members.filter((member) => member !== undefined))].sort();
  }

  function memberOf(webAuth: object, member: string): unknown {
    return member
      .split('.')
      .reduce<unknown>(
        (owner, name) => (owner instanceof Object ? Reflect.get(owner, name) : undefined),
        webAuth,
      );
  }

  it('finds every member that it reaches', () => {
    const { webAuth } = layRoad();
    const missing = membersThatLockUses().filter(
      (member) => !(member in UNREACHED) && typeof memberOf(webAuth, member) !== 'function',
    );
    expect(missing).toEqual([]);
  });

  it('names the members that are known to be unreached, and these are indeed not there', () => {
    const { webAuth } = layRoad();
    const absent = membersThatLockUses().filter((member) => memberOf(webAuth, member) === undefined);
    expect(absent).toEqual(Object.keys(UNREACHED).sort());
  });

  it('reads its version for telemetry', () => {
    expect(source).toContain('_auth0Js.default.version.raw');
    expect(auth0.version.raw).toBe('10.2.1');
  });

  it('asks for no challenge and knows of no single sign-on', () => {
    const { webAuth } = layRoad();
    const [challenge, sso] = [vi.fn(), vi.fn()];
    webAuth.client.getChallenge(challenge);
    webAuth.client.getSSOData(false, sso);
    expect(challenge).toHaveBeenCalledWith(null);
    expect(sso).toHaveBeenCalledWith(null, { sso: false });
  });

  it('cannot be made before it has a road', async () => {
    vi.resetModules();
    const fresh = await import('../../src/lock/web-auth.ts');
    expect(() => new fresh.default.WebAuth({ clientID: 'unit-client' })).toThrow(/provideSignInRoad/);
  });
});
