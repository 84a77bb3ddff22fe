import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Config } from '../../../src/sdk/config.ts';
import type { ErrorCode } from '../../../src/sdk/errors.ts';
import type { SignedIn } from '../../../src/sdk/session/session.ts';
import { type RenewalDeps, renew } from '../../../src/sdk/tenant/renew.ts';
import { unfinishedResponse, useFakeClock, useRealClock } from '../../support/unit/clock.ts';
import { unitConfig } from '../../support/unit/config.ts';
import { allTextOf } from '../../support/unit/error-text.ts';
import { withClaims, withTokens } from '../../support/unit/hostile.ts';
import { html, json, signRs256 } from '../../support/unit/provider.ts';
import {
  type RefreshScenario,
  refusal,
  signedInWithClaims,
  startRefreshTenant,
} from '../../support/unit/refresh.ts';
import { NOON, unitSignedIn, unitUser } from '../../support/unit/session.ts';
import { OTHER_KEY } from '../../support/unit/sign-in.ts';

const YEAR = 365 * 86_400_000;

beforeEach(useFakeClock);
afterEach(useRealClock);

interface Options extends RenewalDeps {
  readonly signedIn?: SignedIn;
  readonly config?: Config;
}

/** Renews a sign-in at noon at a tenant with this scenario. */
async function renewAt(
  scenario: RefreshScenario = {},
  { signedIn = unitSignedIn(), config = unitConfig(), ...deps }: Options = {},
) {
  const tenant = startRefreshTenant({ config });
  tenant.respondWith(scenario);
  const outcome = await renew(config, signedIn, { fetch: tenant.fetch, now: () => NOON, ...deps });
  return { tenant, outcome };
}

