import { describe, expect, it, vi } from 'vitest';
import { type ErrorCode, LatchkeyError } from '../../../src/sdk/errors.ts';
import { type Credentials, coAuthenticate } from '../../../src/sdk/lock/co-authenticate.ts';
import { unitConfig } from '../../support/unit/config.ts';
import { allTextOf } from '../../support/unit/error-text.ts';
import { html, json } from '../../support/unit/provider.ts';

const config = unitConfig();
const PASSWORD = 'correct horse battery staple';
const CREDENTIALS = {
  username: 'ada@example.com',
  password: PASSWORD,
  realm: 'Username-Password-Authentication',
};
const ORIGIN = 'chrome-extension://abcdefghijklmnopabcdefghijklmnop';

function ask(fetch: typeof globalThis.fetch, credentials: Credentials = CREDENTIALS) {
  return coAuthenticate(config, credentials, { origin: ORIGIN, fetch });
}

const answering = (response: () => Response) => ask(async () => response());

async function failToAsk(asking: Promise<unknown>): Promise<LatchkeyError> {
  const thrown = await asking.then(
    () => expect.fail('The answer was accepted.'),
    (error: unknown) => error,
  );
  if (!(thrown instanceof LatchkeyError)) throw thrown;
  expect(await allTextOf(thrown)).not.toContain(PASSWORD);
  return thrown;
}

describe('coAuthenticate', () => {
  it('posts the password once, in the body only, with cookies', async () => {
    const fetch = vi.fn<typeof globalThis.fetch>(async () => json({ login_ticket: 'ticket' }));
    await ask(fetch);
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
      ...CREDENTIALS,
    });
  });

  /** What is posted for these credentials. */
  async function bodyFor(credentials: Credentials): Promise<unknown> {
    const fetch = vi.fn<typeof globalThis.fetch>(async () => json({ login_ticket: 'ticket' }));
    await ask(fetch, credentials);
    return JSON.parse(String(fetch.mock.calls[0]?.[1]?.body));
  }

  it.each([
    ['email', 'ada@example.com'],
    ['sms', '+441632960961'],
  ])('posts a code by %s without a password', async (realm, username) => {
    await expect(bodyFor({ username, otp: '123456', realm })).resolves.toEqual({
      client_id: 'unit-client',
      credential_type: 'http://auth0.com/oauth/grant-type/passwordless/otp',
      username,
      realm,
      otp: '123456',
    });
  });

  it('returns the login ticket', async () => {
    const asking = answering(() => json({ login_ticket: 'ticket', co_verifier: 'v', co_id: 'i' }));
    await expect(asking).resolves.toEqual({ kind: 'ticket', loginTicket: 'ticket' });
  });

  it.each([
    ['wrong password', 403, { error: 'access_denied', error_description: 'Wrong email or password.' }],
    ['blocked user', 403, { error: 'blocked_user', error_description: 'Blocked user' }],
    [
      'too many attempts',
      429,
      { error: 'too_many_attempts', error_description: 'Your account has been blocked' },
    ],
    ['leaked password', 401, { error: 'password_leaked', error_description: 'This login has been blocked' }],
    ['unknown realm', 400, { error: 'invalid_request', error_description: 'Unknown realm x.' }],
  ])("throws the tenant's refusal with its code and description: %s", async (_name, status, body) => {
    await expect(answering(() => json(body, { status }))).resolves.toEqual({
      kind: 'refused',
      refusal: { code: body.error, description: body.error_description },
    });
  });

  it('reads a refusal with "code" and "description"', async () => {
    const asking = answering(() =>
      json({ code: 'password_leaked', description: 'Change it' }, { status: 401 }),
    );
    await expect(asking).resolves.toMatchObject({
      refusal: { code: 'password_leaked', description: 'Change it' },
    });
  });

  it("prefers an Action's message for the user to the one for the developer", async () => {
    const body = {
      error: 'extensibility_error',
      error_description: 'x',
      friendly_message: 'Ask for an invitation.',
    };
    await expect(answering(() => json(body, { status: 400 }))).resolves.toMatchObject({
      refusal: { description: 'Ask for an invitation.' },
    });
  });

  it("removes secrets from a refusal's description", async () => {
    const body = { error: 'access_denied', error_description: 'Bad code kfQy_9sSgJ0aT4rVb2NcX7LmWd1EhZ.' };
    await expect(answering(() => json(body, { status: 403 }))).resolves.toMatchObject({
      refusal: { description: 'Bad code ….' },
    });
  });

  it.each([
    [undefined, 'access_denied'],
    [{ rules: [] }, 'access_denied'],
  ])('uses the code as description if the description is %j', async (error_description, description) => {
    const asking = answering(() => json({ error: 'access_denied', error_description }, { status: 403 }));
    await expect(asking).resolves.toMatchObject({ refusal: { description } });
  });
});

