import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { type ErrorCode, LatchkeyError } from '../../../src/sdk/errors.ts';
import { authorize } from '../../../src/sdk/tenant/authorize.ts';
import { useFakeClock, useRealClock } from '../../support/unit/clock.ts';
import { unitConfig } from '../../support/unit/config.ts';
import { fakeBrowser, resetFakeBrowser } from '../../support/unit/fake-browser.ts';
import { withTokens } from '../../support/unit/hostile.ts';
import { html, json, type Scenario } from '../../support/unit/provider.ts';
import { NOON } from '../../support/unit/session.ts';
import { failToSignIn, REQUEST, signIn } from '../../support/unit/sign-in.ts';

beforeEach(useFakeClock);
beforeEach(resetFakeBrowser);
afterEach(useRealClock);

function withParameters(change: (parameters: URLSearchParams) => void): Scenario {
  return {
    redirect(good) {
      change(good.searchParams);
      return good;
    },
  };
}

describe('the URL of /authorize', () => {
  async function asked(config = unitConfig(), request = REQUEST) {
    const { provider, result } = signIn({}, config, request);
    await result;
    const [first] = provider.launched;
    if (first === undefined) throw new Error('Nothing was opened.');
    return { ...first, provider, parameters: Object.fromEntries(first.url.searchParams) };
  }

  it('requests a code, for this client and its redirect URL', async () => {
    const { url, provider, parameters } = await asked();
    expect(url.origin + url.pathname).toBe('https://tenant.example/authorize');
    expect(parameters).toMatchObject({
      client_id: 'unit-client',
      response_type: 'code',
      redirect_uri: provider.identity.redirectUrl,
      scope: 'openid profile email offline_access',
      ...REQUEST.parameters,
    });
  });

  it('contains the S256 challenge of the verifier for the token endpoint, and not the verifier', async () => {
    const { url, provider, parameters } = await asked();
    const body = new URLSearchParams(String(provider.requests[0]?.init.body));
    const verifier = body.get('code_verifier') ?? '';
    expect(verifier).toMatch(/^[\w.~-]{43,128}$/);
    expect(parameters.code_challenge_method).toBe('S256');
    expect(parameters.code_challenge).toBe(createHash('sha256').update(verifier).digest('base64url'));
    expect(url.href).not.toContain(verifier);
  });

  it('has a new state, nonce and challenge of 256 bits each time', async () => {
    const [first, second] = await Promise.all([asked(), asked()]);
    for (const name of ['state', 'nonce', 'code_challenge']) {
      expect(first.parameters[name]).toMatch(/^[\w-]{43}$/);
      expect(first.parameters[name]).not.toBe(second.parameters[name]);
    }
    expect(first.parameters.state).not.toBe(first.parameters.nonce);
  });

  it('contains the configured audience and organization', async () => {
    const config = unitConfig({ audience: 'https://api.example/', organization: 'org_AbCdEf0123456789' });
    const { parameters } = await asked(config);
    expect(parameters).toMatchObject({
      audience: 'https://api.example/',
      organization: 'org_AbCdEf0123456789',
    });
  });

  it('cannot be changed by the parameters of a request', async () => {
    const parameters = {
      response_type: 'token',
      client_id: 'other',
      state: 'known',
      scope: 'all',
      nonce: 'known',
    };
    const { url } = await asked(unitConfig(), { interactive: false, parameters });
    expect(url.searchParams.getAll('response_type')).toEqual(['code']);
    expect(url.searchParams.getAll('client_id')).toEqual(['unit-client']);
    expect(url.searchParams.getAll('state')).not.toEqual(['known']);
    expect(url.searchParams.getAll('scope')).toEqual(['openid profile email offline_access']);
    expect(url.searchParams.getAll('nonce')).not.toEqual(['known']);
  });

  it.each([true, false])('opens a window if the request is interactive: %s', async (interactive) => {
    expect((await asked(unitConfig(), { ...REQUEST, interactive })).interactive).toBe(interactive);
  });
});

