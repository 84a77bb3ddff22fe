import { describe, expect, it } from 'vitest';
import {
  checkCrossOriginLogin,
  checkOrigin,
  checkWebOrigin,
} from '../../../src/tooling/doctor/cross-origin.ts';
import { tenantResponse } from '../../support/unit/doctor.ts';

const ORIGIN = 'chrome-extension://abcdefghijklmnopabcdefghijklmnop';
const REFUSED = `Origin ${ORIGIN} is not allowed.`;
const UNKNOWN_REALM = { error: 'invalid_request', error_description: 'Unknown realm latchkey-doctor.' };
const LOGIN_OFF = { error: 'unauthorized_client', error_description: 'Cross origin login not allowed.' };
const CORS = { 'access-control-allow-origin': ORIGIN };

describe('checkWebOrigin', () => {
  it.each([
    ['ok', 'the tenant refuses only the connection', 400, UNKNOWN_REALM, {}],
    ['failed', 'the tenant refuses the origin, whatever CORS headers it sends', 403, REFUSED, CORS],
    ['skipped', 'a proxy answers', 403, '<h1>Blocked</h1>', {}],
  ])('is %s if %s', async (kind, _condition, status, body, headers) => {
    expect(checkWebOrigin(ORIGIN, await tenantResponse(status, { body, headers })).kind).toBe(kind);
  });
});

describe('checkOrigin', () => {
  it.each([
    ['ok', ORIGIN],
    ['ok', '*'],
    ['failed', 'https://elsewhere.example'],
    ['failed', 'null'],
    ['failed', undefined],
  ])('is %s if the tenant allows %s', async (kind, allowed) => {
    const headers: Record<string, string> =
      allowed === undefined ? {} : { 'access-control-allow-origin': allowed };
    const response = await tenantResponse(403, { body: { error: 'invalid_grant' }, headers });
    expect(checkOrigin(ORIGIN, response).kind).toBe(kind);
  });

  it('is skipped if a proxy answers', async () => {
    expect(checkOrigin(ORIGIN, await tenantResponse(403, { body: '<h1>Blocked</h1>' })).kind).toBe('skipped');
  });
});

describe('checkCrossOriginLogin', () => {
  it.each([
    ['ok', 400, UNKNOWN_REALM],
    ['failed', 401, LOGIN_OFF],
    ...[{}, '[]', 'words', { error: 'access_denied' }].map((body) => ['skipped', 403, body] as const),
  ] as const)('is %s by the first origin that is not refused, with %i %j', async (kind, status, body) => {
    const attempts = [await tenantResponse(403, { body: REFUSED }), await tenantResponse(status, { body })];
    expect(checkCrossOriginLogin(attempts).kind).toBe(kind);
  });

  it('is skipped if no origin is allowed', async () => {
    expect(checkCrossOriginLogin([await tenantResponse(403, { body: REFUSED })]).kind).toBe('skipped');
  });
});
