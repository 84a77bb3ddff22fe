import { expect, it } from 'vitest';
import { CODE_GRANT, checkApplicationType, checkGrant } from '../../../src/tooling/doctor/grants.ts';
import { tenantResponse } from '../../support/unit/doctor.ts';

it.each([
  ['ok', 403, { error: 'invalid_grant' }],
  ['failed', 403, { error: 'unauthorized_client' }],
  ['skipped', 403, { error: 'access_denied' }],
  ['skipped', 400, { error: 7 }],
  ['skipped', 400, 'text'],
  ['skipped', 200, { access_token: 'x' }],
])('checkGrant returns %s if the response is %i %j', async (kind, status, body) => {
  expect(checkGrant(CODE_GRANT, await tenantResponse(status, { body })).kind).toBe(kind);
});

it('checkGrant refers to the application type if the application requires a secret', async () => {
  const { message } = checkGrant(CODE_GRANT, await tenantResponse(401, { body: { error: 'access_denied' } }));
  expect(message).toBe('Fix the application type first');
});

it.each([
  ['ok', 403, { error: 'invalid_grant' }],
  ['failed', 401, { error: 'access_denied' }],
  ['failed', 401, { error: 'invalid_client' }],
  ['skipped', 403, 'text'],
])('checkApplicationType returns %s if the response is %i %j', async (kind, status, body) => {
  expect(checkApplicationType(await tenantResponse(status, { body })).kind).toBe(kind);
});
