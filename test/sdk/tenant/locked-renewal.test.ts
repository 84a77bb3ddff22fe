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
const ANEW = unitSignedIn({ id: 'other-sign-in', createdAt: NOON + 1 }, { refreshToken: 'other-refresh' });
const OTHER = { ...ANEW, session: { ...ANEW.session, user: unitUser({ sub: 'auth0|somebody-else' }) } };

const AWAY: RefreshScenario = { tokenResponse: () => Promise.reject(new TypeError('Failed to fetch')) };
const FAILING: RefreshScenario = { tokenResponse: () => html(500) };
const KEYS_AWAY: RefreshScenario = { keySetResponse: () => html(500) };
const ENDED: RefreshScenario = { tokenResponse: () => refusal('invalid_grant', 403) };

beforeEach(() => {
  resetFakeBrowser();
  vi.stubGlobal('navigator', { locks: new MemoryLocks() });
});

interface Circumstances {
  /** Milliseconds for which the previous refresh token still serves. */
  readonly overlap?: number;
  readonly signedIn?: SignedIn | null;
  /** Whether a refresh token serves once. */
  readonly rotates?: boolean;
}

/** An extension where somebody is signed in, and a context of it, at a good tenant or one that differs. */
async function start(
  scenario: RefreshScenario = {},
  { signedIn = unitSignedIn(), rotates = true, overlap = 0 }: Circumstances = {},
) {
  const tenant = startRefreshTenant({ clock: () => extension.clock.now, rotates, overlap });
  tenant.respondWith(scenario);
  const extension = await startExtension(tenant.fetch, { signedIn });
  return { ...extension, tenant, context: extension.open() };
}

type Started = Awaited<ReturnType<typeof start>>;

/** Does `act` after the tenant was asked, and before its answer comes. */
function whileAsked(scenario: RefreshScenario, act: () => Promise<unknown>): RefreshScenario {
  return {
    ...scenario,
    async tokens(good) {
      await act();
      return scenario.tokens?.(good) ?? good;
    },
  };
}

const fifty = <T>(act: (index: number) => T): T[] => Array.from({ length: 50 }, (_, index) => act(index));

describe('a renewal', () => {
  it("saves the tenant's response", async () => {
    const { context, readStored } = await start();
    await context.renewWithLock();
    expect(await readStored()).toMatchObject({
      session: { id: unitSession().id, createdAt: NOON, expiresAt: NOON + HOUR },
      tokens: { accessToken: 'access-1', refreshToken: 'refresh-1' },
    });
  });
});

describe('fifty simultaneous renewals', () => {
  it('send one request, also from different contexts', async () => {
    const { clock, open, tenant } = await start();
    clock.now += HOUR;
    await Promise.all(fifty(() => open().renewWithLock(unitSession())));
    expect(tenant.refreshTokensSent).toEqual(['refresh-token']);
  });
});

describe('no request is sent', () => {
  it.each<[string, SignedIn | null]>([
    ['the user has signed out', null],
    ['another user has signed in', OTHER],
    ['another context has renewed it', unitSignedIn({ createdAt: NOON + 1 })],
    ['it cannot be renewed', { session: unitEndingSession(), tokens: unitTokens({ refreshToken: null }) }],
  ])('if %s', async (_name, signedIn) => {
    const { context, tenant } = await start({}, { signedIn });
    await expect(context.renewWithLock(unitSession())).resolves.toBeUndefined();
    expect(tenant.requests).toEqual([]);
  });

  it('if the storage cannot be read, and the renewal rejects', async () => {
    const { broken, context, tenant } = await start();
    broken.get.add(SESSION_KEY);
    await expect(context.renewWithLock(unitSession())).rejects.toMatchObject({ code: 'storage-failed' });
    expect(tenant.requests).toEqual([]);
  });
});

describe('a session that the tenant has ended', () => {
  it('is expired, and keeps its user', async () => {
    const { context } = await start(ENDED);
    await context.renewWithLock();
    expect(await context.store.status()).toMatchObject({
      kind: 'expired',
      session: { id: unitSession().id, user: unitSession().user },
    });
  });
});

