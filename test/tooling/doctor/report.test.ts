import { describe, expect, it } from 'vitest';
import { FIELDS } from '../../../src/tooling/build/dashboard.ts';
import { failed, inDashboard, inDotEnv, ok, skipped } from '../../../src/tooling/doctor/check-result.ts';
import { isOk, reportJson, reportText } from '../../../src/tooling/doctor/report.ts';
import { unitConfig } from '../../support/unit/config.ts';

const RESULTS = {
  application: failed('Not known', inDotEnv('AUTH0_CLIENT_ID', null)),
  'origin-firefox': failed('Not listed', inDashboard(FIELDS.allowedOrigins, 'add', 'https://hash.example')),
  clock: skipped('The tenant told no time'),
  tenant: ok('It answers'),
};

describe('the report', () => {
  it('for people has a line for each check in one order, and under a failure what fixes it', () => {
    expect(reportText(RESULTS, ['OIDC Conformant'])).toBe(`ok      Tenant: It answers
skipped Clock: The tenant told no time
failed  Application: Not known
        Fix: .env, AUTH0_CLIENT_ID
failed  CORS origin of Firefox: Not listed
        Fix: Auth0 Dashboard, Cross-Origin Authentication > Allowed Origins (CORS), add:
          https://hash.example

1 ok, 2 failed, 1 skipped.`);
  });

  it('for people names what cannot be seen from outside, when every check is ok', () => {
    expect(reportText({ tenant: ok('It answers') }, ['OIDC Conformant'])).toContain(
      'Not visible from outside, so look yourself: OIDC Conformant, the settings of each connection.',
    );
  });

  it('for programs is one object with the same', () => {
    expect(JSON.parse(reportJson(unitConfig(), RESULTS))).toEqual({
      domain: 'tenant.example',
      clientId: 'unit-client',
      ok: false,
      checks: [
        { check: 'tenant', outcome: 'ok', message: 'It answers' },
        { check: 'clock', outcome: 'skipped', message: 'The tenant told no time' },
        {
          check: 'application',
          outcome: 'failed',
          message: 'Not known',
          fix: { place: '.env', field: 'AUTH0_CLIENT_ID', how: 'set', value: null },
        },
        {
          check: 'origin-firefox',
          outcome: 'failed',
          message: 'Not listed',
          fix: {
            place: 'Auth0 Dashboard',
            field: 'Cross-Origin Authentication > Allowed Origins (CORS)',
            how: 'add',
            value: 'https://hash.example',
          },
        },
      ],
    });
  });

  it.each([
    [{ tenant: ok('') }, true],
    [{ tenant: ok(''), clock: skipped('') }, false],
    [{ tenant: ok(''), clock: failed('', inDotEnv('X', null)) }, false],
  ])('is well only where every check was made and is ok', (results, well) => {
    expect(isOk(results)).toBe(well);
  });
});
