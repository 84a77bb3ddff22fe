import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_USERS, startTenant, type Tenant } from './tenant.ts';
import { form, postCredentials, postJson, TestBrowser } from './test-browser.ts';
import { ORIGIN } from './test-client.ts';
import { ADA } from './test-people.ts';

let tenant: Tenant;

beforeAll(async () => {
  tenant = await startTenant({ allowedOrigins: [ORIGIN] });
});
beforeEach(() => {
  tenant.mailbox.clear();
  tenant.configure({ users: DEFAULT_USERS });
});
afterAll(() => tenant.close());

function forget(email: string): Promise<Response> {
  return postJson(tenant, '/dbconnections/change_password', ORIGIN, {
    client_id: tenant.clientId,
    connection: 'Username-Password-Authentication',
    email,
  });
}

async function trySignIn(password: string): Promise<number> {
  const response = await postCredentials(tenant, new TestBrowser(), {
    origin: ORIGIN,
    username: ADA[0],
    password,
  });
  await response.body?.cancel();
  return response.status;
}

async function linkFor(email: string): Promise<string> {
  await forget(email);
  return tenant.mailbox.latest(email, 'reset-password')?.link ?? '';
}

describe('a forgotten password', () => {
  it.each(['ada@example.com', 'nobody@example.com'])('gets the same answer for %s', async (email) => {
    expect(await (await forget(email)).text()).toBe("We've just sent you an email to reset your password.");
  });

  it('sends no mail to an unknown address', async () => {
    await forget('nobody@example.com');
    expect(tenant.mailbox.messages).toEqual([]);
  });

  it('is replaced on the page that the mail leads to', async () => {
    await fetch(await linkFor(ADA[0]), form({ password: 'Difference-Engine-1822' }));
    expect([await trySignIn('Difference-Engine-1822'), await trySignIn(ADA[1])]).toEqual([200, 403]);
  });

  it('is replaced by no weak one, and the link stays good', async () => {
    const link = await linkFor(ADA[0]);
    const refused = await fetch(link, form({ password: 'weak' }));
    const taken = await fetch(link, form({ password: 'Difference-Engine-1822' }));
    expect([refused.status, taken.status]).toEqual([400, 200]);
  });

  it('is replaced once by one link', async () => {
    const link = await linkFor(ADA[0]);
    await fetch(link, form({ password: 'Difference-Engine-1822' }));
    expect((await fetch(link)).status).toBe(400);
  });
});

describe('an account that is shut out', () => {
  beforeEach(async () => {
    tenant.configure({ limits: { passwordAttempts: 2 } });
    for (const password of ['wrong', 'wronger']) await trySignIn(password);
  });

  it('refuses the right password after as many tries as the tenant says', async () => {
    expect(await trySignIn(ADA[1])).toBe(429);
  });

  it('is opened again by the link in the mail', async () => {
    await fetch(tenant.mailbox.latest(ADA[0], 'unblock')?.link ?? '');
    expect(await trySignIn(ADA[1])).toBe(200);
  });
});

describe('a right password', () => {
  it.each([
    ['leaked', 'password_leaked'],
    ['expired', 'password_expired'],
    ['change-required', 'password_change_required'],
  ] as const)('that is %s is refused as %s', async (passwordProblem, error) => {
    tenant.configure({ users: [{ email: ADA[0], password: ADA[1], passwordProblem }] });
    const response = await postCredentials(tenant, new TestBrowser(), {
      origin: ORIGIN,
      username: ADA[0],
      password: ADA[1],
    });
    expect([response.status, await response.json()]).toEqual([401, expect.objectContaining({ error })]);
  });
});