describe('coAuthenticate rejects if', () => {
  const cases: [name: string, code: ErrorCode, response: () => Response][] = [
    [
      'the origin is not listed',
      'origin-not-allowed',
      () => new Response(`Origin ${ORIGIN} is not allowed.`, { status: 403 }),
    ],
    [
      'cross-origin authentication is off',
      'cross-origin-login-off',
      () =>
        json(
          { error: 'unauthorized_client', error_description: 'Cross origin login not allowed.' },
          { status: 401 },
        ),
    ],
    [
      'a second factor is wanted',
      'interaction-required',
      () =>
        json(
          { error: 'mfa_required', error_description: 'Multifactor authentication required' },
          { status: 403 },
        ),
    ],
    ...['requires_verification', 'captcha_required', 'invalid_captcha', 'invalid_recaptcha'].map(
      (error): [string, ErrorCode, () => Response] => [
        `bot detection says ${error}`,
        'interaction-required',
        () => json({ error, error_description: 'Suspicious request requires verification' }, { status: 401 }),
      ],
    ),
    ['there is no ticket', 'tenant-failed', () => json({})],
    ['the ticket is empty', 'tenant-failed', () => json({ login_ticket: '' })],
    ['the ticket is a number', 'tenant-failed', () => json({ login_ticket: 7 })],
    ['a page of the network answers', 'tenant-intercepted', () => html(200)],
    ['the answer is null', 'tenant-intercepted', () => json(null)],
    ...[403, 404, 407, 418].map((status): [string, ErrorCode, () => Response] => [
      `a proxy answers ${status}`,
      'tenant-intercepted',
      () => html(status),
    ]),
    [
      'a gateway refuses in JSON of its own',
      'tenant-intercepted',
      () => json({ message: 'Forbidden' }, { status: 403 }),
    ],
    ['there are too many requests', 'tenant-failed', () => html(429)],
    ['the tenant fails', 'tenant-failed', () => html(500)],
    [
      'the tenant fails, with JSON',
      'tenant-failed',
      () => json({ statusCode: 500, error: 'Internal Server Error', message: 'Oops' }, { status: 500 }),
    ],
  ];

  it.each(cases)('%s: %s', async (_name, code, response) => {
    expect((await failToAsk(answering(response))).code).toBe(code);
  });

  it('the tenant cannot be reached', async () => {
    const asking = ask(() => Promise.reject(new TypeError('Failed to fetch')));
    expect((await failToAsk(asking)).code).toBe('tenant-unreachable');
  });

  it('the tenant takes too long', async () => {
    const orphaned = new DOMException('The operation timed out.', 'TimeoutError');
    vi.spyOn(AbortSignal, 'timeout').mockImplementation(() => AbortSignal.abort(orphaned));
    const asking = ask(async (_url, init) => {
      init?.signal?.throwIfAborted();
      return json({ login_ticket: 'ticket' });
    });
    expect((await failToAsk(asking)).code).toBe('tenant-unreachable');
  });

  it('the origin is not listed, which the error names', async () => {
    const { data } = await failToAsk(
      answering(() => new Response(`Origin ${ORIGIN} is not allowed.`, { status: 403 })),
    );
    expect(data).toEqual({ domain: 'tenant.example', origin: ORIGIN });
  });

  it('a second factor is required, without its token', async () => {
    const wanted = () => json({ error: 'mfa_required', mfa_token: 'secret-mfa-token' }, { status: 403 });
    const error = await failToAsk(answering(wanted));
    expect(error.data).toEqual({ reason: 'page', domain: 'tenant.example' });
    expect(await allTextOf(error)).not.toContain('secret-mfa-token');
  });
});
