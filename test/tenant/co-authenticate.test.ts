import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTenant, type Tenant } from './tenant.ts';
import { postCredentials, TestBrowser } from './test-browser.ts';
import { CALLBACK, ORIGIN } from './test-client.ts';
import { ADA, BLOCKED } from './test-people.ts';

describe('/co/authenticate', () => {
  let tenant: Tenant;

  beforeAll(async () => {
    tenant = await startTenant({ allowedOrigins: [ORIGIN], allowedCallbackUrls: [CALLBACK] });
  });
  afterAll(() => tenant.close());

  async function ask(changes: Record<string, string>): Promise<{ status: number; body: unknown }> {
    const [username, password] = ADA;
    const response = await postCredentials(tenant, new TestBrowser(), {
      origin: ORIGIN,
      username,
      password,
      ...changes,
    });
    return { status: response.status, body: await response.json() };
  }

  const REFUSED = { error: 'access_denied', error_description: 'Wrong email or password.' };

  it('gives a ticket for the right password', async () => {
    expect(await ask({})).toEqual({
      status: 200,
      body: { login_ticket: expect.any(String), co_verifier: expect.any(String), co_id: expect.any(String) },
    });
  });

  it('finds the user whatever the case of the address', async () => {
    expect(await ask({ username: 'Ada@Example.COM' })).toMatchObject({ status: 200 });
  });

  it('marks the browser with a cookie that travels across sites', async () => {
    const [username, password] = ADA;
    const response = await postCredentials(tenant, new TestBrowser(), { origin: ORIGIN, username, password });
    expect(response.headers.get('Set-Cookie')).toMatch(/; HttpOnly; SameSite=None; Secure$/);
  });

  it('refuses a wrong password', async () => {
    expect(await ask({ password: 'wrong' })).toEqual({ status: 403, body: REFUSED });
  });

  it('refuses an unknown user in the same words', async () => {
    expect(await ask({ username: 'nobody@example.com' })).toEqual({ status: 403, body: REFUSED });
  });

  it('tells a blocked user who knows the password', async () => {
    const [username, password] = BLOCKED;
    expect(await ask({ username, password })).toEqual({
      status: 403,
      body: { error: 'blocked_user', error_description: 'Blocked user' },
    });
  });

  it('does not tell a stranger that a user is blocked', async () => {
    expect(await ask({ username: BLOCKED[0], password: 'wrong' })).toEqual({ status: 403, body: REFUSED });
  });

  it('refuses a realm that it does not have', async () => {
    expect(await ask({ realm: 'elsewhere' })).toEqual({
      status: 400,
      body: { error: 'invalid_request', error_description: 'Unknown realm elsewhere.' },
    });
  });

  it('refuses a credential type that it does not know', async () => {
    expect(await ask({ credential_type: 'handshake' })).toEqual({
      status: 400,
      body: { error: 'unsupported_credential_type', error_description: 'Unknown credential type parameter.' },
    });
  });

  it('refuses a body with anything beside the known parameters', async () => {
    expect(await ask({ remember_me: 'yes' })).toMatchObject({
      status: 400,
      body: { error: 'invalid_request' },
    });
  });

  it('refuses a body that is not JSON', async () => {
    const response = await fetch(`${tenant.origin}/co/authenticate`, {
      method: 'POST',
      headers: { Origin: ORIGIN },
      body: 'username=ada',
    });
    expect(response.status).toBe(400);
  });

  it('refuses an unknown client', async () => {
    expect(await ask({ client_id: 'somebody-else' })).toMatchObject({
      status: 401,
      body: { error: 'unauthorized_client' },
    });
  });
});

describe('/co/authenticate for an origin that is not listed', () => {
  let tenant: Tenant;
  let response: Response;

  beforeAll(async () => {
    tenant = await startTenant({ allowedOrigins: [ORIGIN] });
    const [username, password] = ADA;
    const origin = 'https://test.app';
    response = await postCredentials(tenant, new TestBrowser(), { origin, username, password });
  });
  afterAll(() => tenant.close());

  it('answers 403', () => {
    expect(response.status).toBe(403);
  });

  it('says in plain text which origin it was', async () => {
    expect(await response.text()).toBe('Origin https://test.app is not allowed.');
  });

  it('sends no CORS headers', () => {
    const names = [...response.headers.keys()].filter((name) => name.startsWith('access-control-'));
    expect(names).toEqual([]);
  });

  it('sets no cookie', () => {
    expect(response.headers.get('Set-Cookie')).toBeNull();
  });
});

describe('/co/authenticate with cross-origin login off', () => {
  it('says so', async () => {
    const tenant = await startTenant({ allowedOrigins: [ORIGIN], crossOriginLogin: false });
    const [username, password] = ADA;
    const response = await postCredentials(tenant, new TestBrowser(), { origin: ORIGIN, username, password });
    expect({ status: response.status, body: await response.json() }).toEqual({
      status: 401,
      body: { error: 'unauthorized_client', error_description: 'Cross origin login not allowed.' },
    });
    await tenant.close();
  });
});

describe('too many wrong passwords', () => {
  let tenant: Tenant;

  beforeAll(async () => {
    tenant = await startTenant({ allowedOrigins: [ORIGIN] });
  });
  afterAll(() => tenant.close());

  async function tryPassword(username: string, password: string): Promise<number> {
    const response = await postCredentials(tenant, new TestBrowser(), { origin: ORIGIN, username, password });
    await response.body?.cancel();
    return response.status;
  }

  async function failTimes(count: number, username: string): Promise<void> {
    for (let attempt = 0; attempt < count; attempt += 1) await tryPassword(username, 'wrong');
  }

  it('shut out the right password too after ten', async () => {
    tenant.configure({ users: [{ email: 'ten@example.com', password: 'right' }] });
    await failTimes(10, 'ten@example.com');
    const response = await postCredentials(tenant, new TestBrowser(), {
      origin: ORIGIN,
      username: 'ten@example.com',
      password: 'right',
    });
    expect({ status: response.status, body: await response.json() }).toEqual({
      status: 429,
      body: {
        error: 'too_many_attempts',
        error_description: expect.stringContaining('blocked after multiple consecutive login attempts'),
      },
    });
  });

  it('do not shut out anybody after nine', async () => {
    tenant.configure({ users: [{ email: 'nine@example.com', password: 'right' }] });
    await failTimes(9, 'nine@example.com');
    expect(await tryPassword('nine@example.com', 'right')).toBe(200);
  });

  it('are forgotten after a right one', async () => {
    tenant.configure({ users: [{ email: 'again@example.com', password: 'right' }] });
    await failTimes(9, 'again@example.com');
    await tryPassword('again@example.com', 'right');
    await failTimes(9, 'again@example.com');
    expect(await tryPassword('again@example.com', 'right')).toBe(200);
  });

  it('shut out nobody else', async () => {
    tenant.configure({
      users: [
        { email: 'one@example.com', password: 'right' },
        { email: 'other@example.com', password: 'right' },
      ],
    });
    await failTimes(10, 'one@example.com');
    expect(await tryPassword('other@example.com', 'right')).toBe(200);
  });
});
