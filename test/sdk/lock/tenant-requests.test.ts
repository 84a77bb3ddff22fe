import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { type ErrorCode, LatchkeyError } from '../../../src/sdk/errors.ts';
import { type Credentials, coAuthenticate, sendRequest } from '../../../src/sdk/lock/tenant-requests.ts';
import { unitConfig } from '../../support/unit/config.ts';
import { allTextOf } from '../../support/unit/error-text.ts';
import { fakeBrowser, resetFakeBrowser } from '../../support/unit/fake-browser.ts';
import { html, json } from '../../support/unit/provider.ts';

const PASSWORD = 'correct horse battery staple';
const PEOPLE = { username: 'ada@example.com', password: PASSWORD, realm: 'people' };
const ORIGIN = 'chrome-extension://abcdefghijklmnopabcdefghijklmnop';
const ORIGIN_REFUSED = () => new Response(`Origin ${ORIGIN} is not allowed.`, { status: 403 });

type Fetch = typeof globalThis.fetch;

const authenticate = (fetch: Fetch, credentials: Credentials = PEOPLE) =>
  coAuthenticate(unitConfig(), credentials, { origin: ORIGIN, fetch });

const signUp = (fetch: Fetch) =>
  sendRequest(unitConfig(), 'signUp', { password: PASSWORD }, { origin: ORIGIN, fetch });

/** Returns the error of a request. It must not contain the password. */
async function errorOf(request: Promise<unknown>): Promise<LatchkeyError> {
  const thrown = await request.then(
    () => expect.fail('The response was accepted.'),
    (error: unknown) => error,
  );
  if (!(thrown instanceof LatchkeyError)) throw thrown;
  expect(await allTextOf(thrown)).not.toContain(PASSWORD);
  return thrown;
}

describe('coAuthenticate', () => {
  it('posts a password once, in the body only, with cookies', async () => {
    const fetch = vi.fn<Fetch>(async () => json({ login_ticket: 'ticket' }));
    expect(await authenticate(fetch)).toEqual({ kind: 'ticket', loginTicket: 'ticket' });
    expect(fetch).toHaveBeenCalledTimes(1);
    const [url, init] = fetch.mock.calls[0] ?? [];
    expect(url).toBe('https://tenant.example/co/authenticate');
    expect(init).toMatchObject({
      method: 'POST',
      credentials: 'include',
      headers: { 'Content-Type': 'application/json' },
    });
    expect(JSON.parse(String(init?.body))).toEqual({
      client_id: 'unit-client',
      credential_type: 'http://auth0.com/oauth/grant-type/password-realm',
      ...PEOPLE,
    });
  });

  it('posts a one-time code without a password', async () => {
    const fetch = vi.fn<Fetch>(async () => json({ login_ticket: 'ticket' }));
    const code = { username: '+441632960961', otp: '123456', realm: 'sms' };
    await authenticate(fetch, code);
    expect(JSON.parse(String(fetch.mock.calls[0]?.[1]?.body))).toEqual({
      client_id: 'unit-client',
      credential_type: 'http://auth0.com/oauth/grant-type/passwordless/otp',
      ...code,
    });
  });

  it.each<[what: string, code: ErrorCode, response: () => Response]>([
    ['the body has no ticket', 'tenant-failed', () => json({})],
    ['the ticket is empty', 'tenant-failed', () => json({ login_ticket: '' })],
    ['the ticket is a number', 'tenant-failed', () => json({ login_ticket: 7 })],
    ['the body is null', 'tenant-intercepted', () => json(null)],
    [
      'cross-origin authentication is off',
      'cross-origin-login-off',
      () => json({ error: 'unauthorized_client', error_description: 'No.' }, { status: 401 }),
    ],
  ])('rejects when %s: %s', async (_what, code, response) => {
    expect(await errorOf(authenticate(async () => response()))).toMatchObject({ code });
  });
});