describe('a sign-in', () => {
  it('returns the verified tokens', async () => {
    const { provider, result } = signIn();
    const { idTokenPayload, ...tokens } = await result;
    expect(tokens).toEqual({
      idToken: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
      accessToken: provider.secrets[1],
      refreshToken: provider.secrets[2],
      expiresIn: 3600,
      scope: 'openid profile email',
      tokenType: 'Bearer',
    });
    expect(idTokenPayload).toMatchObject({ sub: 'auth0|64f1c2a9e3b7d80012345678', email: 'ada@example.com' });
  });

  it('requests the token endpoint once and the fixed key set once, and nothing else', async () => {
    const { provider, result } = signIn();
    await result;
    expect(provider.requests.map(({ url, init }) => [init.method, url])).toEqual([
      ['POST', 'https://tenant.example/oauth/token'],
      ['GET', 'https://tenant.example/.well-known/jwks.json'],
    ]);
  });

  it('sends the code in the body only, as a public client', async () => {
    const { provider, result } = signIn();
    await result;
    const { url, init } = provider.requests[0] ?? { url: '', init: {} };
    expect(Object.fromEntries(new URLSearchParams(String(init.body)))).toMatchObject({
      grant_type: 'authorization_code',
      client_id: 'unit-client',
      code: provider.secrets[0],
      redirect_uri: provider.identity.redirectUrl,
    });
    expect(new URLSearchParams(String(init.body)).has('client_secret')).toBe(false);
    expect(url + JSON.stringify(init.headers)).not.toContain(provider.secrets[0]);
    expect(new Headers(init.headers).has('authorization')).toBe(false);
  });

  it('has no refresh token if the tenant returns none, and logs which fields that needs', async () => {
    const told = vi.spyOn(console, 'error').mockImplementation(() => {});
    const { result } = signIn(withTokens({ refresh_token: undefined }));
    expect((await result).refreshToken).toBeNull();
    expect(told).toHaveBeenCalledExactlyOnceWith(
      expect.stringMatching(/offline_access.*Refresh Token Rotation.*Refresh Token.*Allow Offline Access/),
    );
  });

  it('has the requested scopes if the response has none', async () => {
    const { result } = signIn(withTokens({ scope: undefined }));
    expect((await result).scope).toBe('openid profile email offline_access');
  });

  it('ends with the ID token if the response has no lifetime', async () => {
    const { result } = signIn(withTokens({ expires_in: undefined }));
    expect((await result).expiresIn).toBe(36_000);
  });

  it.each([
    ['a year behind', -365 * 24 * 60],
    ['a year ahead', 365 * 24 * 60],
  ])("works when this computer's clock is %s: the response has the tenant's time", async (_name, minutes) => {
    const scenario = (changes: object): Scenario => ({
      tokens: (good) => json({ ...good, ...changes }, { headers: { date: new Date(NOON).toUTCString() } }),
    });
    const now = () => NOON + minutes * 60_000;
    const results = [{}, { expires_in: undefined }].map(
      (changes) => signIn(scenario(changes), unitConfig(), REQUEST, { now }).result,
    );
    expect((await Promise.all(results)).map(({ expiresIn }) => expiresIn)).toEqual([3600, 36_000]);
  });

  it.each([-5, 720])(
    "says that the clock is wrong by %i minutes when the response doesn't have the tenant's time",
    async (minutes) => {
      const { result } = signIn({}, unitConfig(), REQUEST, { now: () => NOON + minutes * 60_000 });
      await expect(result).rejects.toMatchObject({ code: 'id-token-invalid', data: { reason: 'clock' } });
    },
  );

  it('sends no code if the permission was removed since, because the response could not be read', async () => {
    const { provider, result } = signIn({
      redirect(good) {
        fakeBrowser.permissions.denied.add('https://tenant.example/*');
        return good;
      },
    });
    await expect(result).rejects.toMatchObject({ code: 'host-not-permitted' });
    expect(provider.requests).toEqual([]);
  });
});

it.each([true, false])('opens nothing without the host permission: interactive %s', async (interactive) => {
  fakeBrowser.permissions.denied.add('https://tenant.example/*');
  onTestFinished(resetFakeBrowser);
  const { provider, result } = signIn({}, unitConfig(), { ...REQUEST, interactive });
  await expect(result).rejects.toMatchObject({ code: 'host-not-permitted' });
  expect(provider.launched).toEqual([]);
});

it.each(['login_required', 'server_error'])(
  'does not offer a window to the user of a window: %s',
  async (error) => {
    const scenario = withParameters((it) => {
      it.delete('code');
      it.set('error', error);
      it.set('error_description', 'The provider said no.');
    });
    const { result } = signIn(scenario, unitConfig(), { interactive: true, parameters: {} });
    await expect(result).rejects.toMatchObject({
      code: 'authorization-refused',
      data: { reason: 'refused', description: 'The provider said no' },
    });
  },
);

it.each(['Please verify your email before logging in.', 'Email verification is required'])(
  'does not treat an email rule as a refused ticket: %s',
  async (description) => {
    const scenario = withParameters((it) => {
      it.delete('code');
      it.set('error', 'unauthorized');
      it.set('error_description', description);
    });
    await expect(signIn(scenario).result).rejects.toMatchObject({ code: 'authorization-refused' });
  },
);

