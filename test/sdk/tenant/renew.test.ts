import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ErrorCode } from '../../../src/sdk/errors.ts';
import type { SignedIn } from '../../../src/sdk/session/session.ts';
import { renew } from '../../../src/sdk/tenant/renew.ts';
import type { KeyCache } from '../../../src/sdk/tenant/token-endpoint.ts';
import { unfinishedResponse, useFakeClock, useRealClock } from '../../support/unit/clock.ts';
import { unitConfig } from '../../support/unit/config.ts';
import { allTextOf } from '../../support/unit/error-text.ts';
import { withClaims, withHeader, withTokens } from '../../support/unit/hostile.ts';
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

interface Circumstances {
  readonly signedIn?: SignedIn;
  readonly config?: ReturnType<typeof unitConfig>;
  /** What this computer's clock shows. */
  readonly now?: number;
  readonly keys?: KeyCache;
}

/** Renews `unitSignedIn` at noon, at a good tenant or one that differs by `scenario`. */
function renewWhere(
  scenario: RefreshScenario = {},
  { signedIn = unitSignedIn(), config = unitConfig(), now = NOON, keys }: Circumstances = {},
) {
  const tenant = startRefreshTenant({ config });
  tenant.respondWith(scenario);
  const deps = { fetch: tenant.fetch, now: () => now, ...(keys === undefined ? {} : { keys }) };
  return { tenant, outcome: renew(config, signedIn, deps) };
}

/** What failed, where nothing else may become of it. */
async function failureWhere(scenario: RefreshScenario, circumstances: Circumstances = {}) {
  const outcome = await renewWhere(scenario, circumstances).outcome;
  if (outcome.kind !== 'failed') return expect.fail(`It was ${outcome.kind}.`);
  return outcome;
}

describe('the request for new tokens', () => {
  it('sends the refresh token in the body alone, as a public client', async () => {
    const { tenant, outcome } = renewWhere();
    await outcome;
    const { url, init } = tenant.requests[0] ?? { url: '', init: {} };
    expect([init.method, url]).toEqual(['POST', 'https://tenant.example/oauth/token']);
    expect(Object.fromEntries(new URLSearchParams(String(init.body)))).toEqual({
      grant_type: 'refresh_token',
      client_id: 'unit-client',
      refresh_token: 'refresh-token',
    });
    expect(JSON.stringify(init.headers)).not.toContain('refresh-token');
  });

  it('calls the token endpoint once and the fixed key set once, and nothing else', async () => {
    const { tenant, outcome } = renewWhere();
    await outcome;
    expect(tenant.requests.map(({ url }) => url)).toEqual([
      'https://tenant.example/oauth/token',
      'https://tenant.example/.well-known/jwks.json',
    ]);
  });
});