describe('sendRequest', () => {
  it.each<[what: string, status: number, body: Record<string, unknown>, refusal: object]>([
    [
      'in the format of OAuth',
      403,
      { error: 'access_denied', error_description: 'Wrong email or password.' },
      { code: 'access_denied', description: 'Wrong email or password.', name: null, isForUser: false },
    ],
    [
      'in the format of the database endpoints',
      400,
      { name: 'BadRequestError', code: 'user_exists', description: 'The user already exists.' },
      { code: 'user_exists', description: 'The user already exists.', name: 'BadRequestError' },
    ],
    ['with the status 429', 429, { error: 'too_many_attempts' }, { code: 'too_many_attempts' }],
    [
      "with an Action's message for the user",
      400,
      { error: 'extensibility_error', error_description: 'x', friendly_message: 'Ask for an invitation.' },
      { description: 'Ask for an invitation.', isForUser: true },
    ],
    [
      'without the secret in its message',
      403,
      { error: 'access_denied', error_description: 'Bad code kfQy_9sSgJ0aT4rVb2NcX7LmWd1EhZ.' },
      { description: 'Bad code ….' },
    ],
    [
      'with its code as the message if it has none',
      400,
      { code: 'invalid_password', description: { rules: [] } },
      { description: 'invalid_password', isForUser: false },
    ],
  ])('returns a refusal %s', async (_what, status, body, refusal) => {
    const response = await signUp(async () => json(body, { status }));
    expect(response).toMatchObject({ kind: 'refused', refusal });
  });

  it.each([
    ['JSON', '{"_id":"1"}', { _id: '1' }],
    ['a sentence', "We've just sent you an email.", null],
  ])('returns the body if the response is %s', async (_what, text, body) => {
    expect(await signUp(async () => new Response(text))).toEqual({ kind: 'accepted', body });
  });

  it.each<[what: string, code: ErrorCode, response: () => Response | Promise<Response>]>([
    ['the origin is not listed', 'origin-not-allowed', ORIGIN_REFUSED],
    ...[
      'mfa_required',
      'requires_verification',
      'captcha_required',
      'invalid_captcha',
      'invalid_recaptcha',
    ].map((error): [string, ErrorCode, () => Response] => [
      `the tenant requires its page: ${error}`,
      'interaction-required',
      () => json({ error, error_description: 'Suspicious request' }, { status: 401 }),
    ]),
    ['a captive portal responds', 'tenant-intercepted', () => html(200)],
    ...[403, 404, 407, 418].map((status): [string, ErrorCode, () => Response] => [
      `a proxy responds with ${status}`,
      'tenant-intercepted',
      () => html(status),
    ]),
    [
      'a gateway responds with JSON of its own',
      'tenant-intercepted',
      () => json({ message: 'Forbidden' }, { status: 403 }),
    ],
    ['there are too many requests', 'tenant-failed', () => html(429)],
    ['the tenant fails', 'tenant-failed', () => html(500)],
    [
      'the tenant fails with JSON',
      'tenant-failed',
      () => json({ statusCode: 500, error: 'Internal Server Error' }, { status: 500 }),
    ],
    ['there is no response', 'tenant-unreachable', () => Promise.reject(new TypeError('Failed to fetch'))],
  ])('rejects when %s: %s', async (_what, code, response) => {
    const error = await errorOf(signUp(async () => response()));
    expect(error).toMatchObject({ code, data: { domain: 'tenant.example' } });
  });

  it('rejects when the tenant takes too long', async () => {
    const cause = new DOMException('The operation timed out.', 'TimeoutError');
    vi.spyOn(AbortSignal, 'timeout').mockImplementation(() => AbortSignal.abort(cause));
    const request = signUp(async (_url, init) => {
      init?.signal?.throwIfAborted();
      return json({});
    });
    expect((await errorOf(request)).code).toBe('tenant-unreachable');
    expect(AbortSignal.timeout).toHaveBeenCalledWith(20_000);
  });

  it('names the origin that is not listed', async () => {
    const { data } = await errorOf(signUp(async () => ORIGIN_REFUSED()));
    expect(data).toEqual({ domain: 'tenant.example', origin: ORIGIN });
  });

  it('omits the token of a second factor from the error', async () => {
    const required = json({ error: 'mfa_required', mfa_token: 'secret-mfa-token' }, { status: 403 });
    expect(await allTextOf(await errorOf(signUp(async () => required)))).not.toContain('secret-mfa');
  });

  it('sends nothing without the permission for the host', async () => {
    fakeBrowser.permissions.denied.add('https://tenant.example/*');
    onTestFinished(resetFakeBrowser);
    const fetch = vi.fn<Fetch>();
    expect((await errorOf(signUp(fetch))).code).toBe('host-not-permitted');
    expect(fetch).not.toHaveBeenCalled();
  });
});
