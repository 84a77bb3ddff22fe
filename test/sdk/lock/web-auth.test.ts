import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { json as readJson } from 'node:stream/consumers';
import english from 'auth0-lock/lib/i18n/en';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { LatchkeyError } from '../../../src/sdk/errors.ts';
import type { CoAuthentication } from '../../../src/sdk/lock/co-authenticate.ts';
import { type SignInHandlers, WebAuth } from '../../../src/sdk/lock/web-auth.ts';
import { allTextOf } from '../../support/unit/error-text.ts';
import { FORM_TEXT } from '../../support/unit/form-text.ts';
import { unitAuthResult } from '../../support/unit/session.ts';
import { settle } from '../../support/unit/settle.ts';

const PASSWORD = 'correct horse battery staple';
const LOGIN = { username: 'ada@example.com', password: PASSWORD, connection: 'people' };

type Road = ReturnType<typeof layRoad>['road'];

/** A road on which every sign-in succeeds, but for `changes`. */
function layRoad(changes: Partial<SignInHandlers> = {}) {
  const road = {
    tenant: 'https://tenant.example',
    domain: 'tenant.example',
    text: FORM_TEXT,
    checkAccess: vi.fn<SignInHandlers['checkAccess']>(async () => {}),
    onWindow: vi.fn<SignInHandlers['onWindow']>(),
    coAuthenticate: vi.fn<SignInHandlers['coAuthenticate']>(async () => ({
      kind: 'ticket',
      loginTicket: 'ticket',
    })),
    authorize: vi.fn<SignInHandlers['authorize']>(async () => unitAuthResult()),
    onSubmit: vi.fn<SignInHandlers['onSubmit']>(),
    onRefused: vi.fn<SignInHandlers['onRefused']>(),
    onFailure: vi.fn<SignInHandlers['onFailure']>(),
  };
  return { road, webAuth: new WebAuth({ clientID: 'unit-client' }, { ...road, ...changes }) };
}

let servers: Server[] = [];
afterEach(() => {
  for (const server of servers) server.close();
  servers = [];
});

