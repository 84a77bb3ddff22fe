import { describe, expect, it } from 'vitest';
import { CODE_GRANT, checkApplicationType, checkGrant } from '../../../src/tooling/doctor/grants.ts';
import { tenantResponse } from '../../support/unit/doctor.ts';

const error = (status: number, name: string) => tenantResponse(status, { body: { error: name } });

describe('a grant type', () => {
  it('is enabled if only the code is refused', async () => {
    expect(checkGrant(CODE_GRANT, await error(403, 'invalid_grant')).kind).toBe('ok');
  });

  it('is missing if the application is refused', async () => {
    expect(checkGrant(CODE_GRANT, await error(403, 'unauthorized_client')).kind).toBe('failed');
  });

  it.each([
    [200, { access_token: 'x' }],
    [400, 'words'],
    [400, { error: 7 }],
    [401, { error: 'access_denied' }],
  ])('is unknown if the tenant responds with %i %j', async (status, body) => {
    expect(checkGrant(CODE_GRANT, await tenantResponse(status, { body })).kind).toBe('skipped');
  });
});

describe('the application type', () => {
  it.each(['access_denied', 'invalid_client'])('is wrong if a secret is required: %s', async (name) => {
    expect(checkApplicationType(await error(401, name)).kind).toBe('failed');
  });

  it('is right if the code is refused', async () => {
    expect(checkApplicationType(await error(403, 'invalid_grant')).kind).toBe('ok');
  });
});
