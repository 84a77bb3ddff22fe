import { describe, expect, it } from 'vitest';
import {
  checkAudience,
  checkCallback,
  checkLogout,
  checkOrganization,
} from '../../../src/tooling/doctor/redirects.ts';
import { unitConfig } from '../../support/unit/config.ts';
import { response } from '../../support/unit/doctor.ts';

const ADDRESS = 'https://hash.extensions.allizom.org/';
const backWith = (parameters: Record<string, string>) =>
  response(302, { headers: { location: `${ADDRESS}?${new URLSearchParams(parameters)}` } });
const elsewhere = (location: string) => response(302, { headers: { location } });

describe('a callback address', () => {
  it('is listed where the tenant comes back to it, whatever it says', async () => {
    expect(checkCallback(ADDRESS, await backWith({ error: 'unauthorized_client' })).kind).toBe('ok');
  });

  it.each([400, 401, 403])('is not listed where the tenant shows an error page: %i', async (status) => {
    const body =
      'Callback URL mismatch. The provided redirect_uri is not in the list of allowed callback URLs.';
    expect(checkCallback(ADDRESS, await response(status, { body })).kind).toBe('failed');
    expect(checkCallback(ADDRESS, await response(status, { body: '<h1>Blocked' })).kind).toBe('skipped');
  });

  it('is not listed where the error page of the tenant is elsewhere', async () => {
    const words = new URLSearchParams({ error_description: 'Callback URL mismatch. It is not in the list.' });
    expect(checkCallback(ADDRESS, await elsewhere(`https://errors.example/?${words}`)).kind).toBe('failed');
  });

  it.each(['https://errors.example/', 'https://hash.extensions.allizom.org.evil.example/', '/login', ''])(
    'is not known to be listed where the tenant goes to %j',
    async (location) => {
      expect(checkCallback(ADDRESS, await elsewhere(location)).kind).toBe('skipped');
    },
  );
});

describe('a log-out address', () => {
  const check = (result: ReturnType<typeof response>) => checkLogout(unitConfig(), ADDRESS, () => result);

  it('is not known to be listed where the tenant says OK', async () => {
    expect((await check(response(200, { body: 'OK' }))).kind).toBe('skipped');
  });
});

describe('an API', () => {
  it('is refused in words that do not steer the terminal', async () => {
    const result = await backWith({
      error: 'access_denied',
      error_description: 'Service not found:\u001b[2J it',
    });
    expect(checkAudience('https://api.example/', ADDRESS, result)).toMatchObject({
      kind: 'failed',
      message: expect.stringMatching(/: Service not found: \[2J it$/),
      fix: { field: 'Applications > APIs > Create API > Identifier' },
    });
  });

  it('that is there and gives this application no access is not called missing', async () => {
    const result = await backWith({
      error: 'invalid_request',
      error_description:
        'Client "unit-client" is not authorized to access resource server "https://api.example/".',
    });
    expect(checkAudience('https://api.example/', ADDRESS, result)).toMatchObject({
      kind: 'failed',
      fix: { field: 'Applications > APIs > Application Access > User-Delegated Access' },
    });
  });

  it('is not known to be there where the tenant comes back with neither', async () => {
    expect(checkAudience('https://api.example/', ADDRESS, await backWith({})).kind).toBe('skipped');
  });
});

describe('an organization', () => {
  it('that the application may not ask for is a setting of the application', async () => {
    const description = 'parameter organization is not allowed for this client';
    const result = await backWith({ error: 'invalid_request', error_description: description });
    expect(checkOrganization('acme', ADDRESS, result)).toMatchObject({
      kind: 'failed',
      fix: { field: 'Login Experience > Type of Users' },
    });
  });

  it('whose name the tenant does not take is a setting of the tenant', async () => {
    const description = 'authorization request parameter organization must be an organization id';
    const result = await backWith({ error: 'invalid_request', error_description: description });
    expect(checkOrganization('acme', ADDRESS, result)).toMatchObject({
      kind: 'failed',
      fix: {
        field: 'Settings > Advanced > Settings > Allow Organization Names in Authentication API',
        value: 'on',
      },
    });
  });

  it('is not blamed for another refusal', async () => {
    const result = await backWith({ error: 'server_error', error_description: 'Internal error' });
    expect(checkOrganization('acme', ADDRESS, result).kind).toBe('skipped');
  });
});