describe('a failed attempt', () => {
  it.each<[string, RefreshScenario, string]>([
    ['the tenant is unreachable', AWAY, 'tenant-unreachable'],
    ['the tenant fails', FAILING, 'tenant-failed'],
  ])('leaves the session unchanged if %s, and rejects with the reason', async (_name, scenario, code) => {
    const { context, readStored } = await start(scenario);
    await expect(context.renewWithLock()).rejects.toMatchObject({ code });
    expect(await readStored()).toEqual(unitSignedIn());
  });

  it('is not repeated at once, and rejects with the same reason in every context', async () => {
    const { context, open, tenant } = await start(FAILING);
    await expect(context.renewWithLock()).rejects.toThrow();
    await expect(open().renewWithLock()).rejects.toMatchObject({ code: 'tenant-failed' });
    expect(tenant.refreshTokensSent).toHaveLength(1);
  });

  it('is not repeated before the time that the tenant requested', async () => {
    const { context, clock, tenant } = await start({
      tokenResponse: () => refusal('too_many_requests', 429, { 'retry-after': '600' }),
    });
    for (const seconds of [0, 1, 60, 599]) {
      clock.now = NOON + seconds * 1000;
      await expect(context.renewWithLock()).rejects.toThrow();
    }
    expect(tenant.refreshTokensSent).toHaveLength(1);
    clock.now = NOON + 600_000;
    await expect(context.renewWithLock()).rejects.toThrow();
    expect(tenant.refreshTokensSent).toHaveLength(2);
  });
});

describe('a lost response', () => {
  /** The tenant exchanges the refresh token each time; `lose` is what comes of the first answer. */
  const losingFirst = (lose: () => unknown): RefreshScenario => {
    let given = 0;
    return { tokens: (good) => (++given === 1 ? lose() : good) };
  };
  const drop = () => {
    throw new TypeError('Failed to fetch');
  };

  it.each<[string, () => unknown]>([
    ['altogether', drop],
    ['after its first byte', brokenResponse],
    ['in the middle, unnoticed', () => jsonText('{"access_token":"acc')],
  ])('%s is repaired within the overlap by a repeated request', async (_name, lose) => {
    const { context, readStored, tenant } = await start(losingFirst(lose), { overlap: 60_000 });
    await context.renewWithLock();
    expect(tenant.refreshTokensSent).toEqual(['refresh-token', 'refresh-token']);
    expect(context.outcomes).toEqual(['failed', 'renewed']);
    expect((await readStored())?.tokens).toMatchObject({
      accessToken: 'access-2',
      refreshToken: 'refresh-2',
    });
  });

  it('ends the session without an overlap, since the tenant takes the repeated request for a theft', async () => {
    const { context } = await start(losingFirst(drop), { overlap: 0 });
    await context.renewWithLock();
    expect(context.outcomes).toEqual(['failed', 'ended']);
    expect(await context.store.status()).toMatchObject({ kind: 'expired', session: { end: 'ended' } });
  });

  it('is followed by one more request two seconds later, and then by the usual wait', async () => {
    const { attempts, clock, context, tenant } = await start(AWAY).then((all) => ({ ...all, ...all.open() }));
    await expect(context.renewWithLock()).rejects.toMatchObject({ code: 'tenant-unreachable' });
    expect(tenant.refreshTokensSent).toHaveLength(2);
    expect(clock.now).toBe(NOON + 2_000);
    const { failures, nextAt } = (await attempts.read(unitSession())) ?? { failures: 0, nextAt: 0 };
    expect(failures).toBe(1);
    expect(nextAt).toBeGreaterThan(clock.now + 15_000);
  });

  it('has a time limit of ten seconds the second time, so that both fit into an overlap of a minute', async () => {
    const limit = vi.spyOn(AbortSignal, 'timeout');
    const { context } = await start(AWAY);
    await expect(context.renewWithLock()).rejects.toThrow();
    expect(limit.mock.calls).toEqual([[20_000], [10_000]]);
  });
});

