import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Config } from '../../../src/sdk/config.ts';
import { LatchkeyError } from '../../../src/sdk/errors.ts';
import type { SignedIn } from '../../../src/sdk/session/session.ts';
import { SESSION_KEY } from '../../../src/sdk/storage/items.ts';
import type { Renewal } from '../../../src/sdk/tenant/renew.ts';
import { renewalEvent } from '../../../src/sdk/use-cases/session-renewal.ts';
import { startExtension } from '../../support/unit/extension.ts';
import { withTokens } from '../../support/unit/hostile.ts';
import { MemoryLocks } from '../../support/unit/locks.ts';
import { html } from '../../support/unit/provider.ts';
import { type RefreshScenario, refusal, startRefreshTenant } from '../../support/unit/refresh.ts';
import {
  NOON,
  unitEndingSession,
  unitSession,
  unitSignedIn,
  unitTokens,
} from '../../support/unit/session.ts';

const SECOND = 1000;
const HOUR = 3_600_000;
const YEAR = 365 * 24 * HOUR;

const away = () => Promise.reject(new TypeError('Failed to fetch'));
const AWAY: RefreshScenario = { tokenResponse: away };
const FAILING: RefreshScenario = { tokenResponse: () => html(500) };
const ENDED: RefreshScenario = { tokenResponse: () => refusal('invalid_grant', 403) };

/** A sign-in without a refresh token, over an hour after noon. */
const ENDING = { session: unitEndingSession(), tokens: unitTokens({ refreshToken: null }) };

/** Each way in which the tenant can fail without a word about the session. */
const FAILURES: [string, RefreshScenario, string][] = [
  ['the network is dead', AWAY, 'tenant-unreachable'],
  ['it responds with too many requests', { tokenResponse: () => html(429) }, 'tenant-failed'],
  ['its keys are away', { keySetResponse: away }, 'tenant-unreachable'],
];

beforeEach(() => void vi.stubGlobal('navigator', { locks: new MemoryLocks() }));

/** Starts an extension with a session of noon, `later` milliseconds after that. */
async function start(
  scenario: RefreshScenario = {},
  { signedIn = unitSignedIn(), later = 0 }: { signedIn?: SignedIn | null; later?: number } = {},
) {
  const tenant = startRefreshTenant({ clock: () => extension.clock.now });
  tenant.respondWith(scenario);
  const extension = await startExtension(tenant.fetch, { signedIn });
  extension.clock.now += later;
  return { ...extension, tenant, context: extension.open() };
}

describe('accessToken', () => {
  it.each([
    ['at once', 0],
    ['when its renewal is due', HOUR / 2],
    ['a minute before its end', HOUR - 60 * SECOND - 1],
  ])('returns the current one %s, without a request', async (_name, later) => {
    const { context, tenant } = await start({}, { later });
    await expect(context.renewal.accessToken()).resolves.toBe('access-token');
    expect(tenant.requests).toEqual([]);
  });

  it.each([
    ['in its last minute', HOUR - 60 * SECOND],
    ['after its end', HOUR],
    ['a year after its end', YEAR],
    ['with a clock that was set back', -2 * HOUR],
  ])('returns a new one %s', async (_name, later) => {
    const { context } = await start({}, { later });
    await expect(context.renewal.accessToken()).resolves.toBe('access-1');
  });

  it.each(FAILURES)(
    'returns the current one in its last minute if the renewal fails: %s',
    async (_name, scenario) => {
      const { context } = await start(scenario, { later: HOUR - 30 * SECOND });
      await expect(context.renewal.accessToken()).resolves.toBe('access-token');
    },
  );

  it.each(FAILURES)('rejects after its end with the reason: %s', async (_name, scenario, code) => {
    const { context } = await start(scenario, { later: HOUR });
    await expect(context.renewal.accessToken()).rejects.toMatchObject({ code });
  });

  it('sends two requests at most when each new one is expired at once, and does not end the session', async () => {
    const { context, tenant } = await start(withTokens({ expires_in: 0 }), { later: HOUR });
    await expect(context.renewal.accessToken()).rejects.toMatchObject({ code: 'token-response-invalid' });
    expect(tenant.refreshTokensSent).toHaveLength(2);
  });
});

