import * as oauth from 'oauth4webapi';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { tenantFailed, tenantUnreachable } from '../../../src/sdk/errors.ts';
import { authorizationServer } from '../../../src/sdk/tenant/endpoints.ts';
import { judgeRefreshFailure, type RefreshVerdict } from '../../../src/sdk/tenant/refresh-verdict.ts';
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

/** Each answer to a refresh, and what it means for the session. */
const TABLE: Readonly<Record<RefreshVerdict, readonly (readonly [answer: string, () => Response])[]>> = {
  ended: [
    ['400 invalid_grant', refused(400, 'invalid_grant')],
    ['403 invalid_grant', refused(403, 'invalid_grant', 'Unknown or invalid refresh token.')],
    ['403 invalid_grant, user is blocked', refused(403, 'invalid_grant', 'user is blocked')],
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
    ['500 access_denied', refused(500, 'access_denied')],
  ],
  'back-off': [
    ['400 invalid_request', refused(400, 'invalid_request')],
    ['401 invalid_client', refused(401, 'invalid_client')],
    ['403 of an unknown code', refused(403, 'something_new', 7)],
    ['403 of a code that an object has by birth', refused(403, 'constructor')],
    ['403 of a proxy', () => html(403)],
    ['429', () => html(429)],
    ['429 too_many_requests', refused(429, 'too_many_requests')],
    ['429 access_denied', refused(429, 'access_denied')],
    ['500 of an error page', () => html(500)],
    ['500 invalid_grant', refused(500, 'invalid_grant')],
    ['500 access_denied, user is blocked', refused(500, 'access_denied', 'user is blocked')],
    ['500 of a code that is no text', refused(500, { toString: 'access_denied' })],
    ['500 whose body breaks off', () => new Response(brokenResponse().body, { status: 500 })],
    ['503 access_denied', refused(503, 'access_denied')],
    ['200 of a captive portal', () => html(200)],
    ['200 with a list', () => json([])],
    ['200 invalid_grant', refused(200, 'invalid_grant')],
    [
      '200 with an ID token that cannot be parsed',
      () => json({ access_token: 'a', token_type: 'bearer', id_token: 'a.b.c' }),
    ],
  ],
  'retry-at-once': [
    ['200 that breaks off', brokenResponse],
    ['200 that does not end in time', timedOut],
    ['200 that is half', () => jsonText('{"access_token":"acc')],
    ['200 without a body', () => jsonText('')],
  ],
};

describe.each(Object.entries(TABLE))('a failed refresh is judged "%s" after', (verdict, answers) => {
  it.each(answers)('%s', async (_answer, response) => {
    await expect(judgeRefreshFailure(await failureOf(response()), 'sent')).resolves.toBe(verdict);
  });
});

describe('a failed refresh', () => {
  it('is repeated at once without a response', async () => {
    await expect(judgeRefreshFailure(tenantUnreachable('tenant.example', null), 'sent')).resolves.toBe(
      'retry-at-once',
    );
  });

  it.each([
    ['the network is gone', tenantUnreachable('tenant.example', null)],
    ['the tenant fails', tenantFailed('tenant.example', 500)],
  ])('is repeated later if the response was complete and then %s', async (_name, failure) => {
    await expect(judgeRefreshFailure(failure, 'answered')).resolves.toBe('back-off');
  });

  it('is repeated later if the request was not sent', async () => {
    await expect(judgeRefreshFailure(new TypeError('no fetch here'), 'sent')).resolves.toBe('back-off');
  });
});