describe('a refusal that requires the user', () => {
  const MFA: RefreshScenario = { tokenResponse: () => refusal('mfa_required', 403) };

  it('ends the session with the requirement, and keeps its stored tokens', async () => {
    const { context, readStored } = await start(MFA);
    await context.renewWithLock();
    expect(await context.store.status()).toMatchObject({
      kind: 'expired',
      session: { end: 'step-required' },
    });
    expect((await readStored())?.tokens).toEqual(unitTokens());
  });
});

describe('a rotated refresh token', () => {
  it('is stored if its ID token could not be checked without the keys', async () => {
    const { context, readStored } = await start(KEYS_AWAY);
    await expect(context.renewWithLock()).rejects.toMatchObject({ code: 'tenant-failed' });
    expect(await readStored()).toEqual(unitSignedIn({}, { refreshToken: 'refresh-1' }));
  });
});

describe('tokens that arrive late', () => {
  it.each<[string, (started: Started) => Promise<unknown>, SignedIn | null]>([
    ['signed out', ({ context }) => context.store.remove(), null],
    ['signed in as another user', ({ context }) => context.store.save(OTHER), OTHER],
  ])('are revoked and not stored if the user has %s before', async (_name, act, after) => {
    const started = await start();
    started.tenant.respondWith(whileAsked({}, () => act(started)));
    await expect(started.context.renewWithLock()).resolves.toBeUndefined();
    expect(await started.readStored()).toEqual(after);
    expect(started.tenant.revoked).toEqual(['refresh-1']);
  });

  it('are not revoked if the same user has signed in again, whose tokens could end too', async () => {
    const started = await start();
    started.tenant.respondWith(whileAsked({}, () => started.context.store.save(ANEW)));
    await started.context.renewWithLock();
    expect(await started.readStored()).toEqual(ANEW);
    expect(started.tenant.revoked).toEqual([]);
  });

  it('are revoked also if they could not be verified', async () => {
    const { context, readStored, tenant } = await start();
    tenant.respondWith(whileAsked(KEYS_AWAY, () => context.store.remove()));
    await expect(context.renewWithLock()).rejects.toThrow();
    expect(await readStored()).toBeNull();
    expect(tenant.revoked).toEqual(['refresh-1']);
  });
});

describe('a removed host permission', () => {
  it('fails the renewal before the refresh token is sent, and leaves the session unchanged', async () => {
    const { context, readStored, tenant } = await start();
    fakeBrowser.permissions.denied.add('https://tenant.example/*');
    await expect(context.renewWithLock()).rejects.toMatchObject({ code: 'host-not-permitted' });
    expect(tenant.requests).toEqual([]);
    expect(await readStored()).toEqual(unitSignedIn());
  });

  it('prevents a repeated request after a lost response', async () => {
    const { context, tenant } = await start();
    tenant.respondWith({
      tokenResponse: () => {
        fakeBrowser.permissions.denied.add('https://tenant.example/*');
        return Promise.reject(new TypeError('Failed to fetch'));
      },
    });
    await expect(context.renewWithLock()).rejects.toMatchObject({ code: 'host-not-permitted' });
    expect(tenant.refreshTokensSent).toHaveLength(1);
  });
});

describe('a storage that fails before the request', () => {
  it('prevents the request, whose response would use up the refresh token', async () => {
    const { broken, context, readStored, tenant } = await start();
    broken.set.add(WRITE_TEST_KEY);
    await expect(context.renewWithLock()).rejects.toMatchObject({ code: 'storage-failed' });
    expect(tenant.requests).toEqual([]);
    expect(await readStored()).toEqual(unitSignedIn());
  });
});

describe('a storage that fails after the request', () => {
  it('is written again while the background still runs', async () => {
    const { broken, clock, context, readStored, tenant } = await start();
    const fails = (key: string) => key === SESSION_KEY && clock.now < NOON + 2_500;
    tenant.respondWith(whileAsked({}, async () => vi.spyOn(broken.set, 'has').mockImplementation(fails)));
    await context.renewWithLock();
    expect(await readStored()).toMatchObject({
      tokens: { accessToken: 'access-1', refreshToken: 'refresh-1' },
    });
    expect(clock.now).toBe(NOON + 2_500);
  });
});
