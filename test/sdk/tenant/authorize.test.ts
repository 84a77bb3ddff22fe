import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type ErrorCode, LatchkeyError } from '../../../src/sdk/errors.ts';
import { type AuthorizationRequest, authorize } from '../../../src/sdk/tenant/authorize.ts';
import { useFakeClock, useRealClock } from '../../support/unit/clock.ts';
import { unitConfig } from '../../support/unit/config.ts';
import { fakeBrowser, resetFakeBrowser } from '../../support/unit/fake-browser.ts';
import { withTokens } from '../../support/unit/hostile.ts';
import { html, json, type Scenario } from '../../support/unit/provider.ts';
import { NOON } from '../../support/unit/session.ts';
import { failToSignIn, REQUEST, signIn } from '../../support/unit/sign-in.ts';

const YEAR = 365 * 86_400_000;
const HOST = 'https://tenant.example/*';

beforeEach(useFakeClock);
beforeEach(resetFakeBrowser);
afterEach(useRealClock);

/** Changes the parameters of the redirect. */
function withParameters(change: (parameters: URLSearchParams) => void): Scenario {
  return {
    redirect(good) {
      change(good.searchParams);
      return good;
    },
  };
}

/** Redirects with an error instead of a code. */
const refusing = (error: string, description?: string) =>
  withParameters((parameters) => {
    parameters.delete('code');
    parameters.set('error', error);
    if (description !== undefined) parameters.set('error_description', description);
  });

describe('the URL of /authorize', () => {
  async function launched(config = unitConfig(), request: AuthorizationRequest = REQUEST) {
    const { provider, result } = signIn({}, config, request);
    await result;
    const [{ url, interactive } = expect.fail('Nothing was launched.')] = provider.launched;
    return { url, interactive, provider, parameters: Object.fromEntries(url.searchParams) };
  }

  it('requests a code for this client and its redirect URL, with the configuration and the parameters', async () => {
    const config = unitConfig({ audience: 'https://api.example/', organization: 'org_AbCdEf0123456789' });
    const { url, provider, parameters } = await launched(config);
    expect(url.origin + url.pathname).toBe('https://tenant.example/authorize');
    expect(parameters).toMatchObject({
      client_id: 'unit-client',
      response_type: 'code',
      redirect_uri: provider.identity.redirectUrl,
      scope: 'openid profile email offline_access',
      audience: 'https://api.example/',
      organization: 'org_AbCdEf0123456789',
      ...REQUEST.parameters,
    });
  });

  it('has the S256 challenge of the verifier that is sent to the token endpoint, and not the verifier', async () => {
    const { url, provider, parameters } = await launched();
    const body = new URLSearchParams(String(provider.requests[0]?.init.body));
    const verifier = body.get('code_verifier') ?? '';
    expect(verifier).toMatch(/^[\w.~-]{43,128}$/);
    expect(parameters.code_challenge_method).toBe('S256');
    expect(parameters.code_challenge).toBe(createHash('sha256').update(verifier).digest('base64url'));
    expect(url.href).not.toContain(verifier);
  });

  it('has another random state, nonce and challenge each time', async () => {
    const [first, second] = await Promise.all([launched(), launched()]);
    for (const name of ['state', 'nonce', 'code_challenge']) {
      expect(first.parameters[name]).toMatch(/^[\w-]{43}$/);
      expect(first.parameters[name]).not.toBe(second.parameters[name]);
    }
    expect(first.parameters.state).not.toBe(first.parameters.nonce);
  });

  it('cannot be changed by the additional parameters', async () => {
    const parameters = Object.fromEntries(
      ['response_type', 'client_id', 'state', 'scope', 'nonce', 'redirect_uri'].map((name) => [name, 'evil']),
    );
    const { url } = await launched(unitConfig(), { interactive: false, parameters });
    expect([...url.searchParams.values()]).not.toContain('evil');
  });

  it.each([true, false])('is launched with interactive: %s', async (interactive) => {
    expect((await launched(unitConfig(), { ...REQUEST, interactive })).interactive).toBe(interactive);
  });
});

