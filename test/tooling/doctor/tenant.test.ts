import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../../src/tooling/doctor/check-result.ts';
import { checkClock, checkDiscovery, checkSigningKeys } from '../../../src/tooling/doctor/tenant.ts';
import { unitConfig } from '../../support/unit/config.ts';
import { tenantResponse } from '../../support/unit/doctor.ts';

/** Returns `ok`, `skipped`, or the fix of a failure. */
const summary = (outcome: Outcome) =>
  outcome.kind === 'failed' ? `${outcome.fix.field}: ${outcome.fix.value}` : outcome.kind;

describe('checkDiscovery', () => {
  it.each<[summary: string, response: string, status: number, body: string | object]>([
    ['ok', 'the issuer', 200, { issuer: 'https://tenant.example/' }],
    ['AUTH0_DOMAIN: login.example.com', 'another issuer', 200, { issuer: 'https://login.example.com/' }],
    [
      'AUTH0_DOMAIN: tenant.example',
      'an issuer without its slash',
      200,
      { issuer: 'https://tenant.example' },
    ],
    ['AUTH0_DOMAIN: null', 'an issuer that is no text', 200, { issuer: 7 }],
    ['AUTH0_DOMAIN: null', 'no issuer', 200, {}],
    ['AUTH0_DOMAIN: null', 'another page', 200, 'Welcome to our network'],
    ['AUTH0_DOMAIN: null', 'another server', 404, '<h1>Not here</h1>'],
    ['the VPN, the proxy or the firewall: null', 'a proxy', 407, ''],
    ['the VPN, the proxy or the firewall: null', 'a firewall', 403, '<h1>Blocked</h1>'],
  ])('is %s if the response is %s', async (expected, _response, status, body) => {
    const outcome = checkDiscovery(unitConfig(), await tenantResponse(status, { body }), {});
    expect(summary(outcome)).toBe(expected);
  });
});

describe('checkSigningKeys', () => {
  const GOOD = { kty: 'RSA', use: 'sig', alg: 'RS256', kid: 'one' };
  const FIX = 'Settings of the tenant > Signing Keys: an RSA key for RS256';
  const check = async (body: string | object) =>
    summary(await checkSigningKeys(() => tenantResponse(200, { body })));

  it.each([
    ['an RSA key for RS256', GOOD],
    ['an RSA key for any use', { kty: 'RSA' }],
  ])('is ok with %s among others', async (_what, key) => {
    expect(await check({ keys: [null, { kty: 'EC' }, key] })).toBe('ok');
  });

  it.each([
    ['a key for encryption', { keys: [{ ...GOOD, use: 'enc' }] }],
    ['a key for another algorithm', { keys: [{ ...GOOD, alg: 'RS512' }] }],
    ['a key that is a string', { keys: ['RSA'] }],
    ['no keys', {}],
  ])('fails with only %s', async (_what, body) => {
    expect(await check(body)).toBe(FIX);
  });

  it('is skipped if a proxy responds', async () => {
    expect(await check('<h1>Blocked</h1>')).toBe('skipped');
  });
});

describe('checkClock', () => {
  const NOON = Date.UTC(2026, 0, 1, 12);

  it.each<[expected: string | RegExp, ahead: number | null]>([
    ["This computer's clock agrees with the tenant's", 0],
    ["This computer's clock agrees with the tenant's", 59_000],
    ["This computer's clock agrees with the tenant's", -59_000],
    [/300 seconds ahead of/, -300_000],
    [/300 seconds behind/, 300_000],
    ['No Date header in the response', null],
  ])('is %s if the tenant is %j milliseconds ahead', async (expected, ahead) => {
    const headers: Record<string, string> =
      ahead === null ? {} : { date: new Date(NOON + ahead).toUTCString() };
    const response = { ...(await tenantResponse(200, { headers })), sentAt: NOON, took: 1000 };
    expect(checkClock(response).message).toMatch(expected);
  });
});