describe('accessToken rejects when', () => {
  const requiring = (error: string): RefreshScenario => ({ tokenResponse: () => refusal(error, 403) });

  it.each<[string, Parameters<typeof start>, object]>([
    ['no user is signed in', [{}, { signedIn: null }], { code: 'signed-out' }],
    [
      'the session has ended and cannot be renewed',
      [{}, { signedIn: ENDING, later: HOUR }],
      { code: 'session-ended' },
    ],
    [
      "the tenant ends the session in the token's last minute",
      [ENDED, { later: HOUR - SECOND }],
      { code: 'session-ended' },
    ],
    [
      "the tenant ends the session after the token's end",
      [ENDED, { later: HOUR }],
      { code: 'session-ended' },
    ],
    [
      'the tenant requires another step',
      [requiring('mfa_required'), { later: HOUR }],
      { code: 'interaction-required', data: { reason: 'step-required' } },
    ],
    [
      'the tenant requires the user',
      [requiring('login_required'), { later: HOUR }],
      { code: 'interaction-required', data: { reason: 'sign-in-required' } },
    ],
  ])('%s', async (_condition, circumstances, error) => {
    const { context } = await start(...circumstances);
    await expect(context.renewal.accessToken()).rejects.toMatchObject(error);
  });

  it('the storage cannot be read', async () => {
    const { broken, context } = await start();
    broken.get.add(SESSION_KEY);
    await expect(context.renewal.accessToken()).rejects.toMatchObject({ code: 'storage-failed' });
  });
});

describe('a session that was requested with another configuration', () => {
  const CHANGES: [string, Partial<Config>, string][] = [
    ['another audience', { audience: 'https://api.example/' }, 'session-ended'],
    ['another scope', { scope: 'openid offline_access read:notes' }, 'session-ended'],
    ['another organization', { organization: 'org_B' }, 'session-ended'],
    ['another application', { clientId: 'other-client' }, 'signed-out'],
    ['another tenant', { domain: 'other.example', tenant: 'https://other.example' }, 'signed-out'],
  ];

  it.each(CHANGES)('sends no request and returns no token: %s', async (_name, changes, code) => {
    for (const later of [0, HOUR]) {
      const { active, context, readStored, tenant } = await start({}, { later });
      active.config = { ...active.config, ...changes };
      await expect(context.renewal.accessToken()).rejects.toMatchObject({ code });
      await context.renewal.ensureFresh();
      await context.renewWithLock();
      await expect(context.renewal.renewIfDue()).resolves.toBeNull();
      expect(tenant.requests).toEqual([]);
      expect(await readStored()).toEqual(unitSignedIn());
    }
  });

  it('is the same when only the order of the scopes differs', async () => {
    const { active, context } = await start();
    active.config = { ...active.config, scope: 'offline_access email profile openid' };
    await expect(context.renewal.accessToken()).resolves.toBe('access-token');
  });
});

describe('a session without a refresh token', () => {
  it('is due at its end only', async () => {
    const { context, clock } = await start({}, { signedIn: ENDING });
    await expect(context.renewal.renewIfDue()).resolves.toBe(NOON + HOUR);
    clock.now = NOON + HOUR;
    await expect(context.renewal.renewIfDue()).resolves.toBeNull();
  });
});

describe('ensureFresh', () => {
  it('renews an expired token', async () => {
    const { context, readStored } = await start({}, { later: HOUR });
    await context.renewal.ensureFresh();
    expect((await readStored())?.tokens.accessToken).toBe('access-1');
  });

  it.each<[string, Parameters<typeof start>]>([
    ['no user is signed in', [{}, { signedIn: null }]],
    ['the session has ended', [{}, { signedIn: ENDING, later: HOUR }]],
    ['the tenant is unreachable', [AWAY, { later: HOUR }]],
  ])('never rejects: %s', async (_name, circumstances) => {
    const { context } = await start(...circumstances);
    await expect(context.renewal.ensureFresh()).resolves.toBeUndefined();
  });

  it('never rejects: the storage cannot be read', async () => {
    const { broken, context } = await start();
    broken.get.add(SESSION_KEY);
    await expect(context.renewal.ensureFresh()).resolves.toBeUndefined();
  });
});

