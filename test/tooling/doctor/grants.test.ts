import { describe, expect, it } from 'vitest';
import { CODE_GRANT, checkApplicationType, checkGrant } from '../../../src/tooling/doctor/grants.ts';
import { tenantResponse } from '../../support/unit/doctor.ts';

const error = (status: number, name: string) => tenantResponse(status, { body: { error: name } });

describe('a grant type', () => {
  it('is there where only the code is refused', async () => {
    expect(checkGrant(CODE_GRANT, await error(403, 'invalid_grant')).kind).toBe('ok');
  });

  it('lacks where the application is refused', async () => {
    expect(checkGrant(CODE_GRANT, await error(403, 'unauthorized_client')).kind).toBe('failed');
  });

  it.each([
    [200, { access_token: 'x' }],
    [400, 'words'],
    [400, { error: 7 }],
    [401, { error: 'access_denied' }],
  ])('is not known where the tenant answers %i %j', async (status, body) => {
    expect(checkGrant(CODE_GRANT, await tenantResponse(status, { body })).kind).toBe('skipped');
  });
});

describe('the application type', () => {
  it.each(['access_denied', 'invalid_client'])('is wrong where a secret is wanted: %s', async (name) => {
    expect(checkApplicationType(await error(401, name)).kind).toBe('failed');
  });

  it('is right where the code itself was looked at', async () => {
    expect(checkApplicationType(await error(403, 'invalid_grant')).kind).toBe('ok');
  });
});
