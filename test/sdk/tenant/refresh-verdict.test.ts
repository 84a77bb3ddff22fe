import * as oauth from 'oauth4webapi';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LatchkeyError, tenantFailed, tenantUnreachable } from '../../../src/sdk/errors.ts';
import { authorizationServer } from '../../../src/sdk/tenant/endpoints.ts';
import {
  judgeRefreshFailure,
  type RefreshVerdict,
  retryAfterOf,
} from '../../../src/sdk/tenant/refresh-verdict.ts';
import { clientAt } from '../../../src/sdk/tenant/token-endpoint.ts';
import { brokenResponse, unfinishedResponse, useFakeClock, useRealClock } from '../../support/unit/clock.ts';
import { unitConfig } from '../../support/unit/config.ts';
import { html, json, jsonText } from '../../support/unit/provider.ts';
import { NOON } from '../../support/unit/session.ts';

const config = unitConfig();

beforeEach(useFakeClock);
afterEach(useRealClock);

/** The error with which the library refuses this response of the token endpoint. */
async function failureOf(response: Response): Promise<unknown> {
  return oauth
    .processRefreshTokenResponse(authorizationServer(config), clientAt(config, NOON), response)
    .then(
      () => expect.fail('The response was accepted.'),
      (error: unknown) => error,
    );
}

const refused = (status: number, error: unknown, description?: unknown) => () =>
  json({ error, error_description: description }, { status });

const timedOut = () => unfinishedResponse({ signal: AbortSignal.timeout(20_000) });

/** Each response to a refresh, and what it means for the session. */
const TABLE: Readonly<Record<RefreshVerdict, readonly (readonly [name: string, () => Response])[]>> = {
  ended: [
    ['403 invalid_grant', refused(403, 'invalid_grant', 'Unknown or invalid refresh token.')],
    ['401 unauthorized, user is blocked', refused(401, 'unauthorized', 'user is blocked')],
    ['403 access_denied, User is blocked.', refused(403, 'access_denied', 'User is blocked.')],
  ],
  'step-required': [
    ['403 mfa_required', refused(403, 'mfa_required', 'Multifactor authentication required')],
    ['500 mfa_required', refused(500, 'mfa_required')],
  ],
  'sign-in-required': [
    ['403 login_required', refused(403, 'login_required')],
    ['403 interaction_required', refused(403, 'interaction_required')],
    ['403 consent_required', refused(403, 'consent_required')],
    ['403 access_denied', refused(403, 'access_denied', 'An Action said no.')],
  ],
  'back-off': [
    ['401 invalid_client', refused(401, 'invalid_client')],
    ['403 with an unknown code', refused(403, 'something_new', 7)],
    ['403 from a proxy', () => html(403)],
    ['429 access_denied', refused(429, 'access_denied')],
    ['500 with an error page', () => html(500)],
    ['500 invalid_grant', refused(500, 'invalid_grant')],
    ['500 access_denied, user is blocked', refused(500, 'access_denied', 'user is blocked')],
    ['500 with a code that is no text', refused(500, { toString: 'access_denied' }, { toString: 1 })],
    ['500 with an interrupted body', () => new Response(brokenResponse().body, { status: 500 })],
    ['503 access_denied', refused(503, 'access_denied')],
    ['200 from a captive portal', () => html(200)],
    ['200 invalid_grant', refused(200, 'invalid_grant')],
    [
      '200 with an ID token that is not parsable',
      () => json({ access_token: 'a', token_type: 'bearer', id_token: 'a.b.c' }),
    ],
  ],
  'retry-at-once': [
    ['200 with an interrupted body', brokenResponse],
    ['200 that times out', timedOut],
    ['200 with half a body', () => jsonText('{"access_token":"acc')],
  ],
};

describe.each(Object.entries(TABLE))('judgeRefreshFailure returns %s after', (verdict, responses) => {
  it.each(responses)('%s', async (_name, response) => {
    await expect(judgeRefreshFailure(await failureOf(response()), false)).resolves.toBe(verdict);
  });
});

describe('judgeRefreshFailure', () => {
  const UNREACHABLE = tenantUnreachable('tenant.example', null);

  it.each<[string, RefreshVerdict, unknown, boolean]>([
    ['no response arrived', 'retry-at-once', UNREACHABLE, false],
    ['the network fails after the complete response', 'back-off', UNREACHABLE, true],
    ['the tenant fails after the complete response', 'back-off', tenantFailed('tenant.example', 500), true],
    ['the request was never sent', 'back-off', new TypeError('no fetch here'), false],
  ])('if %s, returns %s', async (_name, verdict, failure, wasAnswered) => {
    await expect(judgeRefreshFailure(failure, wasAnswered)).resolves.toBe(verdict);
  });
});

describe('retryAfterOf', () => {
  const SECOND = 1000;
  const DAY = 86_400_000;
  const YEAR = 365 * DAY;
  const date = (timestamp: number) => new Date(timestamp).toUTCString();
  const reset = (seconds: number | string) => ({ 'x-ratelimit-reset': String(seconds) });
  const RESET_IN_90_S = reset(NOON / SECOND + 90);

  it.each<[string, Record<string, string>, number | null]>([
    ['seconds', { 'retry-after': '120' }, 120 * SECOND],
    ['zero seconds', { 'retry-after': '0' }, 0],
    ['a date', { 'retry-after': date(NOON + 90 * SECOND) }, 90 * SECOND],
    ['a date in an obsolete format', { 'retry-after': 'Saturday, 01-Feb-31 12:01:30 GMT' }, 90 * SECOND],
    ['a past date', { 'retry-after': date(NOON - 90 * SECOND) }, 0],
    ['more than a day', { 'retry-after': '999999999999999999999' }, DAY],
    [
      "a date by the tenant's clock",
      { 'retry-after': date(NOON + YEAR), date: date(NOON + YEAR - SECOND) },
      SECOND,
    ],
    ['text', { 'retry-after': 'soon' }, null],
    ['a negative number', { 'retry-after': '-1' }, null],
    ['no header', {}, null],
    ['a rate limit', RESET_IN_90_S, 90 * SECOND],
    ['a rate limit and text', { ...RESET_IN_90_S, 'retry-after': 'soon' }, 90 * SECOND],
    ['a rate limit and seconds', { ...RESET_IN_90_S, 'retry-after': '7' }, 7 * SECOND],
    ["a rate limit that has passed by the tenant's clock", { ...RESET_IN_90_S, date: date(NOON + YEAR) }, 0],
    ['a rate limit in milliseconds', reset(NOON), DAY],
    ['a rate limit that is not a number', reset('soon'), null],
  ])('of a 429 with %s', async (_name, headers, expected) => {
    const failures = [
      json({ error: 'too_many_requests' }, { status: 429, headers }),
      new Response(null, { status: 429, headers }),
    ].map(failureOf);
    for (const failure of failures) expect(retryAfterOf(await failure, NOON)).toBe(expected);
  });

  it.each([403, 500])('of a %i ignores its rate limit, which is for other requests', async (status) => {
    const response = new Response(null, { status, headers: RESET_IN_90_S });
    expect(retryAfterOf(await failureOf(response), NOON)).toBeNull();
  });

  it.each<[string, unknown]>([
    ['a network failure', new LatchkeyError('tenant-unreachable', { domain: 'tenant.example' })],
    ['an error about a claim', new oauth.OperationProcessingError('no', { cause: { claims: {} } })],
    ['no error', undefined],
  ])('of %s is null', (_name, failure) => {
    expect(retryAfterOf(failure, NOON)).toBeNull();
  });
});
