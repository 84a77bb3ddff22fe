import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_USERS, startTenant, type Tenant } from './tenant.ts';
import { postCredentials, postJson, read, TestBrowser } from './test-browser.ts';
import { CALLBACK, expectText, ORIGIN } from './test-client.ts';
import { ADA } from './test-people.ts';

let tenant: Tenant;

beforeAll(async () => {
  tenant = await startTenant({ allowedOrigins: [ORIGIN], allowedCallbackUrls: [CALLBACK] });
});
beforeEach(() => {
  tenant.configure({
    users: DEFAULT_USERS,
    connections: [{ strategy: 'auth0' }, { strategy: 'email' }],
    captcha: { signIn: true, signUp: true, passwordReset: true, passwordless: true },
    captchaProvider: 'auth0',
  });
});
afterAll(() => tenant.close());

const ask = (path: string, state = 'state-1') => postJson(tenant, path, ORIGIN, { state });
const SIGN_IN = '/usernamepassword/challenge';

function signIn(more: Record<string, string>, password: string = ADA[1]): Promise<Response> {
  return postCredentials(tenant, new TestBrowser(), { origin: ORIGIN, username: ADA[0], password, ...more });
}

describe('a challenge', () => {
  it.each([
    SIGN_IN,
    '/dbconnections/signup/challenge',
    '/dbconnections/change_password/challenge',
    '/passwordless/challenge',
  ])('of %s is a picture with a code', async (path) => {
    expect(await read(await ask(path))).toEqual({
      status: 200,
      body: {
        required: true,
        provider: 'auth0',
        type: 'code',
        image: expect.stringMatching(/^data:image\/svg\+xml;base64,/),
      },
    });
  });

  it('is another one each time', async () => {
    await ask(SIGN_IN);
    const first = tenant.captchaAnswer();
    await ask(SIGN_IN);
    expect(tenant.captchaAnswer()).not.toBe(first);
  });

  it('shows what the answer is', async () => {
    const image = expectText(await (await ask(SIGN_IN)).json(), 'image');
    const svg = Buffer.from(image.split(',')[1] ?? '', 'base64').toString();
    const letters = [...svg.matchAll(/>(\w)<\/text>/g)].map(([, letter]) => letter).join('');
    expect(letters).toBe(tenant.captchaAnswer('state-1'));
  });

  it('is not required where none is demanded', async () => {
    tenant.configure({ captcha: { signUp: true } });
    expect(await (await ask(SIGN_IN)).json()).toEqual({ required: false });
  });

  it('can be of a vendor', async () => {
    tenant.configure({ captchaProvider: 'recaptcha_v2' });
    expect(await (await ask(SIGN_IN)).json()).toEqual({
      required: true,
      provider: 'recaptcha_v2',
      siteKey: expect.any(String),
    });
  });
});

describe('a sign-in with a captcha', () => {
  it('takes the right answer', async () => {
    await ask(SIGN_IN);
    const captcha = tenant.captchaAnswer('state-1') ?? '';
    expect((await signIn({ captcha, state: 'state-1' })).status).toBe(200);
  });

  it('takes it in small letters', async () => {
    await ask(SIGN_IN);
    const captcha = (tenant.captchaAnswer('state-1') ?? '').toLowerCase();
    expect((await signIn({ captcha, state: 'state-1' })).status).toBe(200);
  });

  it.each([{}, { captcha: 'WRONG', state: 'state-1' }])('refuses %o', async (more) => {
    await ask(SIGN_IN);
    expect(await read(await signIn(more))).toEqual({
      status: 401,
      body: { error: 'invalid_captcha', error_description: 'Invalid captcha value' },
    });
  });

  it('takes an answer once', async () => {
    await ask(SIGN_IN);
    const more = { captcha: tenant.captchaAnswer('state-1') ?? '', state: 'state-1' };
    await signIn(more, 'wrong');
    expect((await signIn(more)).status).toBe(401);
  });

  it('can be demanded after a wrong password only', async () => {
    tenant.configure({ captcha: { signIn: 'after-failure' } });
    const required = async () => Reflect.get(Object(await (await ask(SIGN_IN)).json()), 'required');
    await signIn({});
    const before = await required();
    await signIn({}, 'wrong');
    expect([before, await required()]).toEqual([false, true]);
  });
});

describe('the other forms with a captcha', () => {
  const signup = (more: object) =>
    postJson(tenant, '/dbconnections/signup', ORIGIN, {
      client_id: tenant.clientId,
      connection: 'Username-Password-Authentication',
      email: 'robot@example.com',
      password: 'Brand-New-1',
      ...more,
    });

  it('refuse a sign-up without it', async () => {
    expect(await read(await signup({}))).toMatchObject({ status: 400, body: { code: 'invalid_captcha' } });
  });

  it('take a sign-up with it', async () => {
    await ask('/dbconnections/signup/challenge');
    const response = await signup({ captcha: tenant.captchaAnswer(), state: 'state-1' });
    expect(response.status).toBe(200);
  });

  it('refuse a password reset without it', async () => {
    const response = await postJson(tenant, '/dbconnections/change_password', ORIGIN, {
      client_id: tenant.clientId,
      connection: 'Username-Password-Authentication',
      email: ADA[0],
    });
    expect(await read(response)).toMatchObject({ status: 400, body: { code: 'invalid_captcha' } });
  });

  it('refuse to send a code without it', async () => {
    const response = await postJson(tenant, '/passwordless/start', ORIGIN, {
      client_id: tenant.clientId,
      connection: 'email',
      email: ADA[0],
      send: 'code',
    });
    expect(await read(response)).toMatchObject({ status: 400, body: { error: 'invalid_captcha' } });
  });
});
