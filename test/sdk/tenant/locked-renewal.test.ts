import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { SignedIn } from '../../../src/sdk/session/session.ts';
import { SESSION_KEY, WRITE_TEST_KEY } from '../../../src/sdk/storage/items.ts';
import { brokenResponse } from '../../support/unit/clock.ts';
import { startExtension } from '../../support/unit/extension.ts';
import { fakeBrowser, resetFakeBrowser } from '../../support/unit/fake-browser.ts';
import { MemoryLocks } from '../../support/unit/locks.ts';
import { html, jsonText } from '../../support/unit/provider.ts';
import { type RefreshScenario, refusal, startRefreshTenant } from '../../support/unit/refresh.ts';
import {
  NOON,
  unitEndingSession,
  unitSession,
  unitSignedIn,
  unitTokens,
  unitUser,
} from '../../support/unit/session.ts';

const HOUR = 3_600_000;
const NEXT = unitSignedIn({ id: 'next-sign-in', createdAt: NOON + 1 }, { refreshToken: 'next-refresh' });
const OTHER = { ...NEXT, session: { ...NEXT.session, user: unitUser({ sub: 'auth0|other' }) } };

const networkError = () => Promise.reject(new TypeError('Failed to fetch'));
const UNREACHABLE: RefreshScenario = { tokenResponse: networkError };
const FAILING: RefreshScenario = { tokenResponse: () => html(500) };
const WITHOUT_KEYS: RefreshScenario = { keySetResponse: () => html(500) };
const HOST = 'https://tenant.example/*';

beforeEach(() => {
  resetFakeBrowser();
  vi.stubGlobal('navigator', { locks: new MemoryLocks() });
});

/** Starts an extension with a stored sign-in, at a tenant that rotates refresh tokens. `overlap` is in milliseconds. */
async function start(
  scenario: RefreshScenario = {},
  { signedIn = unitSignedIn(), overlap = 0 }: { signedIn?: SignedIn | null; overlap?: number } = {},
) {
  const tenant = startRefreshTenant({ clock: () => extension.clock.now, overlap });
  tenant.respondWith(scenario);
  const extension = await startExtension(tenant.fetch, { signedIn });
  return { ...extension, tenant, context: extension.open() };
}

type Started = Awaited<ReturnType<typeof start>>;

/** Runs `action` between the request and its response. */
function whileRequested(scenario: RefreshScenario, action: () => Promise<unknown>): RefreshScenario {
  return {
    ...scenario,
    async tokens(good) {
      await action();
      return scenario.tokens?.(good) ?? good;
    },
  };
}

describe('a renewal', () => {
  it('saves the new tokens', async () => {
    const { context, readStored } = await start();
    await context.renewWithLock();
    expect(await readStored()).toMatchObject({
      session: { id: unitSession().id, createdAt: NOON, expiresAt: NOON + HOUR },
      tokens: { accessToken: 'access-1', refreshToken: 'refresh-1' },
    });
  });

  it('sends one request if fifty contexts renew at the same time', async () => {
    const { clock, open, tenant } = await start();
    clock.now += HOUR;
    await Promise.all(Array.from({ length: 50 }, () => open().renewWithLock(unitSession())));
    expect(tenant.refreshTokensSent).toEqual(['refresh-token']);
  });

  it.each<[string, SignedIn | null]>([
    ['no user is signed in', null],
    ['another user is signed in', OTHER],
    ['another context has renewed it', unitSignedIn({ createdAt: NOON + 1 })],
    ['it has no refresh token', { session: unitEndingSession(), tokens: unitTokens({ refreshToken: null }) }],
  ])('sends no request if %s', async (_name, signedIn) => {
    const { context, tenant } = await start({}, { signedIn });
    await expect(context.renewWithLock(unitSession())).resolves.toBeUndefined();
    expect(tenant.requests).toEqual([]);
  });

  it('rejects without a request if the stored session cannot be read', async () => {
    const { broken, context, tenant } = await start();
    broken.get.add(SESSION_KEY);
    await expect(context.renewWithLock(unitSession())).rejects.toMatchObject({ code: 'storage-failed' });
    expect(tenant.requests).toEqual([]);
  });

  it('rejects without a request and keeps the session if nothing can be saved', async () => {
    const { broken, context, readStored, tenant } = await start();
    broken.set.add(WRITE_TEST_KEY);
    await expect(context.renewWithLock()).rejects.toMatchObject({ code: 'storage-failed' });
    expect(tenant.requests).toEqual([]);
    expect(await readStored()).toEqual(unitSignedIn());
  });

  it('rejects without a request and keeps the session without the host permission', async () => {
    const { context, readStored, tenant } = await start();
    fakeBrowser.permissions.denied.add(HOST);
    await expect(context.renewWithLock()).rejects.toMatchObject({ code: 'host-not-permitted' });
    expect(tenant.requests).toEqual([]);
    expect(await readStored()).toEqual(unitSignedIn());
  });

  it.each([
    ['invalid_grant', 'ended', { ...unitTokens(), refreshToken: null }],
    ['mfa_required', 'step-required', unitTokens()],
  ])('ends the session and keeps the user after %s', async (error, end, tokens) => {
    const { context, readStored } = await start({ tokenResponse: () => refusal(error, 403) });
    await context.renewWithLock();
    const { id, user } = unitSession();
    expect(await context.store.status()).toMatchObject({ kind: 'expired', session: { id, user, end } });
    expect((await readStored())?.tokens).toEqual(tokens);
  });

  it('saves again if the storage fails after the request', async () => {
    const { broken, clock, context, readStored, tenant } = await start();
    const fails = (key: string) => key === SESSION_KEY && clock.now < NOON + 2_500;
    const breakStorage = async () => vi.spyOn(broken.set, 'has').mockImplementation(fails);
    tenant.respondWith(whileRequested({}, breakStorage));
    await context.renewWithLock();
    expect((await readStored())?.tokens).toMatchObject({
      accessToken: 'access-1',
      refreshToken: 'refresh-1',
    });
    expect(clock.now).toBe(NOON + 2_500);
  });
});