/** A tenant that gives one answer to all of auth0-js's own requests. */
async function startTenant(status = 200, body: object = {}) {
  const requests: { path: string | undefined; body: unknown }[] = [];
  const server = createServer(async (request, response) => {
    requests.push({ path: request.url, body: await readJson(request) });
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('The tenant has no port.');
  return { requests, tenant: `http://127.0.0.1:${address.port}` };
}

/** Sends Lock's form; resolves with what Lock is told. */
function logIn(webAuth: WebAuth, options: object = LOGIN) {
  return new Promise<{ error: unknown; result: unknown }>((resolve) => {
    webAuth.popup.loginWithCredentials(options, (error, result) => resolve({ error, result }));
  });
}

/** Sends Lock's form where that fails; resolves with the failure. Lock must not be told. */
async function failToLogIn(changes: Partial<SignInHandlers>) {
  const told = vi.fn();
  const { failure, road } = await new Promise<{ failure: LatchkeyError; road: Road }>((resolve) => {
    const laid = layRoad({
      ...changes,
      onFailure: (failed) => resolve({ failure: failed, road: laid.road }),
    });
    laid.webAuth.popup.loginWithCredentials(LOGIN, told);
  });
  await settle();
  expect(told, 'Lock').not.toHaveBeenCalled();
  return { failure, road };
}

const refusing = (code: string, description = 'No'): SignInHandlers['coAuthenticate'] => {
  const answer: CoAuthentication = { kind: 'refused', refusal: { code, description } };
  return async () => answer;
};

describe('a submitted form', () => {
  it('resolves with the verified tokens', async () => {
    const { webAuth } = layRoad();
    await expect(logIn(webAuth)).resolves.toEqual({ error: null, result: unitAuthResult() });
  });

  it('sends the password to co-authentication only', async () => {
    const { road, webAuth } = layRoad();
    await logIn(webAuth);
    expect(road.coAuthenticate.mock.calls).toEqual([
      [{ username: 'ada@example.com', password: PASSWORD, realm: 'people' }],
    ]);
    expect(road.authorize.mock.calls).toEqual([['ticket', 'people']]);
    expect(road.onSubmit).toHaveBeenCalledOnce();
  });
});

describe('a refusal', () => {
  const known = Object.keys(english.default.error.login);

  it.each([...known, 'access_denied', 'unauthorized', 'password_expired'])(
    '"%s" is shown by Lock, which has a text for it',
    async (code) => {
      const { road, webAuth } = layRoad({ coAuthenticate: refusing(code, 'Wrong, by the reason') });
      const { error } = await logIn(webAuth);
      expect(error).toEqual({ code, error: code, description: 'Wrong, by the reason' });
      expect(road.onRefused).toHaveBeenCalledTimes(1);
      expect(road.onFailure).not.toHaveBeenCalled();
    },
  );

  it.each(['invalid_request', 'unsupported_credential_type', 'constructor', 'a0.mfa_required'])(
    '"%s" is a failure with the tenant\'s description, since Lock has no text for it',
    async (code) => {
      const { failure, road } = await failToLogIn({
        coAuthenticate: refusing(code, 'Unknown realm people.'),
      });
      expect(failure).toMatchObject({
        code: 'authorization-refused',
        data: { reason: 'refused', description: 'Unknown realm people' },
      });
      expect(road.onRefused).not.toHaveBeenCalled();
    },
  );
});

describe('a failed sign-in', () => {
  const away = new LatchkeyError('tenant-unreachable', { domain: 'tenant.example' });

  it.each([
    ['the password is checked', { coAuthenticate: () => Promise.reject(away) }],
    ['the ticket is exchanged for tokens', { authorize: () => Promise.reject(away) }],
  ])('while %s is reported to the popup and not to Lock', async (_name, changes) => {
    const { failure } = await failToLogIn(changes);
    expect(failure).toBe(away);
  });

  it('does not contain the password in its error', async () => {
    const { failure } = await failToLogIn({ authorize: () => Promise.reject(new TypeError('no')) });
    const said = await allTextOf(failure);
    expect(said).not.toContain(PASSWORD);
  });
});

describe('the button of another connection', () => {
  it('opens a window for that connection', () => {
    const { road, webAuth } = layRoad();
    webAuth.popup.authorize({ connection: 'google-oauth2' });
    expect(road.onWindow.mock.calls).toEqual([[{ connection: 'google-oauth2' }]]);
  });

  it('passes the login hint if Lock knows the user', () => {
    const { road, webAuth } = layRoad();
    webAuth.popup.authorize({ connection: 'acme', login_hint: 'ada@acme.example' });
    expect(road.onWindow.mock.calls).toEqual([[{ connection: 'acme', login_hint: 'ada@acme.example' }]]);
  });

  it('passes no other option to /authorize', () => {
    const { road, webAuth } = layRoad();
    const options = { connection: 'acme', password: PASSWORD, username: 'ada@acme.example' };
    webAuth.popup.authorize(options);
    expect(road.onWindow.mock.calls).toEqual([[{ connection: 'acme' }]]);
  });
});

describe('a code', () => {
  it.each([
    [
      'an email address',
      { connection: 'email', send: 'code', email: 'ada@example.com' },
      { email: 'ada@example.com' },
    ],
    [
      'a phone number',
      { connection: 'sms', send: 'code', phoneNumber: '+441632960961' },
      { phone_number: '+441632960961' },
    ],
  ])('is requested from the tenant for %s', async (_name, options, asked) => {
    const { tenant, requests } = await startTenant();
    const { webAuth } = layRoad({ tenant });
    await new Promise((resolve) => webAuth.passwordlessStart(options, resolve));
    expect(requests).toEqual([
      {
        path: '/passwordless/start',
        body: { client_id: 'unit-client', connection: options.connection, send: 'code', ...asked },
      },
    ]);
  });

  it.each([
    ['an email address', { connection: 'email', email: 'ada@example.com' }, 'ada@example.com'],
    ['a phone number', { connection: 'sms', phoneNumber: '+441632960961' }, '+441632960961'],
  ])(
    'that was sent to %s is checked by co-authentication and returns tokens',
    async (_name, options, username) => {
      const { road, webAuth } = layRoad();
      const told = await new Promise((resolve) => {
        webAuth.passwordlessLogin({ ...options, verificationCode: '123456' }, (error, result) =>
          resolve({ error, result }),
        );
      });
      expect(told).toEqual({ error: null, result: unitAuthResult() });
      expect(road.coAuthenticate.mock.calls).toEqual([
        [{ username, otp: '123456', realm: options.connection }],
      ]);
      expect(road.authorize.mock.calls).toEqual([['ticket', options.connection]]);
      expect(road.onSubmit).toHaveBeenCalledOnce();
    },
  );

  it.each([
    ['is wrong', 'Wrong email or verification code.', 'access_denied'],
    ['has expired', 'The verification code has expired. Please try to login again.', 'code_expired'],
  ])('that %s is shown as refused by Lock', async (_name, description, code) => {
    const { road, webAuth } = layRoad({ coAuthenticate: refusing('access_denied', description) });
    const told = await new Promise((resolve) => {
      const options = { connection: 'email', email: 'ada@example.com', verificationCode: '000000' };
      webAuth.passwordlessLogin(options, resolve);
    });
    expect(told).toMatchObject({ code, error: code });
    expect(road.onRefused).toHaveBeenCalledTimes(1);
  });
});

describe('the hosted page is required', () => {
  /** Has the tenant refuse every request of auth0-js with `error`. */
  async function refuse(error: string, ask: (webAuth: WebAuth, callback: () => void) => void) {
    const { tenant } = await startTenant(401, { error, error_description: 'Suspicious request' });
    const told = vi.fn();
    const failure = await new Promise<LatchkeyError>((resolve) => {
      ask(layRoad({ tenant, onFailure: resolve }).webAuth, told);
    });
    expect(told, 'Lock').not.toHaveBeenCalled();
    return failure;
  }

  const REQUESTS: readonly [string, (webAuth: WebAuth, callback: () => void) => void][] = [
    [
      'sign-up',
      (webAuth, callback) =>
        webAuth.signup({ connection: 'people', email: 'ada@example.com', password: PASSWORD }, callback),
    ],
    [
      'password reset',
      (webAuth, callback) =>
        webAuth.changePassword({ connection: 'people', email: 'ada@example.com' }, callback),
    ],
    [
      'a request for a code',
      (webAuth, callback) =>
        webAuth.passwordlessStart({ connection: 'email', send: 'code', email: 'ada@example.com' }, callback),
    ],
  ];

  it.each(
    REQUESTS.flatMap(([what, ask]) =>
      ['requires_verification', 'captcha_required', 'invalid_captcha'].map((error) => ({ what, ask, error })),
    ),
  )('when bot detection refuses $what with $error', async ({ ask, error }) => {
    expect(await refuse(error, ask)).toMatchObject({
      code: 'interaction-required',
      data: { reason: 'page', domain: 'tenant.example' },
    });
  });

  it.each(REQUESTS)('by no other refusal of %s, which Lock shows', async (_what, ask) => {
    const { tenant } = await startTenant(400, {
      code: 'some_code',
      description: 'The tenant has its reasons.',
    });
    const { road, webAuth } = layRoad({ tenant });
    const error = await new Promise((resolve) => ask(webAuth, resolve as () => void));
    expect(error).toMatchObject({ code: 'hook_error', description: 'The tenant has its reasons.' });
    expect(road.onFailure).not.toHaveBeenCalled();
  });
});

describe('a request without a refusal', () => {
  const JSON_TYPE = { 'content-type': 'application/json' };

  const ASKS: readonly [string, (webAuth: WebAuth, callback: () => void) => void][] = [
    [
      'sign-up',
      (webAuth, done) =>
        webAuth.signup({ connection: 'people', email: 'a@b.example', password: PASSWORD }, done),
    ],
    [
      'password reset',
      (webAuth, done) => webAuth.changePassword({ connection: 'people', email: 'a@b.example' }, done),
    ],
    [
      'request for a code',
      (webAuth, done) =>
        webAuth.passwordlessStart({ connection: 'email', send: 'code', email: 'a@b.example' }, done),
    ],
    ['sign-in', (webAuth, done) => webAuth.popup.loginWithCredentials(LOGIN, done)],
  ];

  const failing = (
    ask: (webAuth: WebAuth, callback: () => void) => void,
    changes: Partial<SignInHandlers> = {},
  ) => {
    const told = vi.fn();
    return new Promise<LatchkeyError>((resolve) => {
      ask(layRoad({ ...changes, onFailure: resolve }).webAuth, told);
    }).finally(() => expect(told, 'Lock').not.toHaveBeenCalled());
  };

  it.each(ASKS)('is not sent without the permission for the host: %s', async (_what, ask) => {
    const fetch = vi.fn<typeof globalThis.fetch>();
    vi.stubGlobal('fetch', fetch);
    const denied = new LatchkeyError('host-not-permitted', { domain: 'tenant.example' });
    const coAuthenticate = vi.fn<SignInHandlers['coAuthenticate']>();
    const error = await failing(ask, { checkAccess: () => Promise.reject(denied), coAuthenticate });
    expect(error).toBe(denied);
    expect(fetch).not.toHaveBeenCalled();
    expect(coAuthenticate).not.toHaveBeenCalled();
  });

  const answers: readonly [string, () => Promise<Response>, string][] = [
    ['a proxy refuses', async () => new Response('<h1>Blocked</h1>', { status: 403 }), 'tenant-intercepted'],
    [
      'a gateway refuses in JSON of its own',
      async () => new Response('{"message":"Forbidden"}', { status: 403, headers: JSON_TYPE }),
      'tenant-intercepted',
    ],
    [
      'a page of the network answers',
      async () => new Response('<html>', { headers: { 'content-type': 'text/html' } }),
      'tenant-intercepted',
    ],
    ['the tenant has too many requests', async () => new Response('', { status: 429 }), 'tenant-failed'],
    [
      'the tenant fails',
      async () => new Response('{"error":"Internal Server Error"}', { status: 500, headers: JSON_TYPE }),
      'tenant-failed',
    ],
    ['nothing answers', () => Promise.reject(new TypeError('Failed to fetch')), 'tenant-unreachable'],
  ];

  it.each(
    ASKS.slice(0, 3).flatMap(([what, ask]) =>
      answers.map(([why, answer, code]) => ({ what, ask, why, answer, code })),
    ),
  )('is reported as $code when $why: $what', async ({ ask, answer, code }) => {
    vi.stubGlobal('fetch', answer);
    expect(await failing(ask)).toMatchObject({ code, data: { domain: 'tenant.example' } });
  });
});

describe('a sign-in right after a sign-up', () => {
  async function signUpAndIn(changes: Partial<SignInHandlers>) {
    vi.stubGlobal('fetch', async () => Response.json({ _id: '1' }));
    const failed = vi.fn<SignInHandlers['onFailure']>();
    const { webAuth } = layRoad({ ...changes, onFailure: failed });
    await new Promise<void>((resolve) =>
      webAuth.signup({ connection: 'people', email: 'a@b.example', password: PASSWORD }, () => resolve()),
    );
    const told = vi.fn();
    webAuth.popup.loginWithCredentials(LOGIN, told);
    await settle();
    return { failure: failed.mock.calls[0]?.[0], told: told.mock.calls[0]?.[0] };
  }

  it('is mentioned if it fails', async () => {
    const away = new LatchkeyError('tenant-unreachable', { domain: 'tenant.example' });
    const { failure } = await signUpAndIn({ authorize: () => Promise.reject(away) });
    expect(failure).toMatchObject({
      code: 'tenant-unreachable',
      data: { domain: 'tenant.example', hasSignedUp: 'yes' },
    });
  });

  it('is mentioned if a rule refuses it at the form', async () => {
    const { told } = await signUpAndIn({
      coAuthenticate: refusing('unauthorized', 'Please verify your email.'),
    });
    expect(told).toMatchObject({
      code: 'unauthorized',
      description:
        "You've signed up, but can't sign in yet: Please verify your email. Complete that step, then sign in.",
    });
  });
});

describe('WebAuth', () => {
  it.each([
    ['pt-BR', 'BR'],
    ['zh-Hant-HK', 'HK'],
    ['de', 'DE'],
    ['en', 'US'],
    ['ja', 'JP'],
  ])("returns the country of the browser's language for a phone number: %s", (language, countryCode) => {
    vi.stubGlobal('navigator', { language });
    const country = vi.fn();
    layRoad().webAuth.client.getUserCountry(country);
    expect(country).toHaveBeenCalledWith(null, { countryCode });
  });
});