describe('authorize', () => {
  it('returns the verified tokens', async () => {
    const { provider, result } = signIn();
    expect(await result).toEqual({
      idToken: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
      accessToken: provider.secrets[1],
      refreshToken: provider.secrets[2],
      idTokenPayload: expect.objectContaining({ email: 'ada@example.com' }),
      expiresIn: 3600,
      scope: 'openid profile email',
      tokenType: 'Bearer',
    });
  });

  it('sends the code in the body only, as a public client, and requests the key set', async () => {
    const { provider, result } = signIn();
    await result;
    const [{ url, init } = expect.fail('Nothing was requested.'), ...others] = provider.requests;
    expect([init.method, url]).toEqual(['POST', 'https://tenant.example/oauth/token']);
    const body = new URLSearchParams(String(init.body));
    expect(Object.fromEntries(body)).toMatchObject({
      grant_type: 'authorization_code',
      client_id: 'unit-client',
      code: provider.secrets[0],
      redirect_uri: provider.identity.redirectUrl,
    });
    expect(body.has('client_secret')).toBe(false);
    expect(JSON.stringify(init.headers)).not.toContain(provider.secrets[0]);
    expect(new Headers(init.headers).has('authorization')).toBe(false);
    expect(others.map((request) => request.url)).toEqual(['https://tenant.example/.well-known/jwks.json']);
  });

  it('logs the fields to check if the tenant issues no refresh token', async () => {
    const logged = vi.spyOn(console, 'error').mockImplementation(() => {});
    const { result } = signIn(withTokens({ refresh_token: undefined }));
    expect((await result).refreshToken).toBeNull();
    expect(logged).toHaveBeenCalledExactlyOnceWith(
      expect.stringMatching(/offline_access.*Refresh Token Rotation.*Refresh Token.*Allow Offline Access/),
    );
  });

  it('uses the requested scopes and the expiry of the ID token if the response has none', async () => {
    const { result } = signIn(withTokens({ scope: undefined, expires_in: undefined }));
    expect(await result).toMatchObject({ scope: 'openid profile email offline_access', expiresIn: 36_000 });
  });

  it.each([-YEAR, YEAR])(
    "uses the response's time if this computer's clock is wrong by %i ms",
    async (ahead) => {
      const date = new Date(NOON).toUTCString();
      const tokens = (good: object) => json({ ...good, expires_in: undefined }, { headers: { date } });
      const { result } = signIn({ tokens }, unitConfig(), REQUEST, { now: () => NOON + ahead });
      expect((await result).expiresIn).toBe(36_000);
    },
  );

  it.each([-5, 720])(
    'rejects a clock that is wrong by %i minutes if the response has no time',
    async (minutes) => {
      const { result } = signIn({}, unitConfig(), REQUEST, { now: () => NOON + minutes * 60_000 });
      await expect(result).rejects.toMatchObject({ code: 'id-token-invalid', data: { reason: 'clock' } });
    },
  );

  it.each([true, false])(
    'launches nothing without the host permission, interactive: %s',
    async (interactive) => {
      fakeBrowser.permissions.denied.add(HOST);
      const { provider, result } = signIn({}, unitConfig(), { ...REQUEST, interactive });
      await expect(result).rejects.toMatchObject({ code: 'host-not-permitted' });
      expect(provider.launched).toEqual([]);
    },
  );

  it('sends no code if the host permission was revoked in between', async () => {
    const { provider, result } = signIn({
      redirect(good) {
        fakeBrowser.permissions.denied.add(HOST);
        return good;
      },
    });
    await expect(result).rejects.toMatchObject({ code: 'host-not-permitted' });
    expect(provider.requests).toEqual([]);
  });

  it("reports the token endpoint's refusal without secrets", async () => {
    const secret = 'x7Yb-0123456789abcdefghijklmnop';
    const body = { error: 'invalid_grant', error_description: `Bad code ${secret}.` };
    const { error } = await failToSignIn({ tokenResponse: () => json(body, { status: 403 }) });
    expect(error.data).toEqual({ reason: 'refused', description: 'Bad code …' });
    expect(String(error.cause)).not.toContain(secret);
  });
});