describe('a failed renewal', () => {
  it('keeps the session and is not repeated immediately by any context', async () => {
    const { context, open, readStored, tenant } = await start(FAILING);
    await expect(context.renewWithLock()).rejects.toMatchObject({ code: 'tenant-failed' });
    await expect(open().renewWithLock()).rejects.toMatchObject({ code: 'tenant-failed' });
    expect(tenant.refreshTokensSent).toHaveLength(1);
    expect(await readStored()).toEqual(unitSignedIn());
  });

  it('is not repeated before the time that the tenant requires', async () => {
    const tokenResponse = () => refusal('too_many_requests', 429, { 'retry-after': '600' });
    const { context, clock, tenant } = await start({ tokenResponse });
    for (const [seconds, requests] of [
      [0, 1],
      [599, 1],
      [600, 2],
    ] as const) {
      clock.now = NOON + seconds * 1000;
      await expect(context.renewWithLock()).rejects.toThrow();
      expect(tenant.refreshTokensSent).toHaveLength(requests);
    }
  });
});

describe('a lost response', () => {
  /** The tenant rotates the refresh token with each request. `lose` replaces the first response. */
  const losingFirst = (lose: () => unknown): RefreshScenario => {
    let count = 0;
    return { tokens: (good) => (++count === 1 ? lose() : good) };
  };

  it.each<[string, () => unknown]>([
    ['did not arrive', networkError],
    ['was interrupted', brokenResponse],
    ['arrived in part', () => jsonText('{"access_token":"acc')],
  ])('is requested again within the rotation overlap if it %s', async (_name, lose) => {
    const { context, readStored, tenant } = await start(losingFirst(lose), { overlap: 60_000 });
    await context.renewWithLock();
    expect(tenant.refreshTokensSent).toEqual(['refresh-token', 'refresh-token']);
    expect(context.outcomes).toEqual(['failed', 'renewed']);
    expect((await readStored())?.tokens).toMatchObject({
      accessToken: 'access-2',
      refreshToken: 'refresh-2',
    });
  });

  it('ends the session without an overlap, because the tenant detects reuse', async () => {
    const { context } = await start(losingFirst(networkError));
    await context.renewWithLock();
    expect(context.outcomes).toEqual(['failed', 'ended']);
    expect(await context.store.status()).toMatchObject({ kind: 'expired', session: { end: 'ended' } });
  });

  it('is requested once more after two seconds, for ten seconds at most, and then after the backoff', async () => {
    const limit = vi.spyOn(AbortSignal, 'timeout');
    const { clock, context, tenant } = await start(UNREACHABLE);
    await expect(context.renewWithLock()).rejects.toMatchObject({ code: 'tenant-unreachable' });
    expect(tenant.refreshTokensSent).toHaveLength(2);
    expect(clock.now).toBe(NOON + 2_000);
    expect(limit.mock.calls).toEqual([[20_000], [10_000]]);
    const attempts = await context.attempts.read(unitSession());
    expect(attempts?.failures).toBe(1);
    expect(attempts?.nextAt).toBeGreaterThan(clock.now + 15_000);
  });

  it('is not requested again without the host permission', async () => {
    const tokenResponse = () => {
      fakeBrowser.permissions.denied.add(HOST);
      return networkError();
    };
    const { context, tenant } = await start({ tokenResponse });
    await expect(context.renewWithLock()).rejects.toMatchObject({ code: 'host-not-permitted' });
    expect(tenant.refreshTokensSent).toHaveLength(1);
  });
});

it('a rotated refresh token is saved if its ID token cannot be verified without keys', async () => {
  const { context, readStored } = await start(WITHOUT_KEYS);
  await expect(context.renewWithLock()).rejects.toMatchObject({ code: 'tenant-failed' });
  expect(await readStored()).toEqual(unitSignedIn({}, { refreshToken: 'refresh-1' }));
});

describe('tokens that arrive after the user', () => {
  it.each<[string, (started: Started) => Promise<unknown>, SignedIn | null, string[]]>([
    ['signed out are revoked', ({ context }) => context.store.remove(), null, ['refresh-1']],
    ['changed are revoked', ({ context }) => context.store.save(OTHER), OTHER, ['refresh-1']],
    ['signed in again are kept valid', ({ context }) => context.store.save(NEXT), NEXT, []],
  ])('%s, and are not saved', async (_name, action, after, revoked) => {
    for (const scenario of [{}, WITHOUT_KEYS]) {
      const started = await start();
      started.tenant.respondWith(whileRequested(scenario, () => action(started)));
      await started.context.renewWithLock().catch(() => {});
      expect(await started.readStored()).toEqual(after);
      expect(started.tenant.revoked).toEqual(revoked);
    }
  });
});
