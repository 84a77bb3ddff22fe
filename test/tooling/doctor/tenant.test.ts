import { describe, expect, it } from 'vitest';
import { checkClock, checkSigningKeys, checkTenantAnswers } from '../../../src/tooling/doctor/tenant.ts';
import { unitConfig } from '../../support/unit/config.ts';
import { DEPS, tenantResponse } from '../../support/unit/doctor.ts';

const fixOf = (outcome: { kind: string; fix?: { field: string; value: string | null } }) => outcome.fix;

describe('who answers in the place of a tenant', () => {
  const check = async (status: number, body: string | object = '') =>
    checkTenantAnswers(unitConfig(), await tenantResponse(status, { body }), DEPS);

  it('is the tenant where it is the issuer', async () => {
    expect(await check(200, { issuer: 'https://tenant.example/' })).toMatchObject({ kind: 'ok' });
  });

  it.each([{ issuer: 7 }, {}, '[]', 'Welcome to our network'])('is somebody else: %j', async (body) => {
    expect(await check(200, body)).toMatchObject({ kind: 'failed', fix: { field: 'AUTH0_DOMAIN' } });
  });

  it('is another issuer, also where only the slash at the end lacks', async () => {
    const outcome = await check(200, { issuer: 'https://tenant.example' });
    expect(outcome).toMatchObject({ kind: 'failed', fix: { value: 'tenant.example' } });
  });

  it('is a proxy that wants a log-in', async () => {
    expect(fixOf(await check(407))?.field).toBe('the credentials for your proxy');
  });
});

describe('a key set', () => {
  const GOOD = { kty: 'RSA', use: 'sig', alg: 'RS256', kid: 'one', n: 'A'.repeat(342), e: 'AQAB' };
  const check = (body: string | object) => checkSigningKeys(() => tenantResponse(200, { body }));

  it.each([
    ['one that says what it is for', GOOD],
    ['one that does not say so', { kty: GOOD.kty, n: GOOD.n, e: GOOD.e }],
  ])('is good with an RSA key: %s', async (_what, key) => {
    expect(await check({ keys: [null, { kty: 'EC' }, key] })).toMatchObject({ kind: 'ok' });
  });

  it.each([
    ['for encryption', { ...GOOD, use: 'enc' }],
    ['for another algorithm', { ...GOOD, alg: 'RS512' }],
    ['of 1024 bits', { ...GOOD, n: 'A'.repeat(171) }],
    ['without its number', { kty: 'RSA', e: 'AQAB' }],
    ['that is none', 'RSA'],
  ])('is not good with a key %s', async (_what, key) => {
    expect(await check({ keys: [key] })).toMatchObject({ kind: 'failed' });
  });
});

describe('the clock', () => {
  const NOON = Date.UTC(2026, 0, 1, 12);
  const check = async (tenantNow: number | null) => {
    const headers: Record<string, string> =
      tenantNow === null ? {} : { date: new Date(tenantNow).toUTCString() };
    return checkClock({ ...(await tenantResponse(200, { headers })), sentAt: NOON, took: 1000 });
  };

  it.each([0, 59_000, -59_000])('is right where it differs by %i milliseconds', async (difference) => {
    expect(await check(NOON + difference)).toMatchObject({ kind: 'ok' });
  });

  it.each([
    [NOON - 300_000, /300 seconds ahead of/],
    [NOON + 300_000, /300 seconds behind/],
  ])('is wrong where it differs by more', async (tenantNow, message) => {
    expect(await check(tenantNow)).toMatchObject({ kind: 'failed', message: expect.stringMatching(message) });
  });

  it('cannot be checked where the tenant tells no time', async () => {
    expect(await check(null)).toMatchObject({ kind: 'skipped' });
  });
});