describe('without a redirect, authorize', () => {
  function getNoRedirect(error: LatchkeyError, interactive = false) {
    const fetch = vi.fn(async () => html(403));
    const identity = { ...signIn().provider.identity, launch: () => Promise.reject(error) };
    return { fetch, result: authorize(unitConfig(), { ...REQUEST, interactive }, { identity, fetch }) };
  }

  it.each([false, true])('diagnoses the reason, interactive: %s', async (interactive) => {
    const error: LatchkeyError = new LatchkeyError('interaction-required', { reason: 'no-response' });
    const { fetch, result } = getNoRedirect(error, interactive);
    await expect(result).rejects.toMatchObject({ code: 'tenant-intercepted' });
    expect(fetch).toHaveBeenCalledTimes(1);
  });

  it.each(['sign-in-cancelled', 'sign-in-running'] as const)('sends no request after %s', async (code) => {
    const error = new LatchkeyError<ErrorCode>(code, {});
    const { fetch, result } = getNoRedirect(error, true);
    await expect(result).rejects.toBe(error);
    expect(fetch).not.toHaveBeenCalled();
  });
});

describe('a redirect', () => {
  it.each<[string, ErrorCode, Scenario]>([
    ['with another state', 'redirect-invalid', withParameters((it) => it.set('state', 'other'))],
    ['without a code', 'redirect-invalid', withParameters((it) => it.delete('code'))],
    ['with an empty code', 'redirect-invalid', withParameters((it) => it.set('code', ''))],
    ['with two codes', 'redirect-invalid', withParameters((it) => it.append('code', 'other'))],
    ['with tokens', 'redirect-invalid', withParameters((it) => it.set('id_token', 'a.b.c'))],
    [
      'to another host',
      'redirect-invalid',
      { redirect: (good) => new URL(`https://other.chromiumapp.org/${good.search}`) },
    ],
    ['to another path', 'redirect-invalid', { redirect: (good) => new URL(`other${good.search}`, good) }],
    [
      'to plain http',
      'redirect-invalid',
      { redirect: (good) => new URL(good.href.replace('https:', 'http:')) },
    ],
    ['with access_denied', 'authorization-refused', refusing('access_denied', 'Not invited')],
    ['with login_required', 'interaction-required', refusing('login_required')],
    ['with consent_required', 'interaction-required', refusing('consent_required')],
    ['with server_error after a ticket', 'interaction-required', refusing('server_error', '')],
    [
      'with a refused ticket',
      'interaction-required',
      refusing('access_denied', 'Unknown or invalid login ticket.'),
    ],
    [
      'with a missing verifier',
      'interaction-required',
      refusing('invalid_request', 'No verifier returned from client'),
    ],
    [
      'with a rule about email verification',
      'authorization-refused',
      refusing('unauthorized', 'Email verification is required'),
    ],
  ])('%s is rejected as %s', async (_name, code, scenario) => {
    const { error, provider } = await failToSignIn(scenario);
    expect(error.code).toBe(code);
    expect(provider.requests).toEqual([]);
  });

  it.each(['login_required', 'server_error'])('of a window with %s is rejected as refused', async (error) => {
    const request = { interactive: true, parameters: {} };
    const { result } = signIn(refusing(error, 'The provider said no.'), unitConfig(), request);
    await expect(result).rejects.toMatchObject({
      code: 'authorization-refused',
      data: { reason: 'refused', description: 'The provider said no' },
    });
  });

  it('of a tenant that allows no organization names gives that as the reason', async () => {
    const description = 'authorization request parameter organization must be an organization id';
    const { error } = await failToSignIn(refusing('invalid_request', description));
    expect(error.data).toMatchObject({ reason: 'organization-name', domain: 'tenant.example' });
  });
});