describe('renewIfDue', () => {
  const renewAt = unitSession().renewAt ?? Number.NaN;

  it('returns the planned time', async () => {
    const { context, tenant } = await start();
    await expect(context.renewal.renewIfDue()).resolves.toBe(renewAt);
    expect(tenant.requests).toEqual([]);
  });

  it('renews at that time, and plans the next within the life of the new token', async () => {
    const { context, readStored } = await start({}, { later: renewAt - NOON });
    const next = await context.renewal.renewIfDue();
    const renewed = (await readStored())?.session;
    expect(renewed).toMatchObject({ createdAt: renewAt, renewAt: next });
    expect(next).toBeGreaterThan(renewAt);
    expect(next).toBeLessThan(renewAt + HOUR);
  });

  it.each(FAILURES)('tries again after half a minute or more: %s', async (_name, scenario) => {
    const { context } = await start(scenario, { later: renewAt - NOON });
    await expect(context.renewal.renewIfDue()).resolves.toBeGreaterThanOrEqual(renewAt + 30 * SECOND);
  });

  it('returns a time when the attempt could neither be saved nor stored', async () => {
    const { broken, context } = await start({}, { later: renewAt - NOON });
    broken.set.add(SESSION_KEY);
    await expect(context.renewal.renewIfDue()).resolves.toBe(renewAt + 12.5 * SECOND + 30 * SECOND);
  });

  it("returns a time at least a second later when the tenant's tokens expire at once", async () => {
    const { context } = await start(withTokens({ expires_in: 0 }), { later: renewAt - NOON });
    await expect(context.renewal.renewIfDue()).resolves.toBeGreaterThanOrEqual(renewAt + SECOND);
  });

  it.each<[string, Parameters<typeof start>]>([
    ['no user is signed in', [{}, { signedIn: null }]],
    ['the session has ended', [{}, { signedIn: ENDING, later: HOUR }]],
    ['the tenant ends it', [ENDED, { later: renewAt - NOON }]],
  ])('returns null when %s', async (_name, circumstances) => {
    const { context } = await start(...circumstances);
    await expect(context.renewal.renewIfDue()).resolves.toBeNull();
  });

  it('rejects when the stored session cannot be read', async () => {
    const { broken, context } = await start();
    broken.get.add(SESSION_KEY);
    await expect(context.renewal.renewIfDue()).rejects.toThrow('disk full');
  });

  it.each([
    ['right', 0],
    ['set back by a year since the sign-in', -YEAR],
  ])('sends few requests in a day in which the tenant fails when the clock is %s', async (_name, later) => {
    const { context, clock, tenant } = await start(FAILING, { later: later + renewAt - NOON });
    const end = clock.now + 24 * HOUR;
    while (clock.now < end) clock.now = (await context.renewal.renewIfDue()) ?? end;
    expect(tenant.refreshTokensSent.length).toBeGreaterThan(10);
    expect(tenant.refreshTokensSent.length).toBeLessThan(40);
  });

  describe('after the computer was asleep at that time', () => {
    it('sends no request and returns a new time, since many computers wake together', async () => {
      const { context, clock, tenant } = await start({}, { later: 8 * HOUR });
      await expect(context.renewal.renewIfDue()).resolves.toBeGreaterThan(clock.now);
      expect(tenant.requests).toEqual([]);
    });

    it('returns the same new time in every context', async () => {
      const { context, open } = await start({}, { later: 8 * HOUR });
      const named = await context.renewal.renewIfDue();
      await expect(open().renewal.renewIfDue()).resolves.toBe(named);
    });
  });
});

const renewed: Renewal = {
  kind: 'renewed',
  renewed: { accessToken: 'secret', refreshToken: 'secret', identity: null, expiresIn: 1, scope: null },
};
const failed: Renewal = {
  kind: 'failed',
  error: new LatchkeyError('tenant-failed', { domain: 'secret', status: 'secret' }),
  retry: 'later',
  retryAfter: 1,
  refreshToken: 'secret',
};

describe('renewalEvent', () => {
  it.each<[Renewal, object]>([
    [renewed, { kind: 'renewed' }],
    [
      { kind: 'ended', end: 'step-required' },
      { kind: 'session-ended', end: 'step-required' },
    ],
    [failed, { kind: 'renewal-failed', code: 'tenant-failed' }],
  ])('is an event without tokens and texts: $kind', (outcome, event) => {
    expect(renewalEvent(outcome)).toEqual(event);
  });
});
