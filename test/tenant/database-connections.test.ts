import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTenant, type Tenant } from './tenant.ts';
import { TestBrowser } from './test-browser.ts';
import { CALLBACK, ORIGIN, TestClient } from './test-client.ts';

let tenant: Tenant;

beforeAll(async () => {
  tenant = await startTenant({ allowedOrigins: [ORIGIN], allowedCallbackUrls: [CALLBACK] });
});
afterAll(() => tenant.close());

function post(path: string, body: Record<string, string>): Promise<Response> {
  return fetch(`${tenant.origin}${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Origin: ORIGIN },
    body: JSON.stringify({
      client_id: tenant.clientId,
      connection: 'Username-Password-Authentication',
      ...body,
    }),
  });
}

describe('signing up', () => {
  const signup = (email: string, password: string) => post('/dbconnections/signup', { email, password });

  it('answers with the new user', async () => {
    const response = await signup('new@example.com', 'Brand-New-1');
    expect(await response.json()).toEqual({
      _id: expect.stringMatching(/^[0-9a-f]{24}$/),
      email: 'new@example.com',
      email_verified: false,
    });
  });

  it('lets the new user sign in', async () => {
    await signup('member@example.com', 'Brand-New-1');
    const tokens = await new TestClient(tenant).signIn(
      new TestBrowser(),
      'member@example.com',
      'Brand-New-1',
    );
    expect(tokens.access_token).toEqual(expect.any(String));
  });

  it('does not say that an address is taken', async () => {
    const response = await signup('ada@example.com', 'Brand-New-1');
    expect({ status: response.status, body: await response.json() }).toEqual({
      status: 400,
      body: {
        name: 'BadRequestError',
        code: 'invalid_signup',
        description: 'Invalid sign up',
        statusCode: 400,
      },
    });
  });

  it('refuses a short password with the rule that it breaks', async () => {
    const response = await signup('short@example.com', 'short');
    expect(await response.json()).toMatchObject({
      name: 'PasswordStrengthError',
      code: 'invalid_password',
      description: { verified: false },
      statusCode: 400,
    });
  });
});

describe('a forgotten password', () => {
  it.each(['ada@example.com', 'nobody@example.com'])('gets the same answer for %s', async (email) => {
    const response = await post('/dbconnections/change_password', { email });
    expect(await response.text()).toBe("We've just sent you an email to reset your password.");
  });
});

describe('the challenge', () => {
  it('is never required', async () => {
    const response = await post('/usernamepassword/challenge', { state: 'anything' });
    expect(await response.json()).toEqual({ required: false });
  });
});