describe('a renewal', () => {
  it('returns the verified tokens', async () => {
    await expect(renewWhere().outcome).resolves.toEqual({
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
    ['a refresh token: it is not rotated', { refresh_token: undefined }, { refreshToken: null }],
    ['an ID token', { id_token: undefined }, { identity: null }],
    ['a lifetime', { expires_in: undefined }, { expiresIn: null }],
    ['scopes: they are as before', { scope: undefined }, { scope: null }],
  ])('accepts a response without %s', async (_name, changes, expected) => {
    const { outcome } = renewWhere(withTokens(changes));
    await expect(outcome).resolves.toMatchObject({ kind: 'renewed', renewed: expected });
  });

  it('requests no key set if the key is cached', async () => {
    const set = { keys: [] as object[] };
    const keys: KeyCache = { read: async () => null, write: async (found) => void Object.assign(set, found) };
    await renewWhere({}, { keys }).outcome;
    const remembering: KeyCache = { read: async () => ({ ...set, keys: set.keys }), write: async () => {} };
    const { tenant, outcome } = renewWhere({}, { keys: remembering });
    await expect(outcome).resolves.toMatchObject({ kind: 'renewed' });
    expect(tenant.keySetRequests()).toBe(0);
  });

  it.each([
    ['a year behind', NOON - YEAR],
    ['a year ahead', NOON + YEAR],
  ])("uses the tenant's time if this computer's clock is %s", async (_name, now) => {
    await expect(renewWhere({}, { now }).outcome).resolves.toMatchObject({ kind: 'renewed' });
  });

  it.each([
    ['has no time', {}],
    ['has an invalid time', { date: 'noon' }],
  ])("uses this computer's clock if the tenant %s", async (_name, headers) => {
    const { outcome } = renewWhere({ tokens: (good) => json(good, { headers }) });
    await expect(outcome).resolves.toMatchObject({ kind: 'renewed' });
  });
});

describe('a challenge that a gateway adds to a refusal', () => {
  it.each<[string, number, Record<string, string>, object]>([
    ['invalid_grant', 403, {}, { kind: 'ended', end: 'ended' }],
    [
      'too_many_requests',
      429,
      { 'retry-after': '120' },
      { kind: 'failed', error: { code: 'tenant-failed' }, retryAfter: 120_000 },
    ],
  ])('does not change the result: %s with status %i', async (error, status, headers, expected) => {
    for (const challenge of ['Bearer error="invalid_token"', 'Basic realm="gateway", Bearer']) {
      const response = () => refusal(error, status, { ...headers, 'www-authenticate': challenge });
      await expect(renewWhere({ tokenResponse: response }).outcome).resolves.toMatchObject(expected);
    }
  });
});

describe('a session can be renewed later if the tenant', () => {
  const RETRY = { 'retry-after': '120' };
  /** Those whose answer was lost. */
  const LOST = new Set(['is away', 'never ends its answer']);

  it.each<[string, ErrorCode, number | null, NonNullable<RefreshScenario['tokenResponse']>]>([
    [
      'has too many requests, with a number of seconds',
      'tenant-failed',
      120_000,
      () => refusal('too_many_requests', 429, RETRY),
    ],
    ['fails', 'tenant-failed', null, () => html(500)],
    ['is a page of a hotel', 'token-response-invalid', null, () => html(200)],
    ['is away', 'tenant-unreachable', null, () => Promise.reject(new TypeError('Failed to fetch'))],
    ['never ends its answer', 'tenant-unreachable', null, unfinishedResponse],
  ])('%s', async (name, code, retryAfter, tokenResponse) => {
    await expect(failureWhere({ tokenResponse })).resolves.toEqual({
      kind: 'failed',
      error: expect.objectContaining({ code }),
      retry: LOST.has(name) ? 'at-once' : 'later',
      retryAfter,
      refreshToken: null,
    });
  });
});

describe('a refresh token that came with an ID token', () => {
  const keySetResponse = (answer: NonNullable<RefreshScenario['keySetResponse']>) => ({
    keySetResponse: answer,
  });

  it.each<[string, RefreshScenario]>([
    ['the key set is unreachable', keySetResponse(() => Promise.reject(new TypeError('Failed to fetch')))],
    ['the key set is a page of a hotel', keySetResponse(() => html(200))],
    ['the key set does not have the key yet', keySetResponse(() => json({ keys: [] }))],
  ])('is saved if %s, since the previous one is used up', async (_name, scenario) => {
    await expect(failureWhere(scenario)).resolves.toMatchObject({ refreshToken: 'refresh-1' });
  });

  it.each<[string, RefreshScenario, SignedIn?]>([
    ['belongs to another user', withClaims({ sub: 'auth0|somebody-else' })],
    [
      'belongs to another user, and the key set is unreachable',
      { ...withClaims({ sub: 'auth0|other' }), keySetResponse: () => html(500) },
    ],
    ['is signed by another', { signedIdToken: (good) => signRs256(good, OTHER_KEY) }],
    ['is not signed', withHeader({ alg: 'none' })],
    ['answers another request', withClaims({ nonce: 'another' }), signedInWithClaims()],
  ])(
    'is rejected with the other tokens if the ID token %s',
    async (_name, scenario, signedIn = unitSignedIn()) => {
      await expect(failureWhere(scenario, { signedIn })).resolves.toMatchObject({
        error: { code: expect.stringMatching(/^id-token-(?:invalid|algorithm)$/) },
        refreshToken: null,
      });
    },
  );

  it.each<[string, Readonly<Record<string, unknown>>, Readonly<Record<string, unknown>>, boolean]>([
    ['the same organization', { org_id: 'org_A' }, { org_id: 'org_A' }, true],
    [
      'the same organization by another name',
      { org_id: 'org_A', org_name: 'acme' },
      { org_id: 'org_A', org_name: 'acme-corp' },
      true,
    ],
    ['another organization', { org_id: 'org_A' }, { org_id: 'org_B' }, false],
    ['no organization any more', { org_id: 'org_A' }, {}, false],
    ['an organization instead of none', {}, { org_id: 'org_A' }, false],
  ])(
    'is compared with the previous ID token instead of the configuration: %s',
    async (_name, before, after, isTaken) => {
      for (const organization of [null, 'org_A', 'org_C', 'acme']) {
        const config = unitConfig({ organization });
        const signedIn = signedInWithClaims(before);
        const { outcome } = renewWhere(withClaims(after), { signedIn, config });
        await expect(outcome).resolves.toMatchObject({ kind: isTaken ? 'renewed' : 'failed' });
      }
    },
  );
});

describe('a failure', () => {
  it.each<[string, RefreshScenario]>([
    ['a refusal', { tokenResponse: () => refusal('invalid_request', 400) }],
    ['an ID token of another user', withClaims({ sub: 'auth0|other' })],
    ['an unreachable key set', { keySetResponse: () => html(500) }],
  ])('after %s contains no token', async (_name, scenario) => {
    const { error } = await failureWhere(scenario, {
      signedIn: unitSignedIn({}, { idToken: 'secret-id-token' }),
    });
    expect(await allTextOf(error)).not.toMatch(/refresh-(token|1)|access-1|secret-/);
  });
});

describe('a renewal never rejects', () => {
  it('for any thrown value', async () => {
    const fetch = () => {
      throw new Error('no fetch here');
    };
    const outcome = renew(unitConfig(), unitSignedIn(), { fetch, now: () => NOON });
    await expect(outcome).resolves.toMatchObject({ kind: 'failed' });
  });

  it('without a refresh token, and sends no request', async () => {
    const fetch = vi.fn<typeof globalThis.fetch>();
    const signedIn = unitSignedIn({}, { refreshToken: null });
    const outcome = renew(unitConfig(), signedIn, { fetch, now: () => NOON });
    await expect(outcome).resolves.toMatchObject({ kind: 'failed' });
    expect(fetch).not.toHaveBeenCalled();
  });
});
