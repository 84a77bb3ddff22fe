import { describe, expect, it } from 'vitest';
import { FIELDS } from '../../../src/tooling/build/dashboard.ts';
import {
  checkResult,
  failed,
  inDashboard,
  inDotEnv,
  ok,
  skipped,
} from '../../../src/tooling/doctor/check-result.ts';
import { fixedIn, isOk, reportJson, reportText } from '../../../src/tooling/doctor/report.ts';
import { unitConfig } from '../../support/unit/config.ts';

const TENANT = checkResult('tenant', ok('It responds'));
const CLOCK = checkResult('clock', skipped('No Date header'));
const APPLICATION = checkResult('application', failed('Unknown', inDotEnv('AUTH0_CLIENT_ID')));
const ORIGIN = checkResult(
  'origin',
  failed('Not listed', inDashboard(FIELDS.allowedOrigins, 'add', 'https://hash.example')),
  'firefox',
);
const RESULTS = [TENANT, CLOCK, APPLICATION, ORIGIN];

describe('reportText', () => {
  it('has a line for each check, and the fix below a failure', () => {
    expect(reportText(RESULTS, ['OIDC Conformant'])).toBe(`ok      Tenant: It responds
skipped Clock: No Date header
failed  Application: Unknown
        Fix: .env, AUTH0_CLIENT_ID
failed  Allowed origin (Firefox): Not listed
        Fix: Auth0 Dashboard, Cross-Origin Authentication > Allowed Origins (CORS), add:
          https://hash.example

1 ok, 2 failed, 1 skipped.`);
  });

  it('names the fields that no check covers if every check is ok', () => {
    expect(reportText([TENANT], ['OIDC Conformant'])).toMatch(
      /Not visible from outside.*: OIDC Conformant, the settings of each connection\.$/,
    );
  });
});

it('fixedIn names the field of defineConfig instead of the variable', () => {
  expect(reportText(fixedIn('defineConfig', RESULTS), [])).toContain('Fix: defineConfig, clientId\n');
});

it('reportJson returns one object with stable names', () => {
  const fix = { place: '.env', field: 'AUTH0_CLIENT_ID', how: 'set', value: null };
  expect(JSON.parse(reportJson(unitConfig(), RESULTS))).toMatchObject({
    domain: 'tenant.example',
    clientId: 'unit-client',
    ok: false,
    checks: [
      { check: 'tenant', outcome: 'ok', message: 'It responds' },
      { check: 'clock', outcome: 'skipped' },
      { check: 'application', outcome: 'failed', message: 'Unknown', fix },
      { check: 'origin-firefox', outcome: 'failed', fix: { how: 'add', value: 'https://hash.example' } },
    ],
  });
});

it.each([
  ['every check is ok', [TENANT], true],
  ['a check was skipped', [TENANT, CLOCK], false],
  ['a check failed', [TENANT, APPLICATION], false],
])('isOk if %s', (_condition, results, expected) => {
  expect(isOk(results)).toBe(expected);
});
