import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_USERS, startTenant, type Tenant } from './tenant.ts';
import { postJson, read, TestBrowser } from './test-browser.ts';
import { CALLBACK, ORIGIN, TestClient } from './test-client.ts';

const NEW = { email: 'new@example.com', password: 'Brand-New-1' };

let tenant: Tenant;

beforeAll(async () => {
  tenant = await startTenant({ allowedOrigins: [ORIGIN], allowedCallbackUrls: [CALLBACK] });
});
beforeEach(() => {
  tenant.configure({
    users: DEFAULT_USERS,
    connections: [{ strategy: 'auth0' }],
    publicSignupErrors: false,
  });
});
afterAll(() => tenant.close());

async function signup(body: Record<string, unknown> = {}): Promise<{ status: number; body: unknown }> {
  const response = await postJson(tenant, '/dbconnections/signup', ORIGIN, {
    client_id: tenant.clientId,
    connection: 'Username-Password-Authentication',
    ...NEW,
    ...body,
  });
  return read(response);
}

function badRequest(code: string, description: string) {
  return { status: 400, body: { name: 'BadRequestError', code, description, statusCode: 400 } };
}

describe('signing up', () => {
  it('answers with the new user', async () => {
    expect((await signup()).body).toEqual({
      _id: expect.stringMatching(/^[0-9a-f]{24}$/),
      email: 'new@example.com',
      email_verified: false,
    });
  });

  it('lets the new user sign in', async () => {
    await signup();
    const tokens = await new TestClient(tenant).signIn(new TestBrowser(), NEW.email, NEW.password);
    expect(tokens.access_token).toEqual(expect.any(String));
  });

  it('keeps the additional fields', async () => {
    await signup({ given_name: 'Nina', family_name: 'New', user_metadata: { newsletter: 'yes' } });
    expect(tenant.users.at(-1)).toMatchObject({
      givenName: 'Nina',
      familyName: 'New',
      userMetadata: { newsletter: 'yes' },
    });
  });

  it('sends a mail whose link verifies the address', async () => {
    await signup();
    const link = tenant.mailbox.latest(NEW.email, 'verify-email')?.link ?? '';
    await fetch(link);
    expect(tenant.users.at(-1)?.emailVerified).toBe(true);
  });

  it('does not say that an address is taken', async () => {
    expect(await signup({ email: 'ada@example.com' })).toEqual(
      badRequest('invalid_signup', 'Invalid sign up'),
    );
  });

  it('says it where the tenant wants it said', async () => {
    tenant.configure({ publicSignupErrors: true });
    expect(await signup({ email: 'ada@example.com' })).toEqual(
      badRequest('user_exists', 'The user already exists.'),
    );
  });

  it('says the same of a user name', async () => {
    tenant.configure({ publicSignupErrors: true });
    await signup({ username: 'newbie' });
    expect(await signup({ email: 'other@example.com', username: 'newbie' })).toEqual(
      badRequest('username_exists', 'The username already exists.'),
    );
  });

  it('refuses where sign-ups are disabled', async () => {
    tenant.configure({ connections: [{ strategy: 'auth0', showSignup: false }] });
    expect(await signup()).toEqual({ status: 400, body: { error: 'public signup is disabled' } });
  });

  it('refuses a connection that it does not have', async () => {
    expect(await signup({ connection: 'elsewhere' })).toMatchObject({ body: { code: 'invalid_signup' } });
  });
});

describe('a password at sign-up', () => {
  it('that is weak is refused with the rules and the policy in words', async () => {
    expect(await signup({ password: 'short' })).toEqual({
      status: 400,
      body: {
        name: 'PasswordStrengthError',
        message: 'Password is too weak',
        code: 'invalid_password',
        description: {
          verified: false,
          rules: [
            {
              message: 'At least %d characters in length',
              format: [8],
              code: 'lengthAtLeast',
              verified: false,
            },
            expect.objectContaining({ code: 'containsAtLeast', verified: false }),
          ],
        },
        policy: expect.stringMatching(/^\* At least 8 characters in length\n\* Contain at least 3 of the/),
        statusCode: 400,
      },
    });
  });

  it('is measured by the policy of its connection', async () => {
    tenant.configure({ connections: [{ strategy: 'auth0', passwordPolicy: 'low', minPasswordLength: 7 }] });
    expect([
      (await signup({ password: 'sixsix' })).status,
      (await signup({ password: 'sevense' })).status,
    ]).toEqual([400, 200]);
  });

  it('that is too common is refused', async () => {
    tenant.configure({ connections: [{ strategy: 'auth0', passwordDictionary: ['password-1'] }] });
    expect((await signup({ password: 'Password-1' })).body).toMatchObject({
      name: 'PasswordDictionaryError',
    });
  });

  it('that holds the own address is refused', async () => {
    tenant.configure({ connections: [{ strategy: 'auth0', refusePersonalPasswords: true }] });
    const { body } = await signup({ email: 'nina@example.com', password: 'Nina-is-1-star' });
    expect(body).toMatchObject({ name: 'PasswordNoUserInfoError' });
  });
});
