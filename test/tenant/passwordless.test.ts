import * as oauth from 'oauth4webapi';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTenant, type Tenant } from './tenant.ts';
import { postCredentials, postJson, read, TestBrowser } from './test-browser.ts';
import { CALLBACK, expectText, ORIGIN, TestClient } from './test-client.ts';

const OTP = 'http://auth0.com/oauth/grant-type/passwordless/otp';

let tenant: Tenant;
let now = 1_750_000_000_000;

beforeAll(async () => {
  tenant = await startTenant({
    allowedOrigins: [ORIGIN],
    allowedCallbackUrls: [CALLBACK],
    connections: [{ strategy: 'email' }, { strategy: 'sms' }],
    now: () => now,
  });
});
beforeEach(() => {
  now += 3_600_000;
});
afterAll(() => tenant.close());

function start(body: Record<string, string>): Promise<Response> {
  return postJson(tenant, '/passwordless/start', ORIGIN, {
    client_id: tenant.clientId,
    send: 'code',
    ...body,
  });
}

const byEmail = (email: string) => start({ connection: 'email', email });
const codeFor = (to: string) => tenant.mailbox.latest(to)?.code ?? '';

async function redeem(
  username: string,
  otp: string,
  realm = 'email',
  browser = new TestBrowser(),
): Promise<{ status: number; body: unknown }> {
  const body = { client_id: tenant.clientId, credential_type: OTP, username, otp, realm };
  const response = await browser.fetch(`${tenant.origin}/co/authenticate`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Origin: ORIGIN },
    body: JSON.stringify(body),
  });
  return read(response);
}

/** The whole way, once a code was sent. */
async function signIn(username: string, realm: string): Promise<oauth.IDToken | undefined> {
  const client = new TestClient(tenant);
  const browser = new TestBrowser();
  const { body } = await redeem(username, codeFor(username), realm, browser);
  const attempt = await client.begin({ login_ticket: expectText(body, 'login_ticket') });
  const { landedAt } = await browser.visit(attempt.url);
  const tokens = await client.readTokens(await client.exchange(attempt, landedAt), attempt.nonce);
  return oauth.getValidatedIdTokenClaims(tokens);
}

describe('a code by e-mail', () => {
  it('is announced as Auth0 does it', async () => {
    expect(await read(await byEmail('Lin@example.com'))).toEqual({
      status: 200,
      body: { _id: expect.any(String), email: 'lin@example.com', email_verified: false },
    });
  });

  it('arrives in the mailbox', async () => {
    await byEmail('lin@example.com');
    expect(codeFor('lin@example.com')).toMatch(/^\d{6}$/);
  });

  it('signs somebody in who was never here', async () => {
    await byEmail('lin@example.com');
    expect(await signIn('lin@example.com', 'email')).toMatchObject({
      sub: expect.stringMatching(/^email\|[0-9a-f]{24}$/),
      email: 'lin@example.com',
      email_verified: true,
    });
  });

  it('refuses a wrong one', async () => {
    await byEmail('lin@example.com');
    expect(await redeem('lin@example.com', '12')).toEqual({
      status: 403,
      body: { error: 'access_denied', error_description: 'Wrong email or verification code.' },
    });
  });

  it('is good once', async () => {
    await byEmail('lin@example.com');
    const code = codeFor('lin@example.com');
    await redeem('lin@example.com', code);
    expect((await redeem('lin@example.com', code)).status).toBe(403);
  });

  it('is worth nothing when a newer one was sent', async () => {
    await byEmail('lin@example.com');
    const older = codeFor('lin@example.com');
    do await byEmail('lin@example.com');
    while (codeFor('lin@example.com') === older);
    expect((await redeem('lin@example.com', older)).status).toBe(403);
  });

  it('expires', async () => {
    await byEmail('lin@example.com');
    now += 180_000;
    expect(await redeem('lin@example.com', codeFor('lin@example.com'))).toEqual({
      status: 403,
      body: {
        error: 'access_denied',
        error_description: 'The verification code has expired. Please try to login again.',
      },
    });
  });

  it('lives as long as the tenant says', async () => {
    tenant.configure({ lifetimes: { passwordlessCode: 600 } });
    await byEmail('lin@example.com');
    now += 599_000;
    expect((await redeem('lin@example.com', codeFor('lin@example.com'))).status).toBe(200);
    tenant.configure({ lifetimes: { passwordlessCode: 180 } });
  });

  it('is dead after three wrong tries, until a new one is sent', async () => {
    await byEmail('lin@example.com');
    const statuses: number[] = [];
    for (const code of ['1', '2', '3', codeFor('lin@example.com')]) {
      statuses.push((await redeem('lin@example.com', code)).status);
    }
    await byEmail('lin@example.com');
    statuses.push((await redeem('lin@example.com', codeFor('lin@example.com'))).status);
    expect(statuses).toEqual([403, 403, 429, 429, 200]);
  });

  it('is sent to no malformed address', async () => {
    expect(await read(await byEmail('nobody'))).toMatchObject({ status: 400, body: { error: 'bad.email' } });
  });

  it('is nothing that a password opens', async () => {
    const response = await postCredentials(tenant, new TestBrowser(), {
      origin: ORIGIN,
      username: 'lin@example.com',
      password: 'anything',
    });
    expect(response.status).toBe(400);
  });
});

describe('a code by SMS', () => {
  const bySms = (phone_number: string) => start({ connection: 'sms', phone_number });

  it('signs somebody in by their number alone', async () => {
    await bySms('+1 555 000 1234');
    expect(await signIn('+15550001234', 'sms')).toMatchObject({
      sub: expect.stringMatching(/^sms\|/),
      name: '+15550001234',
    });
  });

  it('is refused in its own words when it is wrong', async () => {
    await bySms('+15550001234');
    expect(await redeem('+15550001234', '12', 'sms')).toMatchObject({
      body: { error_description: 'Wrong phone number or verification code.' },
    });
  });

  it('is sent to no malformed number', async () => {
    expect(await read(await bySms('555'))).toMatchObject({
      status: 400,
      body: { error: 'bad.phone_number' },
    });
  });
});

describe('passwordless around the codes', () => {
  it('refuses a connection that is not enabled', async () => {
    tenant.configure({ connections: [{ strategy: 'email' }] });
    const response = await start({ connection: 'sms', phone_number: '+15550001234' });
    expect(await read(response)).toMatchObject({ status: 400, body: { error: 'bad.connection' } });
  });

  it('knows a country for the phone field', async () => {
    const response = await fetch(`${tenant.origin}/user/geoloc/country`);
    expect(await response.json()).toEqual({ country_code: 'US' });
  });

  it('shows the mailbox to people', async () => {
    await byEmail('reader@example.com');
    const page = await (await fetch(`${tenant.origin}/mailbox`)).text();
    expect(page).toContain(codeFor('reader@example.com'));
  });

  it('shows the mailbox to programs', async () => {
    await byEmail('program@example.com');
    const answer: { messages: unknown[] } = await (await fetch(`${tenant.origin}/mailbox.json`)).json();
    expect(answer.messages[0]).toMatchObject({
      to: 'program@example.com',
      kind: 'code',
      code: codeFor('program@example.com'),
    });
  });
});