describe('a browser that did not return', () => {
  const stuck: LatchkeyError = new LatchkeyError('interaction-required', { reason: 'no-response' });

  function getStuck(answer: () => Promise<Response>, interactive = false, error = stuck) {
    const { provider } = signIn();
    const fetch = vi.fn(answer);
    const identity = { ...provider.identity, launch: () => Promise.reject(error) };
    return { fetch, result: authorize(unitConfig(), { ...REQUEST, interactive }, { identity, fetch }) };
  }

  it.each([
    ['without a window', false],
    ['with a window, which could not be loaded', true],
  ])('is diagnosed %s', async (_name, interactive) => {
    const { fetch, result } = getStuck(async () => html(403), interactive);
    await expect(result).rejects.toMatchObject({ code: 'tenant-intercepted' });
    expect(fetch).toHaveBeenCalledTimes(1);
  });

  it.each(['sign-in-cancelled', 'sign-in-running'] as const)(
    'because of %s is not diagnosed',
    async (code) => {
      const error = new LatchkeyError<ErrorCode>(code, {});
      const { fetch, result } = getStuck(async () => html(403), true, error);
      await expect(result).rejects.toBe(error);
      expect(fetch).not.toHaveBeenCalled();
    },
  );
});

describe('a redirect is rejected if', () => {
  const cases: [string, ErrorCode, Scenario][] = [
    ['its state is another', 'redirect-invalid', withParameters((it) => it.set('state', 'other'))],
    ['it has no code', 'redirect-invalid', withParameters((it) => it.delete('code'))],
    ['its code is empty', 'redirect-invalid', withParameters((it) => it.set('code', ''))],
    ['it has two codes', 'redirect-invalid', withParameters((it) => it.append('code', 'other'))],
    ['it carries tokens', 'redirect-invalid', withParameters((it) => it.set('id_token', 'a.b.c'))],
    [
      'its parameters are in the fragment',
      'redirect-invalid',
      { redirect: (good) => new URL(`${good.origin}${good.pathname}#${good.searchParams}`) },
    ],
    [
      'it went to another host',
      'redirect-invalid',
      { redirect: (good) => new URL(`https://other.chromiumapp.org/${good.search}`) },
    ],
    [
      'it went to another path',
      'redirect-invalid',
      { redirect: (good) => new URL(`other${good.search}`, good) },
    ],
    [
      'it went to plain http',
      'redirect-invalid',
      { redirect: (good) => new URL(good.href.replace('https:', 'http:')) },
    ],
    [
      'the tenant refused',
      'authorization-refused',
      withParameters((it) => {
        it.delete('code');
        it.set('error', 'access_denied');
        it.set('error_description', 'Not invited');
      }),
    ],
    ...['login_required', 'consent_required'].map((error): [string, ErrorCode, Scenario] => [
      `the tenant answers ${error}`,
      'interaction-required',
      withParameters((it) => {
        it.delete('code');
        it.set('error', error);
      }),
    ]),
  ];

  it.each(cases)('%s: %s', async (_name, code, scenario) => {
    const { error, provider } = await failToSignIn(scenario);
    expect(error.code).toBe(code);
    expect(provider.requests, 'requests after it').toEqual([]);
  });

  const AFTER_TICKET: [error: string, description: string][] = [
    ['server_error', 'Unable to configure verification page.'],
    ['server_error', ''],
    ['access_denied', 'Unknown or invalid login ticket.'],
    ['invalid_request', 'No verifier returned from client'],
  ];
  const refusing = (error: string, description: string) =>
    withParameters((it) => {
      it.delete('code');
      it.set('error', error);
      it.set('error_description', description);
    });

  it.each(AFTER_TICKET)(
    'the login ticket was refused, with one more step required: %s, %s',
    async (...refusal) => {
      expect((await failToSignIn(refusing(...refusal))).error.code).toBe('interaction-required');
    },
  );

  it('the tenant allows no organization names, with the missing setting', async () => {
    const words = 'authorization request parameter organization must be an organization id';
    const { error } = await failToSignIn(refusing('invalid_request', words));
    expect(error.data).toMatchObject({ reason: 'organization-name', domain: 'tenant.example' });
  });
});

describe('a refusal of the token endpoint', () => {
  const refused = (description: string, headers = {}): Scenario => ({
    tokenResponse: () =>
      json({ error: 'invalid_grant', error_description: description }, { status: 403, headers }),
  });

  it("has the tenant's description", async () => {
    for (const headers of [{}, { 'www-authenticate': 'Bearer' }]) {
      const { error } = await failToSignIn(refused('Invalid authorization code', headers));
      expect(error.data).toEqual({ reason: 'refused', description: 'Invalid authorization code' });
    }
  });

  it('has a description without anything long enough to be a secret', async () => {
    const repeated = 'x7Yb-0123456789abcdefghijklmnop';
    const { error } = await failToSignIn(refused(`Bad code ${repeated}.`));
    expect(error.data).toEqual({ reason: 'refused', description: 'Bad code …' });
    expect(String(error.cause)).not.toContain(repeated);
  });
});
