import { describe, expect, it } from 'vitest';
import type { Config } from '../../../src/sdk/config.ts';
import { dashboardEntries, dashboardText, hiddenFields } from '../../../src/tooling/build/dashboard.ts';
import { unitConfig } from '../../support/unit/config.ts';
import { ADDRESSES } from '../../support/unit/doctor.ts';

const names = (changes: Partial<Config> = {}) =>
  dashboardEntries(unitConfig(changes), ADDRESSES).map(({ field }) => field.name);
const text = (changes: Partial<Config> = {}) => dashboardText(unitConfig(changes), ADDRESSES);

const API = { audience: 'https://api.example/' };
const FOR_EVERY_BUILD = [
  'Application Type',
  'Allowed Callback URLs',
  'Allowed Logout URLs',
  'Allowed Web Origins',
  'Allow Cross-Origin Authentication',
  'Allowed Origins (CORS)',
  'Allow Refresh Token Rotation',
  'Rotation Overlap Period',
  'JSON Web Token (JWT) Signature Algorithm',
  'OIDC Conformant',
  'Grant Types',
];
const FORM_ONLY = ['Allowed Web Origins', 'Allow Cross-Origin Authentication'];
const ORGANIZATION_NAMES = 'Allow Organization Names in Authentication API';

describe('dashboardEntries', () => {
  it.each<[what: string, changes: Partial<Config>, more: readonly string[], less?: readonly string[]]>([
    ['the defaults', {}, []],
    ['an API', API, ['Allow Offline Access', 'User-Delegated Access']],
    ['codes by email or SMS', { login: 'passwordless' }, ['Applications']],
    ['the hosted page', { login: 'hosted' }, [], FORM_ONLY],
    [
      'the name of an organization',
      { organization: 'acme' },
      ['Type of Users', ORGANIZATION_NAMES],
      FORM_ONLY,
    ],
    [
      'the ID of an organization, which needs the hosted page',
      { login: 'passwordless', organization: 'org_acme1' },
      ['Type of Users'],
      FORM_ONLY,
    ],
    [
      'an API and no refresh token',
      { ...API, scope: 'openid email' },
      ['User-Delegated Access'],
      ['Allow Refresh Token Rotation', 'Rotation Overlap Period'],
    ],
  ])('returns the fields for %s in the order of the page', (_what, changes, more, less = []) => {
    expect(names(changes)).toEqual([...FOR_EVERY_BUILD.filter((name) => !less.includes(name)), ...more]);
  });
});

describe('dashboardText', () => {
  it('has a line for a single value, and a block for addresses', () => {
    expect(text()).toContain('> (client ID unit-client) > Settings\n');
    expect(text()).toContain(`
Application URIs > Allowed Callback URLs
  Chromium, Chrome, Edge  ${ADDRESSES.chromium.redirectUrl}
  Firefox                 ${ADDRESSES.firefox.redirectUrl}
`);
    expect(text()).toMatch(/^Advanced Settings > Grant Types: Authorization Code, Refresh Token$/m);
    expect(text({ scope: 'openid email' })).toMatch(/Grant Types: Authorization Code$/m);
  });

  it('names the other pages of fields', () => {
    expect(text(API)).toContain(
      'Then open Applications > APIs > https://api.example/:\n\nSettings > Allow Offline Access: on\n',
    );
  });

  it('has a note for codes only', () => {
    expect(text({ login: 'passwordless' })).toContain('Passwordless OTP');
    expect(text()).not.toContain('Passwordless OTP');
  });

  it('names no client ID for a configurable build', () => {
    const none = text({ domain: '', tenant: '', clientId: '', configurable: 'https' });
    expect(none).toContain('(the chosen one) > Settings\n');
  });
});

it('hiddenFields returns the fields that no request can check', () => {
  expect(hiddenFields(unitConfig(API))).toEqual([
    'Allow Refresh Token Rotation',
    'Rotation Overlap Period',
    'JSON Web Token (JWT) Signature Algorithm',
    'OIDC Conformant',
    'Allow Offline Access',
  ]);
});
