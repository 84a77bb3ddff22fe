import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../../src/tooling/doctor/check-result.ts';
import {
  checkAudience,
  checkCallback,
  checkLogout,
  checkOrganization,
} from '../../../src/tooling/doctor/redirects.ts';
import { unitConfig } from '../../support/unit/config.ts';
import { tenantResponse } from '../../support/unit/doctor.ts';

const ADDRESS = 'https://hash.extensions.allizom.org/';
const API = 'https://api.example/';
const ORGANIZATION_NAMES = 'Settings > Advanced > Settings > Allow Organization Names in Authentication API';

const elsewhere = (location: string) => tenantResponse(302, { headers: { location } });
const backWith = (error?: string, error_description = '') =>
  elsewhere(
    error === undefined ? ADDRESS : `${ADDRESS}?${new URLSearchParams({ error, error_description })}`,
  );

/** `ok`, `skipped`, or the field of a failure. */
const summary = (outcome: Outcome) => (outcome.kind === 'failed' ? outcome.fix.field : outcome.kind);

const MISMATCH =
  'Callback URL mismatch. The provided redirect_uri is not in the list of allowed callback URLs.';
const CALLBACKS = 'Application URIs > Allowed Callback URLs';

describe('checkCallback', () => {
  it.each([
    ['the tenant comes back with any error', () => backWith('unauthorized_client'), 'ok'],
    ...[400, 401, 403].flatMap((status) => [
      [
        `the tenant shows its error page with ${status}`,
        () => tenantResponse(status, { body: MISMATCH }),
        CALLBACKS,
      ] as const,
      [
        `a page of a proxy comes with ${status}`,
        () => tenantResponse(status, { body: '<h1>Blocked' }),
        'skipped',
      ] as const,
    ]),
    [
      'the error page of the tenant is on another host',
      () => elsewhere(`https://errors.example/?${new URLSearchParams({ error_description: MISMATCH })}`),
      CALLBACKS,
    ],
    ...['https://errors.example/', 'https://hash.extensions.allizom.org.evil.example/', '/login', ''].map(
      (location) => [`the tenant redirects to "${location}"`, () => elsewhere(location), 'skipped'] as const,
    ),
  ] as const)('if %s', async (_condition, respond, expected) => {
    expect(summary(checkCallback(ADDRESS, await respond()))).toBe(expected);
  });
});

describe('checkLogout', () => {
  it('is skipped if the tenant answers OK instead of redirecting', async () => {
    const outcome = await checkLogout(unitConfig(), ADDRESS, () => tenantResponse(200, { body: 'OK' }));
    expect(summary(outcome)).toBe('skipped');
  });
});

describe('checkAudience', () => {
  it.each([
    ['access_denied', 'Service not found: it', 'Applications > APIs > Create API > Identifier'],
    [
      'invalid_request',
      `Client "unit-client" is not authorized to access resource server "${API}".`,
      'Applications > APIs > Application Access > User-Delegated Access',
    ],
    [undefined, '', 'skipped'],
  ])('if the error is %s, "%s"', async (error, description, expected) => {
    expect(summary(checkAudience(API, ADDRESS, await backWith(error, description)))).toBe(expected);
  });

  it('repeats a description without control characters', async () => {
    const { message } = checkAudience(
      API,
      ADDRESS,
      await backWith('access_denied', 'Service not found:\u001b[2J it'),
    );
    expect(message).toMatch(/: Service not found: \[2J it$/);
  });
});

describe('checkOrganization', () => {
  it.each([
    ['acme', 'parameter organization is not allowed for this client', 'Login Experience > Type of Users'],
    ['acme', 'authorization request parameter organization must be an organization id', ORGANIZATION_NAMES],
    ['acme', 'Internal error', 'skipped'],
    [null, 'parameter organization is required for this client', 'AUTH0_ORGANIZATION'],
  ])('of %s, if the description is "%s"', async (organization, description, expected) => {
    const outcome = checkOrganization(organization, ADDRESS, await backWith('invalid_request', description));
    expect(summary(outcome)).toBe(expected);
  });
});