describe('renew', () => {
  it('sends the refresh token in the body only, as a public client, and requests the key set', async () => {
    const { tenant } = await renewAt();
    const [{ url, init } = expect.fail('Nothing was requested.'), ...others] = tenant.requests;
    expect([init.method, url]).toEqual(['POST', 'https://tenant.example/oauth/token']);
    expect(Object.fromEntries(new URLSearchParams(String(init.body)))).toEqual({
      grant_type: 'refresh_token',
      client_id: 'unit-client',
      refresh_token: 'refresh-token',
    });
    expect(JSON.stringify(init.headers)).not.toContain('refresh-token');
    expect(others.map((request) => request.url)).toEqual(['https://tenant.example/.well-known/jwks.json']);
  });

  it('returns the verified tokens', async () => {
    const { outcome } = await renewAt();
    expect(outcome).toEqual({
      kind: 'renewed',
      renewed: {
        accessToken: 'access-1',
        refreshToken: 'refresh-1',
        identity: {
          idToken: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
          claims: expect.objectContaining({ ...unitUser() }),
        },
        expiresIn: 3600,
        scope: 'openid profile email offline_access',
      },
    });
  });

  it.each([
    ['refresh token', { refresh_token: undefined }, { refreshToken: null }],
    ['ID token', { id_token: undefined }, { identity: null }],
    ['lifetime', { expires_in: undefined }, { expiresIn: null }],
    ['scopes', { scope: undefined }, { scope: null }],
  ])('accepts a response without %s', async (_name, changes, expected) => {
    const { outcome } = await renewAt(withTokens(changes));
    expect(outcome).toMatchObject({ kind: 'renewed', renewed: expected });
  });

  it.each<[string, RefreshScenario, number]>([
    ["this computer's clock is a year behind", {}, NOON - YEAR],
    ["this computer's clock is a year ahead", {}, NOON + YEAR],
    ['the response has no time', { tokens: (good) => json(good) }, NOON],
    [
      'the response has an invalid time',
      { tokens: (good) => json(good, { headers: { date: 'noon' } }) },
      NOON,
    ],
  ])('renews if %s', async (_name, scenario, now) => {
    const { outcome } = await renewAt(scenario, { now: () => now });
    expect(outcome).toMatchObject({ kind: 'renewed' });
  });

  it.each<[string, number, Record<string, string>, object]>([
    ['invalid_grant', 403, {}, { kind: 'ended', end: 'ended' }],
    ['too_many_requests', 429, { 'retry-after': '120' }, { kind: 'failed', retryAfter: 120_000 }],
  ])("reads a refusal with a gateway's challenge: %s, %i", async (error, status, headers, expected) => {
    for (const challenge of ['Bearer error="invalid_token"', 'Basic realm="gateway", Bearer']) {
      const tokenResponse = () => refusal(error, status, { ...headers, 'www-authenticate': challenge });
      expect((await renewAt({ tokenResponse })).outcome).toMatchObject(expected);
    }
  });

  it.each<[string, ErrorCode, 'at-once' | 'later', NonNullable<RefreshScenario['tokenResponse']>]>([
    ['fails', 'tenant-failed', 'later', () => html(500)],
    ['sends the page of a captive portal', 'token-response-invalid', 'later', () => html(200)],
    ['cannot be reached', 'tenant-unreachable', 'at-once', () => Promise.reject(new TypeError('network'))],
    ['never completes the response', 'tenant-unreachable', 'at-once', unfinishedResponse],
  ])('returns when to retry if the tenant %s', async (_name, code, retry, tokenResponse) => {
    const { outcome } = await renewAt({ tokenResponse });
    const error = expect.objectContaining({ code });
    expect(outcome).toEqual({ kind: 'failed', error, retry, retryAfter: null, refreshToken: null });
  });

  it.each<[string, NonNullable<RefreshScenario['keySetResponse']>]>([
    ['cannot be requested', () => Promise.reject(new TypeError('Failed to fetch'))],
    ['is the page of a captive portal', () => html(200)],
    ['does not have the key yet', () => json({ keys: [] })],
  ])('returns the rotated refresh token if the key set %s', async (_name, keySetResponse) => {
    const { outcome } = await renewAt({ keySetResponse });
    expect(outcome).toMatchObject({ kind: 'failed', refreshToken: 'refresh-1' });
  });

  it.each<[string, RefreshScenario, SignedIn?]>([
    ['has another user', withClaims({ sub: 'auth0|other' })],
    ['has another nonce', withClaims({ nonce: 'another' }), signedInWithClaims()],
    ['is signed with another key', { signedIdToken: (good) => signRs256(good, OTHER_KEY) }],
  ])('returns no token, nor one in the error, if the ID token %s', async (_name, scenario, signedIn) => {
    const { outcome } = await renewAt(scenario, signedIn === undefined ? {} : { signedIn });
    expect(outcome).toMatchObject({ error: { code: 'id-token-invalid' }, refreshToken: null });
    expect(await allTextOf(outcome)).not.toMatch(/refresh-|access-1/);
  });

  it('ignores the organization of the active configuration', async () => {
    const signedIn = signedInWithClaims({ org_id: 'org_A' });
    for (const organization of [null, 'org_C', 'acme']) {
      const config = unitConfig({ organization });
      const { outcome } = await renewAt(withClaims({ org_id: 'org_A' }), { signedIn, config });
      expect(outcome).toMatchObject({ kind: 'renewed' });
    }
  });

  it('does not reject if fetch throws', async () => {
    const fetch = () => {
      throw new Error('no fetch here');
    };
    expect((await renewAt({}, { fetch })).outcome).toMatchObject({ kind: 'failed' });
  });

  it('sends no request without a refresh token', async () => {
    const fetch = vi.fn<typeof globalThis.fetch>();
    const signedIn = unitSignedIn({}, { refreshToken: null });
    expect((await renewAt({}, { fetch, signedIn })).outcome).toMatchObject({ kind: 'failed' });
    expect(fetch).not.toHaveBeenCalled();
  });
});
